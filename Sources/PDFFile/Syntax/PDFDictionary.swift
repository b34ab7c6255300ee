/// The entries of a dictionary in the order of the file.
struct PDFDictionary: Sendable {
  let bytes: [UInt8]
  /// Where the dictionary stands, with its brackets.
  let range: Range<Int>
  let entries: [Entry]

  struct Entry: Sendable {
    /// The key without its slash.
    let key: Range<Int>
    let value: Range<Int>
  }

  /// Reads a dictionary whose syntax was checked by stepping over it. A key that stands there twice is refused: readers differ in which
  /// they take.
  init(_ bytes: [UInt8], _ range: Range<Int>) throws(PDFFault) {
    self.bytes = bytes
    self.range = range
    guard range.count >= 4 else { throw .expected("dictionary", at: range.lowerBound) }
    var scanner = PDFScanner(bytes, range)
    entries = try Self.entries(&scanner)
  }

  /// Reads the dictionary at whose `<<` the scanner stands, and steps over it.
  init(_ scanner: inout PDFScanner) throws(PDFFault) {
    bytes = scanner.bytes
    let start = scanner.position
    entries = try Self.entries(&scanner)
    range = start..<scanner.position
  }

  private static func entries(_ scanner: inout PDFScanner) throws(PDFFault) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(8)
    scanner.position += 2
    while true {
      scanner.skipSpace()
      guard scanner.next != UInt8(ascii: ">") else {
        guard scanner.peek(1) == UInt8(ascii: ">") else { throw .expected(">>", at: scanner.position) }
        scanner.position += 2
        return entries
      }
      guard scanner.next == UInt8(ascii: "/") else { throw .expected("/Key or >>", at: scanner.position) }
      let key = scanner.position + 1
      scanner.skipName()
      let keyEnd = scanner.position
      scanner.skipSpace()
      let value = scanner.position
      try scanner.skipValue(depth: 1)
      let entry = Entry(key: key..<keyEnd, value: value..<scanner.position)
      for other in entries where isSame(other.key, entry.key, scanner.bytes) {
        throw .expected("each key once", at: key)
      }
      entries.append(entry)
    }
  }

  private static func isSame(_ a: Range<Int>, _ b: Range<Int>, _ bytes: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    for index in 0..<a.count where bytes[a.lowerBound + index] != bytes[b.lowerBound + index] { return false }
    return true
  }

  subscript(key: StaticString) -> PDFValue? {
    for entry in entries where isKey(entry, key) { return PDFValue(bytes: bytes, range: entry.value) }
    return nil
  }

  func isKey(_ entry: Entry, _ key: StaticString) -> Bool {
    guard entry.key.count == key.utf8CodeUnitCount else { return false }
    for index in 0..<key.utf8CodeUnitCount where bytes[entry.key.lowerBound + index] != key.utf8Start[index] {
      return false
    }
    return true
  }

  func name(of entry: Entry) -> String { PDFName.decoded(bytes[entry.key]) }
  func value(of entry: Entry) -> PDFValue { PDFValue(bytes: bytes, range: entry.value) }

  /// The value that must be there.
  func required(_ key: StaticString) throws(PDFFault) -> PDFValue {
    guard let value = self[key] else { throw .expected("/\(key) in the dictionary", at: range.lowerBound) }
    return value
  }
}
