import PDFSyntax

/// A drawing that is the same in many files, as the content of a form XObject (ISO 32000-1 8.10). It is compressed once
/// for all of them.
package struct PreparedDrawing: Sendable, Hashable {
  /// Left, top, right and bottom of what it paints, in points from its origin, y downwards.
  package var box: [Double]
  /// Its content stream, compressed with FlateDecode. It uses no resources.
  package var packed: [UInt8]

  package init(box: [Double], packed: [UInt8]) {
    self.box = box
    self.packed = packed
  }

  /// The entries of the form XObject's dictionary, without brackets and Length.
  var entries: [UInt8] {
    var entries = ByteWriter()
    entries.write("/Type/XObject/Subtype/Form/Resources<<>>/BBox[")
    for (index, number) in box.enumerated() {
      if index > 0 { entries.write(" ") }
      entries.writeReal(number)
    }
    entries.write("]/Filter/FlateDecode")
    return entries.bytes
  }
}

/// A prepared drawing at its place on a page.
package struct PlacedDrawing: Sendable, Hashable {
  /// Index among `DocumentStructure.drawings`.
  package var drawing: Int
  /// Its origin in points from the page's top left corner, y downwards: the coordinates that Cairo sets up for the
  /// page.
  package var x: Double
  package var y: Double

  package init(_ drawing: Int, x: Double, y: Double) {
    self.drawing = drawing
    self.x = x
    self.y = y
  }
}
