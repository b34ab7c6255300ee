/// A value as a range of the bytes of its file, interpreted only when asked: its syntax was checked when a scanner
/// stepped over it.
///
/// The methods throw where a value is of another kind than they return: `PDFValue` of `/Page`: `name()` → "Page",
/// `integer()` throws.
package struct PDFValue: Sendable {
  package let bytes: [UInt8]
  package let range: Range<Int>

  @inlinable package init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  @inlinable package var offset: Int { range.lowerBound }
  @inlinable var first: UInt8 { range.isEmpty ? 0 : bytes[range.lowerBound] }

  @inlinable package var text: ArraySlice<UInt8> { bytes[range] }

  // MARK: Kinds

  @inlinable package var isDictionary: Bool {
    first == UInt8(ascii: "<") && range.count > 1 && bytes[range.lowerBound + 1] == UInt8(ascii: "<")
  }
  @inlinable package var isArray: Bool { first == UInt8(ascii: "[") }
  @inlinable package var isName: Bool { first == UInt8(ascii: "/") }
  @inlinable package var isString: Bool { first == UInt8(ascii: "(") || first == UInt8(ascii: "<") && !isDictionary }
  @inlinable package var isReference: Bool {
    !range.isEmpty && bytes[range.upperBound - 1] == UInt8(ascii: "R") && CharacterClass.digit(first) != nil
  }

  // MARK: Simple values

  @inlinable package func isName(_ name: StaticString) -> Bool {
    guard isName, range.count == name.utf8CodeUnitCount + 1 else { return false }
    for index in 0..<name.utf8CodeUnitCount where bytes[range.lowerBound + 1 + index] != name.utf8Start[index] {
      return false
    }
    return true
  }

  /// A name without its slash, `#` escapes resolved.
  package func name() throws(PDFFault) -> String {
    guard isName else { throw .expected("name", at: offset) }
    return PDFName.decoded(bytes[range.dropFirst()])
  }

  package func bool() throws(PDFFault) -> Bool {
    if text.elementsEqual("true".utf8) { return true }
    if text.elementsEqual("false".utf8) { return false }
    throw .expected("true or false", at: offset)
  }

  /// A whole number, sign allowed.
  package func integer() throws(PDFFault) -> Int {
    var scanner = PDFScanner(bytes, range)
    let isNegative = scanner.next == UInt8(ascii: "-")
    if isNegative || scanner.next == UInt8(ascii: "+") { scanner.position += 1 }
    let value = try scanner.integer()
    guard scanner.position == range.upperBound else { throw .expected("whole number", at: offset) }
    return isNegative ? -value : value
  }

  /// A whole or real number.
  package func number() throws(PDFFault) -> Double {
    if let value = PDFScanner.shortNumber(bytes, range) { return value }
    guard let value = Double(String(decoding: text, as: UTF8.self)) else { throw .expected("number", at: offset) }
    return value
  }

  /// `n g R`.
  package func reference() throws(PDFFault) -> PDFReference {
    guard isReference else { throw .expected("reference", at: offset) }
    var scanner = PDFScanner(bytes, range)
    let number = try scanner.integer()
    scanner.skipSpace()
    return PDFReference(number: number, generation: try scanner.integer())
  }

  /// The bytes of a literal or hexadecimal string.
  package func string() throws(PDFFault) -> [UInt8] {
    guard isString else { throw .expected("string", at: offset) }
    return PDFString.decoded(text)
  }

  // MARK: Composite values

  package func dictionary() throws(PDFFault) -> PDFDictionary {
    guard isDictionary else { throw .expected("dictionary", at: offset) }
    return try PDFDictionary(bytes, range)
  }

  /// The elements of an array. Of any other value, that value alone: ISO 32000-1 lets many entries be one value or an
  /// array of such.
  package func elements() throws(PDFFault) -> [PDFValue] {
    isArray ? try array() : [self]
  }

  package func array() throws(PDFFault) -> [PDFValue] {
    var reader = try PDFElements(of: self)
    var elements: [PDFValue] = []
    while let element = try reader.next() { elements.append(element) }
    return elements
  }
}

