/// An outline drawing as the content of a form XObject (ISO 32000-1 8.10), printed and packed once for all the papers
/// on which it stands.
///
/// Through Cairo 1.16 every paper would pay for its numbers again: a seal and a mark have two thirds of all the numbers
/// of a page.
package struct PreparedDrawing: Sendable, Hashable {
  /// Left, top, right and bottom of what is painted, in points from the drawing's origin, y downwards.
  package let box: [Double]
  /// The content stream, packed with FlateDecode.
  package let packed: [UInt8]
}

/// A prepared drawing at its place on a page.
package struct PlacedDrawing: Sendable, Hashable {
  /// Index among the file's drawings.
  package let drawing: Int
  /// The drawing's origin in points from the page's top left corner.
  package let x: Double
  package let y: Double
}
