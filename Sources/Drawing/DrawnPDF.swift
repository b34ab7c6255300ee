package import Typesetting

/// A PDF as Cairo writes it, and what Cairo 1.16 cannot write: the attributes of its structure elements, in reading order.
package struct DrawnPDF: Sendable {
  package var bytes: [UInt8]
  package var notes: StructureNotes
}

/// What belongs to the structure elements of a drawn file, each list in the order in which the elements stand in the file.
package struct StructureNotes: Sendable, Hashable {
  /// One of each TH.
  package var headerCells: [HeaderCell] = []
  /// ColSpan of each TD.
  package var dataCellSpans: [Int] = []
  /// One of each Figure.
  package var figures: [Figure] = []
  /// The drawings that elements place, each once.
  package var drawings: [PreparedDrawing] = []
  /// One of each NonStruct: what is drawn there is no content.
  package var artifacts: [Artifact] = []

  package struct HeaderCell: Sendable, Hashable {
    package var scope: Tag.Scope
    package var span: Int
  }

  package struct Figure: Sendable, Hashable {
    package var alternative: String
    /// Left, bottom, right, top in PDF's own coordinates: points from the page's lower left corner.
    package var box: [Double]
    /// What is drawn in it before all that Cairo drew, and is not in the file yet.
    package var drawings: [PlacedDrawing] = []
  }

  package struct Artifact: Sendable, Hashable {
    package var kind: ArtifactKind
    /// What is drawn in it before all that Cairo drew, and is not in the file yet.
    package var drawings: [PlacedDrawing] = []
  }

  /// The kinds of ISO 32000-1 table 330 that the papers have.
  package enum ArtifactKind: Sendable, Hashable {
    /// Rules, tints, marks.
    case layout
    /// Text above the middle of the page: heads that are repeated.
    case header
    /// Text below it.
    case footer
  }
}

/// An entry of the outline: a paper in a file of one or several.
package struct OutlineEntry: Sendable, Hashable {
  package var title: String
  /// From 1.
  package var page: Int
  /// What is shown below it when it is opened.
  package var children: [OutlineEntry]

  package init(title: String, page: Int, children: [OutlineEntry] = []) {
    self.title = title
    self.page = page
    self.children = children
  }

  /// The lowest entries: itself, or those of its children.
  var leaves: [OutlineEntry] { children.isEmpty ? [self] : children.flatMap(\.leaves) }
}
