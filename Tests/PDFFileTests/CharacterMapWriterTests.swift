import Testing

@testable import PDFFile

@Suite struct CharacterMapWriterTests {
  /// Up to eight bytes of UTF-8, the first lowest.
  private func packed(_ bytes: [UInt8]) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  @Test(arguments: [
    "A", "字", "𠮷", "葛\u{E0101}", "か\u{3099}", "é", "ab", "12345678", "\u{7FF}\u{800}", "\u{FFFF}", "\u{10FFFF}",
  ])
  func textsBecomeUTF16(_ text: String) throws {
    var output = ByteWriter()
    let isText = output.write(packed: packed(Array(text.utf8)))
    #expect(isText)
    let units = text.utf16.map { String($0, radix: 16, uppercase: true) }.map {
      String(repeating: "0", count: 4 - $0.count) + $0
    }
    #expect(String(decoding: output.bytes, as: UTF8.self) == "<\(units.joined())>")
  }

  @Test(arguments: [
    [], [0x80], [0xC0, 0x80], [0xC3], [0xE5, 0xAD], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
    [0x41, 0xE5, 0x41, 0x97], [0x41, 0xFF],
    [0xF4, 0x90, 0x80, 0x80],
  ])
  func whatIsNoTextIsRefused(_ bytes: [UInt8]) {
    var output = ByteWriter()
    let isText = output.write(packed: packed(bytes))
    #expect(!isText)
  }

  @Test(arguments: [
    [1], [1, 2, 3], [1, 3, 5], Array(1...300), Array(stride(from: 1, to: 600, by: 2)), [254, 255, 256, 257, 1000],
  ])
  func whatIsWrittenIsRead(_ codes: [Int]) throws {
    let written = try CharacterMapWriter(codes: codes, digits: 4).written { index, output in
      output.write("<")
      output.write(hex: UInt8(0x4E + (codes[index] >> 8)))
      output.write(hex: UInt8(codes[index] & 0xFF))
      output.write(">")
    }
    var said: [Int: String] = [:]
    var scanner = ContentScanner(written)
    func text(_ range: Range<Int>) -> String { String(decoding: written[range], as: UTF8.self).filter(\.isHexDigit) }
    while let name = try scanner.next() {
      let operands = scanner.operands
      if scanner.isOperator(name, "endbfchar") {
        for index in stride(from: 0, to: operands.count, by: 2) {
          said[Int(text(operands[index]), radix: 16)!] = text(operands[index + 1])
        }
      } else if scanner.isOperator(name, "endbfrange") {
        for index in stride(from: 0, to: operands.count, by: 3) {
          let (first, last) = (Int(text(operands[index]), radix: 16)!, Int(text(operands[index + 1]), radix: 16)!)
          let all = text(operands[index + 2])
          #expect(first >> 8 == last >> 8 && all.count == (last - first + 1) * 4)
          for code in first...last { said[code] = String(all.dropFirst((code - first) * 4).prefix(4)) }
        }
      }
      #expect(operands.count <= 300, "a hundred in a block")
    }
    #expect(said.count == codes.count)
    for code in codes { #expect(said[code].flatMap { Int($0, radix: 16) } == 0x4E00 + code, "\(code)") }
  }
}
