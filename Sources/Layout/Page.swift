package import Typesetting

/// One laid-out page: nothing is left to decide. PDF and PNG are drawn from the same value, and tests assert positions in it.
package struct Page: Sendable {
  package var width: Length
  package var height: Length
  /// What is drawn first and read by no one: tints, diagonal marks, rules, frames, in drawing order.
  package var underlay: [Artifact]
  /// What is read, in reading order, which is also the drawing order.
  package var content: [Element]

  package init(width: Length, height: Length, underlay: [Artifact] = [], content: [Element] = []) {
    self.width = width
    self.height = height
    self.underlay = underlay
    self.content = content
  }
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

/// What is drawn without being text.
package enum Artifact: Sendable {
  case fill(Rectangle, Colour)
  /// A rectangle's border on its centre line, corners rounded by `radius` (0: square).
  case border(Rectangle, weight: Length, radius: Length, Colour)
  case stroke(Stroke)
  /// Glyph shapes, the drawing's origin at that place.
  case outlines(OutlineDrawing, at: Point)
  /// Square modules row by row, true = dark; drawn as a one-bit mask.
  case modules([Bool], side: Int, Rectangle, Colour)
  /// An image that was read with its form.
  case image(PixelImage, Rectangle)
  /// Text that is no content: the foot, repeated heads. It is drawn as text, and marked as an artifact.
  case text([GlyphRun])
}

/// An image read with its form: 8-bit RGBA, row by row.
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

/// The structure elements of ISO 32000-1 14.8.4 that the papers use.
package enum Tag: Sendable, Hashable {
  case heading(level: Int)
  case paragraph
  case table
  case row
  /// TH with its scope.
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

/// A structure element: either a group of elements or a leaf with what it draws. Only leaves draw.
package indirect enum Element: Sendable {
  case group(Tag, [Element])
  case leaf(Tag, [GlyphRun])
  /// A figure: drawn shapes with an alternative text in the tag.
  case figure(Tag, [Artifact])
}
