/// Writes a character map (ISO 32000-1 9.10.3) as short as it can be.
struct CharacterMapWriter {
  /// In ascending order.
  let codes: [Int]
  /// Hexadecimal digits of a code: two or four.
  let digits: Int

  /// Codes that follow each other as ranges with a list of texts, the others one by one.
  ///
  /// - Parameter writeText: writes what the code at a place says, as a hexadecimal string with its brackets.
  func written(_ writeText: (Int, inout ByteWriter) throws(PDFFault) -> Void) throws(PDFFault) -> [UInt8] {
    var output = ByteWriter(capacity: 512 + codes.count * 12)
    output.write(
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
    )
    output.write("/CMapName/Adobe-Identity-UCS def/CMapType 2 def 1 begincodespacerange")
    write(code: 0, into: &output)
    write(code: digits == 2 ? 0xFF : 0xFFFF, into: &output)
    output.write("endcodespacerange ")
    let runs = runs
    try write(runs.filter { $0.count > 1 }, as: "bfrange", into: &output) { run, output throws(PDFFault) in
      write(code: codes[run.lowerBound], into: &output)
      write(code: codes[run.upperBound - 1], into: &output)
      output.write("[")
      for index in run { try writeText(index, &output) }
      output.write("]")
    }
    try write(runs.filter { $0.count == 1 }, as: "bfchar", into: &output) { run, output throws(PDFFault) in
      write(code: codes[run.lowerBound], into: &output)
      try writeText(run.lowerBound, &output)
    }
    output.write("endcmap CMapName currentdict/CMap defineresource pop end end")
    return output.bytes
  }

  private func write(code: Int, into output: inout ByteWriter) {
    output.write("<")
    if digits == 4 { output.write(hex: UInt8(code >> 8 & 0xFF)) }
    output.write(hex: UInt8(code & 0xFF))
    output.write(">")
  }

  /// Stretches of codes that rise by one; a range stays within one value of all bytes but the last.
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

extension ByteWriter {
  /// Up to eight bytes of UTF-8, the first lowest, as a hexadecimal string of UTF-16. False when they are no text.
  mutating func write(packed text: UInt64) -> Bool {
    var (rest, left) = (text, 8 - text.leadingZeroBitCount / 8)
    guard left > 0 else { return false }
    write("<")
    while left > 0 {
      let first = UInt32(truncatingIfNeeded: rest & 0xFF)
      let count = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 9
      guard count <= left else { return false }
      var value = count == 1 ? first : first & 0x7F >> UInt32(count)
      for place in 1..<4 where place < count {
        let next = UInt32(truncatingIfNeeded: rest >> UInt64(8 * place) & 0xFF)
        guard next & 0xC0 == 0x80 else { return false }
        value = value << 6 | next & 0x3F
      }
      guard Unicode.Scalar(value) != nil else { return false }
      if value >= 0x1_0000 {
        let high = 0xD800 + ((value - 0x1_0000) >> 10)
        write(hex: UInt8(high >> 8))
        write(hex: UInt8(high & 0xFF))
        value = 0xDC00 + (value & 0x3FF)
      }
      write(hex: UInt8(value >> 8))
      write(hex: UInt8(value & 0xFF))
      rest >>= UInt64(8 * count)
      left -= count
    }
    write(">")
    return true
  }
}
