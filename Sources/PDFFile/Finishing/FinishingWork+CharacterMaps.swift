/// The character maps of fonts (ISO 32000-1 9.10.3), written shorter: Cairo gives each code a line of its own.
extension FinishingWork {
  mutating func finishCharacterMaps() throws(PDFFault) {
    for fate in objects.fates {
      guard case .kept(let font) = fate, font.value.isDictionary, !font.isStream,
        let type = try font.dictionary()["Type"], type.isName("Font"), let reference = try font.dictionary()["ToUnicode"]
      else { continue }
      let number = try reference.reference().number
      guard objects.fates.indices.contains(number), case .kept(let stream) = objects.fates[number],
        let map = try CharacterMapEntries(try reader.expanded(stream))
      else { continue }
      objects.replace(number, .stream(entries: [], data: map.written))
    }
  }
}

/// What a character map says, code by code, in its own spelling.
private struct CharacterMapEntries {
  private struct Entry {
    var code: Int
    /// Both as hexadecimal strings with their brackets.
    var codeText: ArraySlice<UInt8>
    var text: ArraySlice<UInt8>
  }

  private var entries: [Entry] = []
  private var codeSpace: ArraySlice<UInt8> = []

  /// Nil for a map that is written in another way than one code after the other: it may stay as it is.
  init?(_ map: [UInt8]) throws(PDFFault) {
    var scanner = ContentScanner(map)
    while let name = try scanner.next() {
      if scanner.isOperator(name, "endbfchar") {
        guard scanner.operands.count % 2 == 0 else { return nil }
        for index in stride(from: 0, to: scanner.operands.count, by: 2) {
          let code = try scanner.operand(index)
          let bytes = try code.string()
          guard 1...2 ~= bytes.count, code.text.count == 2 + 2 * bytes.count else { return nil }
          entries.append(
            Entry(code: bytes.reduce(0) { $0 << 8 | Int($1) }, codeText: code.text, text: try scanner.operand(index + 1).text))
        }
      } else if scanner.isOperator(name, "endcodespacerange") {
        guard codeSpace.isEmpty, scanner.operands.count == 2 else { return nil }
        codeSpace = map[try scanner.operand(0).range.lowerBound..<(try scanner.operand(1).range.upperBound)]
      } else if scanner.isOperator(name, "endbfrange") || scanner.isOperator(name, "usecmap") {
        return nil
      }
    }
    guard !entries.isEmpty, !codeSpace.isEmpty, entries.allSatisfy({ $0.codeText.count == entries[0].codeText.count }) else { return nil }
  }

  /// Codes that follow each other as ranges with a list of texts, the others one by one.
  var written: [UInt8] {
    var output = ByteWriter(capacity: 512 + entries.count * 12)
    output.write(
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def")
    output.write("/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange")
    output.write(compact: codeSpace)
    output.write("endcodespacerange ")
    let runs = runs
    write(runs.filter { $0.count > 1 }, as: "bfrange", into: &output) { run, output in
      output.write(entries[run.lowerBound].codeText)
      output.write(entries[run.upperBound - 1].codeText)
      output.write("[")
      for entry in entries[run] { output.write(entry.text) }
      output.write("]")
    }
    write(runs.filter { $0.count == 1 }, as: "bfchar", into: &output) { run, output in
      output.write(entries[run.lowerBound].codeText)
      output.write(entries[run.lowerBound].text)
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
    _ runs: [Range<Int>], as name: StaticString, into output: inout ByteWriter, _ writeRun: (Range<Int>, inout ByteWriter) -> Void
  ) {
    for start in stride(from: 0, to: runs.count, by: 100) {
      let block = runs[start..<min(start + 100, runs.count)]
      output.write(block.count)
      output.write(" begin")
      output.write(name)
      for run in block { writeRun(run, &output) }
      output.write("end")
      output.write(name)
      output.write(" ")
    }
  }
}
