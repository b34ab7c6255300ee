/// The marked contents of an element: those of one page, by their ids there (ISO 32000-1 14.7.4.2).
struct StructureContent {
  /// Object number of the page; 0 for an element that has only others in it.
  var page = 0
  var identifiers: [Int] = []
}
