/// The character maps of fonts (ISO 32000-1 9.10.3), written shorter, since Cairo gives each code a line of its own, and with the text
/// that was meant where it was shown shifted.
extension FinishingWork {
  mutating func finishCharacterMap(_ map: PDFObject) throws(PDFFault) {
    let drawn = try objects.drawn(map.number)
    objects.replace(map.number, .stream(entries: [], data: try CharacterMapEntries(try reader.expanded(drawn)).written()))
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
  private var codeSpace: Range<Int>?

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
        guard codeSpace == nil, operands.count == 2 else { throw .expected("one range of codes", at: name.lowerBound) }
        codeSpace = operands[0].lowerBound..<operands[1].upperBound
      } else if scanner.isOperator(name, "endbfrange") || scanner.isOperator(name, "usecmap") {
        throw PDFFault(.unexpected("range or reference in a character map"), at: name.lowerBound)
      }
    }
    guard !entries.isEmpty, codeSpace != nil, entries.allSatisfy({ $0.codeText.count == entries[0].codeText.count }) else {
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

  /// Codes that follow each other as ranges with a list of texts, the others one by one.
  func written() throws(PDFFault) -> [UInt8] {
    var output = ByteWriter(capacity: 512 + entries.count * 12)
    output.write(
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def")
    output.write("/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange")
    if let codeSpace { output.write(compact: map, codeSpace) }
    output.write("endcodespacerange ")
    let runs = runs
    try write(runs.filter { $0.count > 1 }, as: "bfrange", into: &output) { run, output throws(PDFFault) in
      output.write(map, entries[run.lowerBound].codeText)
      output.write(map, entries[run.upperBound - 1].codeText)
      output.write("[")
      for entry in entries[run] { try output.write(meant: map, entry.text) }
      output.write("]")
    }
    try write(runs.filter { $0.count == 1 }, as: "bfchar", into: &output) { run, output throws(PDFFault) in
      output.write(map, entries[run.lowerBound].codeText)
      try output.write(meant: map, entries[run.lowerBound].text)
    }
    output.write("endcmap CMapName currentdict/CMap defineresource pop end end")
    return output.bytes
  }

  /// Stretches of entries whose codes rise by one; a range stays within one value of all bytes but the last.
  private var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for index in 1...entries.count {
      if index < entries.count, entries[index].code == entries[index - 1].code + 1, entries[index].code & 0xFF != 0 { continue }
      runs.append(start..<index)
      start = index
    }
    return runs
  }

  /// In blocks of at most a hundred, which is all that a reader need take.
  private func write(
    _ runs: [Range<Int>], as name: StaticString, into output: inout ByteWriter,
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
