/// An outline drawing as the compressed content of a form XObject (ISO 32000-1 8.10), made once for all papers on which
/// it stands.
///
/// Cairo 1.16 would print its coordinates again for every paper, and a seal and a mark have two thirds of all the
/// numbers of a page.
package struct PreparedDrawing: Sendable, Hashable {
  /// Left, top, right and bottom of what is painted, in points from the drawing's origin, y downwards.
  package let box: [Double]
  /// The content stream, compressed for FlateDecode.
  package let packed: [UInt8]
}

/// A prepared drawing at a position on a page.
package struct PlacedDrawing: Sendable, Hashable {
  /// Index among the file's drawings.
  package let drawing: Int
  /// The drawing's origin in points from the page's top left corner.
  package let x: Double
  package let y: Double
}
