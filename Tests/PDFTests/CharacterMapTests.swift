import Drawing
import DrawingSamples
import Layout
import Testing
import Typesetting

@testable import PDFFinishing
@testable import PDFInspection
@testable import PDFSyntax

@Suite struct CharacterMapTests {
  private func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16, uppercase: unit & 1 == 0)
    return "<" + String(repeating: "0", count: 4 - digits.count) + digits + ">"
  }

  /// Length in the lowest byte, UTF-8 above; half a surrogate pair is no text.
  @Test func everyUnitIsItsCharacter() {
    for unit in UInt16.min...UInt16.max {
      let text = Array(hexadecimal(unit).utf8)
      let utf8 = Unicode.Scalar(unit).map { Array(String(Character($0)).utf8) }
      let entry = utf8.map { utf8 in
        utf8.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << 8 | UInt64(utf8.count)
      }
      #expect(CharacterMap.onlyUnit(text, at: 0, before: text.count) == entry, "U+\(String(unit, radix: 16))")
    }
  }

  @Test(arguments: ["<4E0>", "<4E00", "4E00>", "<4E0G>", "<4 E0>", "<4E004E01>", "[4E00]", "", "<"])
  func anythingElseIsLeftToTheScanner(_ text: String) {
    #expect(CharacterMap.onlyUnit(Array(text.utf8), at: 0, before: text.utf8.count) == nil)
  }
}

@Suite struct CharacterMapWriterTests {
  /// Up to eight bytes of UTF-8, the first lowest.
  private func packed(_ bytes: [UInt8]) -> UInt64 { bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  @Test(arguments: [
    "A", "字", "𠮷", "葛\u{E0101}", "か\u{3099}", "é", "ab", "12345678", "\u{7FF}\u{800}", "\u{FFFF}", "\u{10FFFF}",
  ])
  func textsBecomeUTF16(_ text: String) throws {
    var output = ByteWriter()
    let isText = output.writeUTF16(ofUTF8: packed(Array(text.utf8)))
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
    let isText = output.writeUTF16(ofUTF8: packed(bytes))
    #expect(!isText)
  }

  @Test(arguments: [
    [1], [1, 2, 3], [1, 3, 5], Array(1...300), Array(stride(from: 1, to: 600, by: 2)), [254, 255, 256, 257, 1000],
  ])
  func whatIsWrittenIsRead(_ codes: [Int]) throws {
    let written = try CharacterMapWriter(codes: codes, digits: 4).writeMap { index, output in
      output.write("<")
      output.writeHex(UInt8(0x4E + (codes[index] >> 8)))
      output.writeHex(UInt8(codes[index] & 0xFF))
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

  /// By another reader: all that the pages show, whatever its order. It leaves out some spaces, and has no word for
  /// variation selectors.
  @Test func mapsSayWhatThePagesSay() throws {
    func compared(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter {
        !$0.properties.isWhitespace && !$0.properties.isVariationSelector && $0 != "\u{FFFD}"
      }.sorted()
    }
    let tool = try OutsideTool("mutool", ["draw", "-q", "-F", "text"], on: SampleFile.finished(pages: 3))
    let read = compared(tool.output.split(separator: "\n").filter { !$0.hasPrefix("warning") }.joined())
    #expect(read == compared((1...3).map { SamplePages.certificate($0) }.flatMap(\.texts).joined()))
    #expect(read.count > 300)
  }
}

extension Page {
  /// What is set on it, read or not.
  fileprivate var texts: [String] {
    func texts(_ artifacts: [Artifact]) -> [String] {
      artifacts.flatMap { artifact in if case .text(let runs) = artifact { runs.map(\.text) } else { [String]() } }
    }
    func texts(_ elements: [Layout.Element]) -> [String] {
      elements.flatMap { element in
        switch element {
        case .group(_, let children): texts(children)
        case .leaf(_, let runs): runs.map(\.text)
        case .figure(_, let shapes): texts(shapes)
        }
      }
    }
    return texts(underlay) + texts(content)
  }
}
