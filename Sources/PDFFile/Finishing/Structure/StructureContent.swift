/// The marked contents of an element: those of one page, by their ids there (ISO 32000-1 14.7.4.2).
struct StructureContent {
  /// Object number of the page; 0 for an element that has only others in it.
  var page = 0
  private(set) var first: Int?
  /// Most elements have one id alone, which needs no memory of its own.
  private(set) var others: [Int] = []

  var count: Int { first == nil ? 0 : 1 + others.count }

  mutating func add(_ identifier: Int) {
    if first == nil { first = identifier } else { others.append(identifier) }
  }
}
