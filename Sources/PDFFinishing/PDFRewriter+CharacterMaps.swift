import DrawnDocument
import PDFSyntax

/// The character maps of fonts (ISO 32000-1 9.10.3), which give each code its text.
///
/// The map of a placeholder is written from the texts in its glyphs. All other maps are Cairo's, written anew: shorter,
/// since Cairo gives each code a line of its own, and with the intended text where Cairo was made to show it shifted
/// (`ShiftedText`).
extension PDFRewriter {
  /// - Throws: when a glyph has no text, or bytes that are no UTF-8.
  mutating func writeCharacterMap(_ map: PDFObject, of font: PlaceholderFile) throws(PDFFault) {
    _ = try objects.drawnObject(map.number)
    let writer = CharacterMapWriter(codes: Array(1..<max(1, font.texts.count)), digits: 4)
    let data = try writer.writeMap { index, output throws(PDFFault) in
      guard output.writeUTF16(ofUTF8: font.texts[index + 1]) else {
        throw PDFFault.expected("text of glyph \(index + 1)", at: map.value.offset)
      }
    }
    objects.replaceObject(map.number, .stream(entries: [], data: data))
  }

  mutating func shortenCharacterMap(_ map: PDFObject) throws(PDFFault) {
    let drawn = try objects.drawnObject(map.number)
    objects.replaceObject(
      map.number, .stream(entries: [], data: try CharacterMapEntries(try reader.expanded(drawn)).writeShortened()))
  }
}

/// The entries of a character map, each code with its text, both as they are written there.
private struct CharacterMapEntries {
  private struct Entry {
    var code: Int
    /// Both as hexadecimal strings with their brackets.
    var codeText: Range<Int>
    var text: Range<Int>
  }

  private let map: [UInt8]
  private var entries: [Entry] = []
  private var hasCodeSpace = false

  /// Cairo writes one code after the other. A map that is written in another way is refused, since shifted text would
  /// remain in it.
  init(_ map: [UInt8]) throws(PDFFault) {
    self.map = map
    entries.reserveCapacity(256)
    var scanner = ContentScanner(map)
    while let name = try scanner.next() {
      let operands = scanner.operands
      if scanner.isOperator(name, "endbfchar") {
        guard operands.count.isMultiple(of: 2) else { throw .expected("pairs of code and text", at: name.lowerBound) }
        for index in stride(from: 0, to: operands.count, by: 2) {
          entries.append(Entry(code: try code(operands[index]), codeText: operands[index], text: operands[index + 1]))
        }
      } else if scanner.isOperator(name, "endcodespacerange") {
        guard !hasCodeSpace, operands.count == 2, try code(operands[0]) == 0,
          try code(operands[1]) == (operands[1].count == 4 ? 0xFF : 0xFFFF)
        else { throw .expected("one range of all codes", at: name.lowerBound) }
        hasCodeSpace = true
      } else if scanner.isOperator(name, "endbfrange") || scanner.isOperator(name, "usecmap") {
        throw PDFFault(.unexpected("range or reference in a character map"), at: name.lowerBound)
      }
    }
    guard !entries.isEmpty, hasCodeSpace, entries.allSatisfy({ $0.codeText.count == entries[0].codeText.count }) else {
      throw .expected("character map with codes of one length", at: 0)
    }
  }

  /// The value of a code of one or two bytes, written without white space.
  private func code(_ range: Range<Int>) throws(PDFFault) -> Int {
    guard range.count == 4 || range.count == 6, map[range.lowerBound] == UInt8(ascii: "<") else {
      throw .expected("code of one or two bytes", at: range.lowerBound)
    }
    var code = 0
    for index in range.lowerBound + 1..<range.upperBound - 1 {
      let digit = CharacterClass.hexValue(map[index])
      guard digit < 16 else { throw .expected("code of one or two bytes", at: range.lowerBound) }
      code = code << 4 | Int(digit)
    }
    return code
  }

  /// The same map, shorter.
  func writeShortened() throws(PDFFault) -> [UInt8] {
    let writer = CharacterMapWriter(codes: entries.map(\.code), digits: entries[0].codeText.count - 2)
    return try writer.writeMap { index, output throws(PDFFault) in try output.writeUnshifted(map, entries[index].text) }
  }
}

/// Writes a character map as short as it can be: codes that follow each other become one range with a list of texts.
///
/// `[1, 2, 3, 7]` → `1 beginbfrange<0001><0003>[<…><…><…>]endbfrange 1 beginbfchar<0007><…>endbfchar`
struct CharacterMapWriter {
  /// In ascending order.
  let codes: [Int]
  /// Hexadecimal digits of a code: two or four.
  let digits: Int

  /// - Parameter writeText: writes the text of the code at an index of `codes`, as a hexadecimal string with its
  ///   brackets.
  func writeMap(_ writeText: (Int, inout ByteWriter) throws(PDFFault) -> Void) throws(PDFFault) -> [UInt8] {
    var output = ByteWriter(capacity: 512 + codes.count * 12)
    output.write("/CIDInit/ProcSet findresource begin 12 dict begin begincmap")
    output.write("/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def")
    output.write("/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange")
    writeCode(0, into: &output)
    writeCode(digits == 2 ? 0xFF : 0xFFFF, into: &output)
    output.write("endcodespacerange ")
    let runs = runs
    try writeBlocks(of: runs.filter { $0.count > 1 }, as: "bfrange", into: &output) { run, output throws(PDFFault) in
      writeCode(codes[run.lowerBound], into: &output)
      writeCode(codes[run.upperBound - 1], into: &output)
      output.write("[")
      for index in run { try writeText(index, &output) }
      output.write("]")
    }
    try writeBlocks(of: runs.filter { $0.count == 1 }, as: "bfchar", into: &output) { run, output throws(PDFFault) in
      writeCode(codes[run.lowerBound], into: &output)
      try writeText(run.lowerBound, &output)
    }
    output.write("endcmap CMapName currentdict/CMap defineresource pop end end")
    return output.bytes
  }

