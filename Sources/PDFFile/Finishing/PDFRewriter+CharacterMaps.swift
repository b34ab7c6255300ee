/// The character maps of fonts (ISO 32000-1 9.10.3): of stand-ins from what their glyphs say; all others shorter, since Cairo gives
/// each code a line of its own, and with the text that was meant where it was shown shifted.
extension PDFRewriter {
  /// - Throws: when a glyph says nothing, or what is no text.
  mutating func writeCharacterMap(_ map: PDFObject, of font: StandInFile) throws(PDFFault) {
    _ = try objects.drawn(map.number)
    let writer = CharacterMapWriter(codes: Array(1..<max(1, font.texts.count)), digits: 4)
    let data = try writer.written { index, output throws(PDFFault) in
      guard output.write(packed: font.texts[index + 1]) else {
        throw PDFFault.expected("text of glyph \(index + 1)", at: map.value.offset)
      }
    }
    objects.replace(map.number, .stream(entries: [], data: data))
  }

  mutating func finishCharacterMap(_ map: PDFObject) throws(PDFFault) {
    let drawn = try objects.drawn(map.number)
    objects.replace(
      map.number, .stream(entries: [], data: try CharacterMapEntries(try reader.expanded(drawn)).written()))
  }
}

/// What a character map says, code by code, in its own spelling.
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

  /// Cairo writes one code after the other; a map that is written in another way is refused, since text that was shown shifted would stay
  /// in it.
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

  /// A code of one or two bytes without white space.
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
  func written() throws(PDFFault) -> [UInt8] {
    let writer = CharacterMapWriter(codes: entries.map(\.code), digits: entries[0].codeText.count - 2)
    return try writer.written { index, output throws(PDFFault) in try output.write(meant: map, entries[index].text) }
  }
}
