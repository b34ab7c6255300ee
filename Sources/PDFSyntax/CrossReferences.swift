/// Where each object of a file is: ISO 32000-1 7.5.4 and 7.5.8.
package struct CrossReferences: Sendable {
  package enum Entry: Sendable, Hashable {
    case free
    case offset(Int, generation: Int)
    /// An object of an object stream, by the number of that stream and its index there.
    case compressed(stream: Int, index: Int)
  }

  /// The entry of each object, by object number; nil where the file has no entry.
  package private(set) var entries: [Entry?] = []

  /// The largest object number: ISO 32000-1 annex C.
  static let limit = 8_388_607

  /// Adds an entry, unless a newer section (they are read first) has already said where the object is.
  mutating func addEntry(_ number: Int, _ entry: Entry, fileSize: Int, at offset: Int) throws(PDFFault) {
    // The shortest object has some twenty bytes, a few when it is packed: a table for more of them than a quarter of
    // the file's bytes could only be meant to exhaust memory.
    guard number >= 0, number <= min(Self.limit, max(1 << 16, fileSize / 4)) else {
      throw .expected("object number up to \(Self.limit)", at: offset)
    }
    if number >= entries.count { entries.append(contentsOf: repeatElement(nil, count: number + 1 - entries.count)) }
    if entries[number] == nil { entries[number] = entry }
  }

  package subscript(number: Int) -> Entry? { entries.indices.contains(number) ? entries[number] : nil }
}

extension PDFReader {
  /// The number after the last `startxref`, which nothing but `%%EOF` may follow.
  static func startOfReferences(_ bytes: [UInt8]) throws(PDFFault) -> Int {
    let word = Array("startxref".utf8)
    var index = bytes.count - word.count
    let lowest = max(0, bytes.count - 1024)
    while index >= lowest, !bytes[index..<index + word.count].elementsEqual(word) { index -= 1 }
    guard index >= lowest else { throw .expected("startxref in the last 1024 bytes", at: lowest) }
    var scanner = PDFScanner(bytes, index + word.count..<bytes.count)
    while let byte = scanner.next, CharacterClass.isSpace(byte) { scanner.position += 1 }
    let start = try scanner.integer()
    while let byte = scanner.next, CharacterClass.isSpace(byte) { scanner.position += 1 }
    guard scanner.isAt("%%EOF") else { throw .expected("%%EOF", at: scanner.position) }
    guard start < bytes.count else { throw .expected("place inside the file after startxref", at: index) }
    return start
  }

  /// Reads the newest section and, by their /Prev, all older ones.
  func readSections(from start: Int) throws(PDFFault) {
    var next: Int? = start
    var seen: Set<Int> = []
    var isNewest = true
    while let offset = next {
      guard offset >= 0, offset < bytes.count, seen.insert(offset).inserted else {
        throw .expected("cross-reference section", at: max(0, offset))
      }
      var scanner = PDFScanner(bytes, offset..<bytes.count)
      scanner.skipSpace()
      let isTable = scanner.isAtKeyword("xref")
      if isTable { tables.append(scanner.position) }
      let dictionary = isTable ? try readTable(&scanner) : try readStream(at: scanner.position)
      if isNewest {
        trailer = dictionary
        isNewest = false
      }
      if isTable, let hybrid = try dictionary["XRefStm"]?.integer() {
        guard hybrid >= 0, hybrid < bytes.count, seen.insert(hybrid).inserted else {
          throw .expected("cross-reference stream", at: max(0, hybrid))
        }
        _ = try readStream(at: hybrid)
      }
      next = try dictionary["Prev"]?.integer()
    }
  }

  /// Reads a classic table (7.5.4), whose entries have exactly 20 bytes, and returns its trailer.
  private func readTable(_ scanner: inout PDFScanner) throws(PDFFault) -> PDFDictionary {
    try scanner.skipKeyword("xref")
    scanner.skipSpace()
    while !scanner.isAtKeyword("trailer") {
      let first = try scanner.integer()
      scanner.skipSpace()
      let count = try scanner.integer()
      scanner.skipSpace()
      guard count <= (scanner.end - scanner.position) / 20 else {
        throw .expected("\(count) entries of the cross-reference table", at: scanner.position)
      }
      for index in 0..<count {
        let start = scanner.position
        let offset = try scanner.integer()
        guard scanner.position == start + 10, scanner.next == 0x20 else {
          throw .expected("offset of ten digits", at: start)
        }
        scanner.position += 1
        let generation = try scanner.integer()
        guard scanner.position == start + 16, scanner.next == 0x20, let kind = scanner.peek(1) else {
          throw .expected("generation of five digits", at: start)
        }
        guard kind == UInt8(ascii: "n") || kind == UInt8(ascii: "f") else { throw .expected("n or f", at: start + 17) }
        try references.addEntry(
          first + index, kind == UInt8(ascii: "n") ? .offset(offset, generation: generation) : .free,
          fileSize: bytes.count, at: start)
        scanner.position = start + 20
      }
      scanner.skipSpace()
    }
    try scanner.skipKeyword("trailer")
    scanner.skipSpace()
    let start = scanner.position
    try scanner.skipValue()
    return try PDFValue(bytes: bytes, range: start..<scanner.position).dictionary()
  }

  /// Reads a cross-reference stream (7.5.8) and returns its dictionary.
  private func readStream(at offset: Int) throws(PDFFault) -> PDFDictionary {
    let object = try readObject(at: offset, expecting: nil)
    let dictionary = try object.dictionary()
    guard let type = dictionary["Type"], type.isName("XRef"), object.isStream else {
      throw .expected("cross-reference table or stream", at: offset)
    }
    let widths = try Self.integers(try dictionary.required("W"))
    guard widths.count == 3, widths.allSatisfy({ 0...7 ~= $0 }), widths[1] > 0 else {
      throw .expected("/W with three widths", at: offset)
    }
    let size = try dictionary.required("Size").integer()
    let index = try dictionary["Index"].map(Self.integers) ?? [0, size]
    guard index.count % 2 == 0, index.allSatisfy({ $0 >= 0 }) else { throw .expected("/Index with pairs", at: offset) }
    let data = try expanded(object)
    var position = 0
    func field(_ width: Int) -> Int {
      var value = 0
      for _ in 0..<width {
        value = value << 8 | Int(data[position])
        position += 1
      }
      return value
    }
    let width = widths.reduce(0, +)
    for pair in stride(from: 0, to: index.count, by: 2) {
      guard index[pair + 1] <= (data.count - position) / width, index[pair] <= CrossReferences.limit else {
        throw .expected("\(index[pair + 1]) entries in the cross-reference stream", at: offset)
      }
      for number in index[pair]..<index[pair] + index[pair + 1] {
        let kind = widths[0] == 0 ? 1 : field(widths[0])
        let (second, third) = (field(widths[1]), field(widths[2]))
        switch kind {
        case 0: try references.addEntry(number, .free, fileSize: bytes.count, at: offset)
        case 1: try references.addEntry(number, .offset(second, generation: third), fileSize: bytes.count, at: offset)
        case 2:
          try references.addEntry(number, .compressed(stream: second, index: third), fileSize: bytes.count, at: offset)
        default: throw .expected("entry of type 0, 1 or 2", at: offset)
        }
      }
    }
    return dictionary
  }

  static func integers(_ value: PDFValue) throws(PDFFault) -> [Int] {
    var result: [Int] = []
    for element in try value.array() { result.append(try element.integer()) }
    return result
  }
}
