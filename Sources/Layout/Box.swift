package import Typesetting

/// A box at a fixed position on a page, or at a fixed distance from the top of a block. Heights (`y`) count from that
/// top.
package enum Box: Sendable {
  case text(TextBox)
  /// The page number `n / m` in the box's style; layout replaces the text.
  case pageNumber(TextBox)
  case shape(ShapeBox)
  case code(CodeBox)
  case seal(SealBox)
  case image(ImageBox)
  case cells(CellsBox)
  /// Boxes that are tagged as one section.
  case group([Box])
}

/// A text at a fixed position, which is given by its baseline.
package struct TextBox: Sendable {
  /// The structure element that the text becomes.
  package enum Role: Sendable, Hashable {
    case heading(level: Int)
    case paragraph
    /// Not read: the foot.
    case artifact
  }

  /// The same text in another style, for when it does not fit in the first.
  package struct Setting: Sendable {
    package var paragraph: Paragraph
    package var pitch: Length

    package init(_ paragraph: Paragraph, pitch: Length) {
      self.paragraph = paragraph
      self.pitch = pitch
    }
  }

  package var paragraph: Paragraph
  /// Set instead of `paragraph` when that does not fit.
  package var otherwise: Setting?
  /// Left and right edges of the measure on the page.
  package var from: Length
  package var to: Length
  /// Baseline of a single line, from the top of the page or block; the middle of the line when the box is centred.
  package var baseline: SteppedLength
  /// Whether `baseline` is the middle of a line; the line is then centred as in a table's row.
  package var isCentred: Bool
  /// The part of the height of further lines that goes upwards: 0 keeps the position of the first line, 1 that of the
  /// last, 0.5 that of the middle.
  package var upward: Double
  /// Measure of vertical lines, downwards from `baseline`, of which the first is at the right edge. Not used for
  /// horizontal lines.
  package var height = Length.zero
  /// Distance between baselines, or between the axes of vertical lines.
  package var pitch: Length
  package var role: Role

  package init(
    _ paragraph: Paragraph, from: Length, to: Length, baseline: SteppedLength, isCentred: Bool = false,
    upward: Double? = nil, pitch: Length, role: Role = .paragraph
  ) {
    self.paragraph = paragraph
    self.from = from
    self.to = to
    self.baseline = baseline
    self.isCentred = isCentred
    self.upward = upward ?? (isCentred ? 0.5 : 0)
    self.pitch = pitch
    self.role = role
  }
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

/// A QR code, sized by its module; without the quiet zone.
package struct CodeBox: Sendable, Hashable {
  package var text: String
  /// Alternative text, for those who cannot see the code.
  package var alternative: String
  /// Right edge of the modules: the code grows to the left with its version.
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
  /// The issuer's name; without an image it is also the text of the seal.
  package var name: String
  package var alternative: String
  /// Where the issuer's name begins on the paper, and its style: the seal covers a third of the name's last character.
  package var nameFrom: Length
  package var nameStyle: TextStyle
  package var y: SteppedLength
  package var size: Length
  package var colour: Colour
  /// Role in fonts.json of the seal's characters.
  package var role: String
  /// A picture of the seal, which is drawn instead, in its own proportions inside the square.
  package var image: PixelImage?
  /// Words that stand in an empty square instead of the seal, on a copy: 印影省略.
  package var omission: String?

  package init(
    name: String, alternative: String, nameFrom: Length, nameStyle: TextStyle, y: SteppedLength, size: Length,
    colour: Colour, role: String, image: PixelImage? = nil, omission: String? = nil
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
    self.omission = omission
  }
}

/// An image of the form, in its own proportions, as large as the box allows and in its middle.
package struct ImageBox: Sendable, Hashable {
  package var image: PixelImage
  /// Alternative text, for those who cannot see the image; empty for an ornament, which is not read.
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

/// Groups of characters, each centred in a white cell: the authentication key. Up to four cells are in one row, more in
/// two.
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
  /// The catalogue path whose value the groups are. A refusal names it and, for a key, does not quote the text.
  package var field: String?

  package init(
    groups: [String], style: TextStyle, from: Length, y: SteppedLength, width: Length, height: SteppedLength,
    pitch: Length, rowPitch: Length, weight: Length, colour: Colour, name: String
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