  private func writeCode(_ code: Int, into output: inout ByteWriter) {
    output.write("<")
    if digits == 4 { output.writeHex(UInt8(code >> 8 & 0xFF)) }
    output.writeHex(UInt8(code & 0xFF))
    output.write(">")
  }

  /// Runs of codes that rise by one. The first byte is the same in all codes of a run, as 9.10.3 demands of a range.
  private var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in codes.indices {
      let next = index + 1
      if next < codes.count, codes[next] == codes[index] + 1, codes[next] & 0xFF != 0 { continue }
      runs.append(start..<next)
      start = next
    }
    return runs
  }

  /// Writes runs in blocks of at most a hundred, the most that a reader has to accept.
  private func writeBlocks(
    of runs: [Range<Int>], as name: StaticString, into output: inout ByteWriter,
    _ writeRun: (Range<Int>, inout ByteWriter) throws(PDFFault) -> Void
  ) throws(PDFFault) {
    for start in stride(from: 0, to: runs.count, by: 100) {
      let block = runs[start..<min(start + 100, runs.count)]
      output.write(block.count)
      output.write(" begin")
      output.write(name)
      for run in block { try writeRun(run, &output) }
      output.write("end")
      output.write(name)
      output.write(" ")
    }
  }
}

extension ByteWriter {
  /// Writes up to eight bytes of UTF-8, the first one lowest, as a hexadecimal string of UTF-16. Returns false when
  /// they are no text.
  mutating func writeUTF16(ofUTF8 text: UInt64) -> Bool {
    var (rest, left) = (text, 8 - text.leadingZeroBitCount / 8)
    guard left > 0 else { return false }
    write("<")
    while left > 0 {
      let first = UInt32(truncatingIfNeeded: rest & 0xFF)
      let count = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 9
      guard count <= left else { return false }
      var value = count == 1 ? first : first & 0x7F >> UInt32(count)
      for index in 1..<4 where index < count {
        let next = UInt32(truncatingIfNeeded: rest >> UInt64(8 * index) & 0xFF)
        guard next & 0xC0 == 0x80 else { return false }
        value = value << 6 | next & 0x3F
      }
      guard Unicode.Scalar(value) != nil else { return false }
      if value >= 0x1_0000 {
        let high = 0xD800 + ((value - 0x1_0000) >> 10)
        writeHex(UInt8(high >> 8))
        writeHex(UInt8(high & 0xFF))
        value = 0xDC00 + (value & 0x3FF)
      }
      writeHex(UInt8(value >> 8))
      writeHex(UInt8(value & 0xFF))
      rest >>= UInt64(8 * count)
      left -= count
    }
    write(">")
    return true
  }
}

/// Turns text back that Drawing shifted (`TextShift`): U+F0000 to U+F21FF stand for U+0000 to U+21FF.
enum ShiftedText {
  /// Whether a hexadecimal string of UTF-16 can hold shifted text: the high surrogates of shifted scalars are DB80 to
  /// DB88.
  ///
  /// It only looks for the digits DB8, so that most strings are done without being decoded.
  static func isPossible(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var digits: UInt32 = 0
    for index in range {
      let digit = CharacterClass.hexValue(bytes[index])
      if digit > 15 { continue }
      digits = (digits << 4 | UInt32(digit)) & 0xFFF
      if digits == 0xDB8 { return true }
    }
    return false
  }

  /// UTF-16BE with the shifted scalars turned back.
  static func unshifted(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index + 1 < bytes.count {
      let high = UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
      index += 2
      guard 0xDB80...0xDB88 ~= high, index + 1 < bytes.count else {
        result += [UInt8(high >> 8), UInt8(high & 0xFF)]
        continue
      }
      let low = UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
      let scalar = 0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF) - TextShift.distance
      guard 0xDC00...0xDFFF ~= low, scalar < TextShift.limit else {
        result += [UInt8(high >> 8), UInt8(high & 0xFF)]
        continue
      }
      result += [UInt8(scalar >> 8), UInt8(scalar & 0xFF)]
      index += 2
    }
    return result
  }
}

extension ByteWriter {
  /// Writes a hexadecimal string of UTF-16, shifted text turned back.
  mutating func writeUnshifted(_ bytes: [UInt8], _ range: Range<Int>) throws(PDFFault) {
    guard bytes[range.lowerBound] == UInt8(ascii: "<") else {
      throw .expected("hexadecimal string", at: range.lowerBound)
    }
    guard ShiftedText.isPossible(in: bytes, range) else { return write(bytes, range) }
    let units = ShiftedText.unshifted(PDFString.decoded(bytes[range]))
    write("<")
    for unit in units { writeHex(unit) }
    write(">")
  }
}
