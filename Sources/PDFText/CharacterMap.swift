package import PDFSyntax

/// The texts of a font's codes: its ToUnicode map (ISO 32000-1 9.10.3).
package final class CharacterMap {
  /// Bytes of a code: one in a simple font, two in a composite one.
  let codeWidth: Int
  /// By code, its text as UTF-8 in one word: the length in the lowest byte, the bytes above it. Zero where there is no
  /// text. A text of more than seven bytes is in `longTexts`; then the lowest byte is `isLong`, with the index there
  /// above it.
  // Both are accessed for every code and never while another access to them is going on, so that need not be checked at
  // run time.
  @exclusivity(unchecked) private var texts: [UInt64] = []
  @exclusivity(unchecked) private var longTexts: [[UInt8]] = []

  private static let isLong: UInt64 = 0xFF

  private let budget: PDFBudget

  convenience init(of font: PDFObject, in reader: PDFReader) throws(PDFFault) {
    try self.init(of: try font.dictionary(), in: reader)
  }

  /// - Parameter dictionary: the font's.
  package init(of dictionary: PDFDictionary, in reader: PDFReader) throws(PDFFault) {
    budget = reader.budget
    codeWidth = try dictionary.required("Subtype").isName("Type0") ? 2 : 1
    guard let map = dictionary["ToUnicode"] else {
      throw .expected("/ToUnicode in the font", at: dictionary.range.lowerBound)
    }
    texts.reserveCapacity(512)
    try readMap(try reader.expanded(try reader.target(map)))
  }

  var isEmpty: Bool { texts.isEmpty }

  /// Appends the text of a code.
  @inline(__always) func appendText(ofCode code: Int, at offset: Int, to text: inout [UInt8]) throws(PDFFault) {
    var entry = code < texts.count ? texts[code] : 0
    let count = entry & 0xFF
    entry >>= 8
    if count == Self.isLong {
      // A code of one byte can stand for 768 bytes of text.
      try budget.take(longTexts[Int(entry)].count, of: .textBytes, at: offset)
      text.append(contentsOf: longTexts[Int(entry)])
      return
    }
    guard count > 0 else { throw PDFFault(.mismatch("code \(code) is shown and has no text"), at: offset) }
    for _ in 0..<count {
      text.append(UInt8(truncatingIfNeeded: entry))
      entry >>= 8
    }
  }

  /// The text of a code; nil when it has none.
  package func text(ofCode code: Int) -> String? {
    let entry = texts.indices.contains(code) ? texts[code] : 0
    let count = entry & 0xFF
    if count == 0 { return nil }
    if count == Self.isLong { return String(decoding: longTexts[Int(entry >> 8)], as: UTF8.self) }
    return String(decoding: (1...Int(count)).map { UInt8(truncatingIfNeeded: entry >> ($0 * 8)) }, as: UTF8.self)
  }

  private func readMap(_ map: [UInt8]) throws(PDFFault) {
    var scanner = ContentScanner(map)
    while let name = try scanner.next() {
      if scanner.isOperator(name, "endbfchar") {
        try budget.take(scanner.operands.count / 2, of: .mapEntries, at: name.lowerBound)
        for index in stride(from: 0, to: scanner.operands.count - 1, by: 2) {
          let code = try code(scanner.operands[index], map)
          try setText(of: code, try units(scanner.operands[index + 1], map))
        }
      } else if scanner.isOperator(name, "endbfrange") {
        for index in stride(from: 0, to: scanner.operands.count - 2, by: 3) {
          try setTexts(
            from: try scanner.operand(index), to: try scanner.operand(index + 1), try scanner.operand(index + 2))
        }
      }
    }
  }

  /// An entry of `bfrange`: a list of texts, one for each code, or the text of the first code, whose last unit rises
  /// with the codes.
  private func setTexts(from first: PDFValue, to last: PDFValue, _ texts: PDFValue) throws(PDFFault) {
    let (low, high) = (try code(first.range, first.bytes), try code(last.range, last.bytes))
    guard low <= high else { throw .expected("codes in rising order", at: first.offset) }
    try budget.take(high - low + 1, of: .mapEntries, at: first.offset)
    if texts.isArray {
      var scanner = PDFScanner(
        texts.bytes, texts.range.lowerBound + 1..<texts.range.upperBound - 1, hasReferences: false)
      var next = low
      while true {
        scanner.skipSpace()
        let start = scanner.position
        if start >= scanner.end { break }
        guard next <= high else { throw .expected("a text for each code", at: start) }
        if let unit = Self.onlyUnit(texts.bytes, at: start, before: scanner.end) {
          scanner.position = start + 6
          try storeEntry(unit, for: next)
        } else {
          try scanner.skipValue()
          try setText(of: next, try units(start..<scanner.position, texts.bytes))
        }
        next += 1
      }
      guard next == high + 1 else { throw .expected("a text for each code", at: texts.offset) }
    } else {
      var text = try units(texts.range, texts.bytes)
      guard let end = text.last, Int(end) + (high - low) <= 0xFFFF else { throw .expected("text", at: texts.offset) }
      for code in low...high {
        try setText(of: code, text)
        text.last = text.last.map { $0 &+ 1 }
      }
    }
  }

  /// The code in a hexadecimal string of one or two bytes.
  private func code(_ range: Range<Int>, _ bytes: [UInt8]) throws(PDFFault) -> Int {
    let text = try units(range, bytes, of: 8)
    guard 1...2 ~= text.count else { throw .expected("code of one or two bytes", at: range.lowerBound) }
    return text.count == 1 ? Int(text[0]) : Int(text[0]) << 8 | Int(text[1])
  }

  /// The units of `width` bits in a hexadecimal string whose syntax was checked.
  private func units(_ range: Range<Int>, _ bytes: [UInt8], of width: Int = 16) throws(PDFFault) -> Units {
    guard bytes[range.lowerBound] == UInt8(ascii: "<") else {
      throw .expected("hexadecimal string", at: range.lowerBound)
    }
    var result = Units()
    var unit: UInt16 = 0
    var digits = 0
    for index in range {
      let digit = CharacterClass.hexValue(bytes[index])
      guard digit < 16 else { continue }
      unit = unit << 4 | UInt16(digit)
      digits += 4
      if digits == width {
        result.append(unit)
        (unit, digits) = (0, 0)
      }
    }
    guard digits == 0, result.count <= 256 else { throw .expected("UTF-16 text", at: range.lowerBound) }
    return result
  }

  private func setText(of code: Int, _ units: Units) throws(PDFFault) {
    if units.count == 1, let scalar = Unicode.Scalar(units[0]) {
      var entry: UInt64 = 0
      var count: UInt64 = 0
      for byte in Unicode.UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        count += 1
        entry |= UInt64(byte) << (count * 8)
      }
      return try storeEntry(entry | count, for: code)
    }
    var text: [UInt8]?
    var entry: UInt64 = 0
    var count: UInt64 = 0
    let isDamaged = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) { byte in
      if count < 7 {
        entry |= UInt64(byte) << ((count + 1) * 8)
      } else {
        if text == nil { text = (1...7).map { UInt8(truncatingIfNeeded: entry >> ($0 * 8)) } }
        text?.append(byte)
      }
      count += 1
    }
    guard !isDamaged else { throw PDFFault(.mismatch("text of code \(code) is no UTF-16"), at: 0) }
    if let text {
      try budget.take(4 + text.count / 8, of: .mapEntries, at: 0)
      entry = UInt64(longTexts.count) << 8 | Self.isLong
      longTexts.append(text)
    } else {
      entry |= count
    }
    try storeEntry(entry, for: code)
  }

  /// The entry for a text of one UTF-16 unit, written as `<XXXX>`, as most are; nil for any other.
  @inline(__always)
  static func onlyUnit(_ bytes: [UInt8], at start: Int, before end: Int) -> UInt64? {
    guard end - start >= 6, bytes[start] == UInt8(ascii: "<"), bytes[start + 5] == UInt8(ascii: ">") else { return nil }
    let (a, b) = (CharacterClass.hexValue(bytes[start + 1]), CharacterClass.hexValue(bytes[start + 2]))
    let (c, d) = (CharacterClass.hexValue(bytes[start + 3]), CharacterClass.hexValue(bytes[start + 4]))
    guard a | b | c | d < 16 else { return nil }
    let unit = UInt64(a) << 12 | UInt64(b) << 8 | UInt64(c) << 4 | UInt64(d)
    if unit < 0x80 { return 1 | unit << 8 }
    if unit < 0x800 { return 2 | (0xC0 | unit >> 6) << 8 | (0x80 | unit & 0x3F) << 16 }
    if unit & 0xF800 == 0xD800 { return nil }
    return 3 | (0xE0 | unit >> 12) << 8 | (0x80 | unit >> 6 & 0x3F) << 16 | (0x80 | unit & 0x3F) << 24
  }

  private func storeEntry(_ entry: UInt64, for code: Int) throws(PDFFault) {
    if code < texts.count {
      texts[code] = entry
      return
    }
    if texts.count < code {
      try budget.take(code - texts.count, of: .mapEntries, at: 0)
      texts.append(contentsOf: repeatElement(0, count: code - texts.count))
    }
    texts.append(entry)
  }
}

/// The units of a short string. Nearly all have one, which needs no allocation.
private struct Units: Sequence {
  private(set) var count = 0
  private var first: UInt16 = 0
  private var rest: [UInt16] = []

  mutating func append(_ unit: UInt16) {
    if count == 0 { first = unit } else { rest.append(unit) }
    count += 1
  }

  subscript(index: Int) -> UInt16 { index == 0 ? first : rest[index - 1] }

  var last: UInt16? {
    get { count == 0 ? nil : self[count - 1] }
    set {
      guard count > 0, let newValue else { return }
      if count == 1 { first = newValue } else { rest[count - 2] = newValue }
    }
  }

  struct Iterator: IteratorProtocol {
    let units: Units
    var index = 0

    mutating func next() -> UInt16? {
      guard index < units.count else { return nil }
      index += 1
      return units[index - 1]
    }
  }

  func makeIterator() -> Iterator { Iterator(units: self) }
}
