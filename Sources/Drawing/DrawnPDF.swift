/// A PDF as Cairo writes it, and the structure of its pages, which Cairo was not told.
package struct DrawnPDF: Sendable {
  package var bytes: [UInt8]
  package var notes: StructureNotes
}

/// An entry of the outline (the bookmarks) of a PDF: a paper, or a record with its papers as children.
package struct OutlineEntry: Sendable, Hashable {
  package var title: String
  /// The page to which it leads, counted from 1.
  package var page: Int
  /// The entries that are shown below it when it is opened.
  package var children: [OutlineEntry]

  package init(title: String, page: Int, children: [OutlineEntry] = []) {
    self.title = title
    self.page = page
    self.children = children
  }

  /// The entries without children: itself, or the leaves of its children.
  var leaves: [OutlineEntry] { children.isEmpty ? [self] : children.flatMap(\.leaves) }
}
