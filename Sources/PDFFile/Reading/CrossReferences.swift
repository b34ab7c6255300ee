/// Where each object of a file stands: ISO 32000-1 7.5.4 and 7.5.8.
struct CrossReferences: Sendable {
  enum Entry: Sendable, Hashable {
    case free
    case offset(Int, generation: Int)
    /// The index-th object of an object stream.
    case compressed(stream: Int, index: Int)
  }

  /// By object number; nil where the file says nothing.
  private(set) var entries: [Entry?] = []

  /// The largest object number that is believed: ISO 32000-1 annex C.
  static let limit = 8_388_607

  /// Keeps the entry unless a newer section has already said where the object is.
  mutating func add(_ number: Int, _ entry: Entry, fileSize: Int, at offset: Int) throws(PDFFault) {
    // A table for more objects than the file has bytes is there to fill memory.
    guard number >= 0, number <= min(Self.limit, max(1 << 16, fileSize)) else {
      throw .expected("object number up to \(Self.limit)", at: offset)
    }
    if number >= entries.count { entries.append(contentsOf: repeatElement(nil, count: number + 1 - entries.count)) }
    if entries[number] == nil { entries[number] = entry }
  }

  subscript(number: Int) -> Entry? { entries.indices.contains(number) ? entries[number] : nil }
}
