package import Typesetting

/// One laid-out page. Every position in it is final: PDF and PNG are drawn from the same value, and tests assert
/// positions in it.
///
/// ```
/// page.underlay  [.fill(area, grey), .stroke(rule), .text([pageNumber])]
/// page.content   [.leaf(.heading(level: 1), runs), .group(.table, [.group(.row, [.leaf(.dataCell(span: 1), runs)])])]
/// ```
package struct Page: Sendable {
  package var width: Length
  package var height: Length
  /// Drawn first and not read (no structure element): tints, diagonal marks, rules and frames, in drawing order.
  package var underlay: [Artifact]
  /// The structure elements in reading order, which is also the drawing order.
  package var content: [Element]

  package init(width: Length, height: Length, underlay: [Artifact] = [], content: [Element] = []) {
    self.width = width
    self.height = height
    self.underlay = underlay
    self.content = content
  }
}

/// A structure element: a group of elements, or a leaf, which is drawn.
package indirect enum Element: Sendable {
  case group(Tag, [Element])
  case leaf(Tag, [GlyphRun])
  /// A figure: drawn shapes with an alternative text in the tag.
  case figure(Tag, [Artifact])
}

/// The structure elements of ISO 32000-1 14.8.4 that the papers use.
package enum Tag: Sendable, Hashable {
  case heading(level: Int)
  case paragraph
  case table
  case row
  /// TH with its scope and the number of columns that it spans.
  case headerCell(scope: Scope, span: Int)
  case dataCell(span: Int)
  case span
  case figure(alternative: String)
  case section
  case ruby
  case rubyBase
  case rubyText

  package enum Scope: String, Sendable, Hashable {
    case row = "Row"
    case column = "Column"
  }
}

/// Content that is drawn but not read (an artifact in ISO 32000), or the drawing of a figure.
package enum Artifact: Sendable, Hashable {
  case fill(Rectangle, Colour)
  /// A rectangle's border on its centre line, corners rounded by `radius` (0: square).
  case border(Rectangle, weight: Length, radius: Length, Colour)
  case stroke(Stroke)
  /// Glyph shapes, with the drawing's origin at that point.
  case outlines(OutlineDrawing, at: Point)
  /// A QR code: square modules row by row, true for dark; drawn as a one-bit mask.
  case modules([Bool], side: Int, Rectangle, Colour)
  /// An image that was read with its form.
  case image(PixelImage, Rectangle)
  /// Text that is not read, such as the foot and repeated heads. It is drawn as text and marked as an artifact.
  case text([GlyphRun])
}

/// A straight stroke.
package struct Stroke: Sendable, Hashable {
  package var from: Point
  package var to: Point
  package var weight: Length
  package var colour: Colour
  /// On and off lengths; empty for a solid line.
  package var dash: [Length]

  package init(from: Point, to: Point, weight: Length, colour: Colour, dash: [Length] = []) {
    self.from = from
    self.to = to
    self.weight = weight
    self.colour = colour
    self.dash = dash
  }
}

/// A rectangle by its top left corner and size.
package struct Rectangle: Sendable, Hashable {
  package var x: Length
  package var y: Length
  package var width: Length
  package var height: Length

  package init(x: Length, y: Length, width: Length, height: Length) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The largest rectangle with the proportions of `width` and `height` that fits inside this one, in the middle.
  package func fitting(width: Int, height: Int) -> Rectangle {
    guard width > 0, height > 0 else { return self }
    let scale = min(self.width.points / Double(width), self.height.points / Double(height))
    let size = (width: Length(points: scale * Double(width)), height: Length(points: scale * Double(height)))
    return Rectangle(
      x: x + (self.width - size.width) / 2, y: y + (self.height - size.height) / 2, width: size.width,
      height: size.height)
  }
}

/// An image that was read with its form: 8-bit RGBA, row by row.
package struct PixelImage: Sendable, Hashable {
  package var width: Int
  package var height: Int
  package var pixels: [UInt8]

  package init(width: Int, height: Int, pixels: [UInt8]) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }
}

/// The outline of a glyph as a path, for marks and seals. It carries no text.
package struct GlyphOutline: Sendable, Hashable {
  package var face: FaceID
  package var glyph: UInt32
  /// The matrix from the em square (x right, y up, 1 em = 1) to the drawing in points: x' = a·x + c·y + e, y' = b·x +
  /// d·y + f.
  package var a, b, c, d, e, f: Double

  package init(face: FaceID, glyph: UInt32, a: Double, b: Double, c: Double, d: Double, e: Double, f: Double) {
    self.face = face
    self.glyph = glyph
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }
}

/// Outlines painted as one path. Coordinates count from an origin of the drawing, so that a seal or a mark is the same
/// value wherever it stands on a paper, and the drawer can keep the path that it made of the first.
package struct OutlineDrawing: Sendable, Hashable {
  package enum Paint: Sendable, Hashable {
    case filled
    /// The outlines are stroked with a pen of that weight.
    case stroked(weight: Length)
  }

  package var outlines: [GlyphOutline]
  package var paint: Paint
  package var colour: Colour

  package init(_ outlines: [GlyphOutline], _ paint: Paint, _ colour: Colour) {
    self.outlines = outlines
    self.paint = paint
    self.colour = colour
  }
}
