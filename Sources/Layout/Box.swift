package import Typesetting

/// Anything that stands at a fixed place on a page, or at a fixed distance from the top of a block.
package enum Box: Sendable {
  case text(TextBox)
  /// `n / m`, set in the box's style: only the layout knows both numbers.
  case pageNumber(TextBox)
  case shape(ShapeBox)
  case code(CodeBox)
  case seal(SealBox)
  case image(ImageBox)
  case cells(CellsBox)
  /// Boxes that are read as one section.
  case group([Box])
}

/// A rule, a tint or a frame. It carries no text and is not read.
package struct ShapeBox: Sendable, Hashable {
  package enum Shape: Sendable, Hashable {
    /// A horizontal rule; its height is 0.
    case rule(weight: Length, dash: [Length])
    case fill
    case border(weight: Length, radius: Length)
  }

  package var shape: Shape
  package var from: Length
  package var to: Length
  package var y: SteppedLength
  package var height: Length
  package var colour: Colour

  package init(_ shape: Shape, from: Length, to: Length, y: SteppedLength, height: Length = .zero, colour: Colour) {
    self.shape = shape
    self.from = from
    self.to = to
    self.y = y
    self.height = height
    self.colour = colour
  }
}

/// A QR code by the size of one module, its quiet zone not counted.
package struct CodeBox: Sendable, Hashable {
  package var text: String
  /// What the code says, for those who cannot see it.
  package var alternative: String
  /// Right edge of the dark modules: codes of any version keep it.
  package var right: Length
  package var y: SteppedLength
  package var module: Length

  package init(text: String, alternative: String, right: Length, y: SteppedLength, module: Length) {
    self.text = text
    self.alternative = alternative
    self.right = right
    self.y = y
    self.module = module
  }
}

/// 印影: the issuer's square seal, drawn from its name, or an image in its place.
package struct SealBox: Sendable, Hashable {
  /// The issuer's name; without an image, also what the seal says.
  package var name: String
  package var alternative: String
  /// Where the issuer's name begins, and how it is set: the seal covers a third of the name's last character.
  package var nameFrom: Length
  package var nameStyle: TextStyle
  package var y: SteppedLength
  package var size: Length
  package var colour: Colour
  /// Role in fonts.json of the seal's characters.
  package var role: String
  /// A picture of the seal, which is then shown in its own proportions inside the square.
  package var image: PixelImage?

  package init(
    name: String, alternative: String, nameFrom: Length, nameStyle: TextStyle, y: SteppedLength, size: Length,
    colour: Colour, role: String,
    image: PixelImage? = nil
  ) {
    self.name = name
    self.alternative = alternative
    self.nameFrom = nameFrom
    self.nameStyle = nameStyle
    self.y = y
    self.size = size
    self.colour = colour
    self.role = role
    self.image = image
  }
}

/// An image of the form, in its own proportions as large as its box holds, in the box's middle.
package struct ImageBox: Sendable, Hashable {
  package var image: PixelImage
  /// What it shows, for those who cannot see it; empty for an ornament, which is not read.
  package var alternative: String
  package var from: Length
  package var y: SteppedLength
  package var width: Length
  package var height: Length

  package init(_ image: PixelImage, alternative: String, from: Length, y: SteppedLength, width: Length, height: Length)
  {
    self.image = image
    self.alternative = alternative
    self.from = from
    self.y = y
    self.width = width
    self.height = height
  }
}

/// Groups of characters, each centred in a white cell of its own: the authentication key. Up to four cells stand in one row, more in two.
package struct CellsBox: Sendable {
  package var groups: [String]
  package var style: TextStyle
  /// Left edge of the first cell.
  package var from: Length
  package var y: SteppedLength
  package var width: Length
  package var height: SteppedLength
  /// Distance from one cell's left edge to the next one's.
  package var pitch: Length
  /// Distance from the first row's upper edge to the second one's.
  package var rowPitch: Length
  package var weight: Length
  package var colour: Colour
  package var name: String
  /// The catalogue path whose value the groups are, for refusals, which never quote a key.
  package var field: String?

  package init(
    groups: [String], style: TextStyle, from: Length, y: SteppedLength, width: Length, height: SteppedLength,
    pitch: Length, rowPitch: Length,
    weight: Length, colour: Colour, name: String
  ) {
    self.groups = groups
    self.style = style
    self.from = from
    self.y = y
    self.width = width
    self.height = height
    self.pitch = pitch
    self.rowPitch = rowPitch
    self.weight = weight
    self.colour = colour
    self.name = name
  }

  /// Cells in a row.
  package var columns: Int { groups.count <= 4 ? groups.count : (groups.count + 1) / 2 }
}