/// The elements of an array one after the other, without a list of them: a stream of a kilobyte can expand to an array
/// of half a million.
package struct PDFElements {
  private var scanner: PDFScanner

  package init(of value: PDFValue) throws(PDFFault) {
    guard value.isArray else { throw .expected("array", at: value.offset) }
    scanner = PDFScanner(value.bytes, value.range.lowerBound + 1..<value.range.upperBound - 1)
  }

  /// The next element; nil after the last one.
  package mutating func next() throws(PDFFault) -> PDFValue? {
    scanner.skipSpace()
    let start = scanner.position
    if start >= scanner.end { return nil }
    try scanner.skipValue()
    return PDFValue(bytes: scanner.bytes, range: start..<scanner.position)
  }
}

/// The number of an indirect object.
package struct PDFReference: Sendable, Hashable {
  package var number: Int
  package var generation: Int
}

/// The entries of a dictionary in the order of the file.
package struct PDFDictionary: Sendable {
  package let bytes: [UInt8]
  /// The dictionary with its brackets.
  package let range: Range<Int>
  package let entries: [Entry]

  package struct Entry: Sendable {
    /// The key without its slash.
    package let key: Range<Int>
    package let value: Range<Int>
  }

  /// Reads a dictionary whose syntax was checked when a scanner stepped over it. A key that occurs twice is refused:
  /// readers differ in which of the two they take.
  package init(_ bytes: [UInt8], _ range: Range<Int>) throws(PDFFault) {
    self.bytes = bytes
    self.range = range
    guard range.count >= 4 else { throw .expected("dictionary", at: range.lowerBound) }
    var scanner = PDFScanner(bytes, range)
    entries = try Self.entries(&scanner)
  }

  /// Reads the dictionary that begins at the scanner's position, and steps over it.
  package init(_ scanner: inout PDFScanner) throws(PDFFault) {
    bytes = scanner.bytes
    let start = scanner.position
    entries = try Self.entries(&scanner)
    range = start..<scanner.position
  }

  private static func entries(_ scanner: inout PDFScanner) throws(PDFFault) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(8)
    var keys: Set<ArraySlice<UInt8>> = []
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
      if entries.count < comparedKeys {
        for other in entries where isSame(other.key, entry.key, scanner.bytes) {
          throw .expected("each key once", at: key)
        }
      } else {
        if keys.isEmpty { keys = Set(entries.map { scanner.bytes[$0.key] }) }
        guard keys.insert(scanner.bytes[entry.key]).inserted else { throw .expected("each key once", at: key) }
        guard entries.count < entryLimit else { throw .expected("at most \(entryLimit) entries", at: key) }
      }
      entries.append(entry)
    }
  }

  /// Up to so many keys are compared with each other; of more, a set is made, or the work would grow with the square of
  /// their number.
  private static let comparedKeys = 64

  /// The most entries of a dictionary, sixteen times as many as ISO 32000-1 annex C has readers expect.
  private static let entryLimit = 1 << 16

  private static func isSame(_ a: Range<Int>, _ b: Range<Int>, _ bytes: [UInt8]) -> Bool {
    guard a.count == b.count else { return false }
    for index in 0..<a.count where bytes[a.lowerBound + index] != bytes[b.lowerBound + index] { return false }
    return true
  }

  package subscript(key: StaticString) -> PDFValue? {
    for entry in entries where isKey(entry, key) { return PDFValue(bytes: bytes, range: entry.value) }
    return nil
  }

  package func isKey(_ entry: Entry, _ key: StaticString) -> Bool {
    guard entry.key.count == key.utf8CodeUnitCount else { return false }
    for index in 0..<key.utf8CodeUnitCount where bytes[entry.key.lowerBound + index] != key.utf8Start[index] {
      return false
    }
    return true
  }

  /// The value whose key is spelled with the same bytes.
  package func entry(named key: ArraySlice<UInt8>) -> PDFValue? {
    for entry in entries where bytes[entry.key].elementsEqual(key) { return value(of: entry) }
    return nil
  }

  package func name(of entry: Entry) -> String { PDFName.decoded(bytes[entry.key]) }
  package func value(of entry: Entry) -> PDFValue { PDFValue(bytes: bytes, range: entry.value) }

  /// The value of a key that must be there.
  package func required(_ key: StaticString) throws(PDFFault) -> PDFValue {
    guard let value = self[key] else { throw .expected("/\(key) in the dictionary", at: range.lowerBound) }
    return value
  }
}
