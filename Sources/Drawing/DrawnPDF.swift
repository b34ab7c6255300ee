/// A PDF as Cairo writes it, and what Cairo was not told: the structure of its pages.
package struct DrawnPDF: Sendable {
  package var bytes: [UInt8]
  package var notes: StructureNotes
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
