import Drawing
import DrawingSamples
import DrawnDocument
import Layout
import Testing
import Typesetting

@testable import PDFFinishing
@testable import PDFSyntax
@testable import PDFText

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
  /// Beyond a range of 256 codes, and beyond a block of a hundred ranges.
  @Test(arguments: [1, 3, 254, 255, 256, 300, 512, 26_000])
  func whatIsWrittenIsRead(_ count: Int) throws {
    let glyphs = (1...count).map { code in
      let text = String(0x4E00 + code & 0x1FFF, radix: 16, uppercase: true)
      return DrawnGlyph(face: 0, glyph: code, width: 1000, text: Array(text.utf8))
    }
    let written = CharacterMapWriter.map(of: glyphs)
    var said: [Int: String] = [:]
    var scanner = ContentScanner(written)
    func text(_ range: Range<Int>) -> String { String(decoding: written[range], as: UTF8.self).filter(\.isHexDigit) }
    while let name = try scanner.next() {
      let operands = scanner.operands
      guard scanner.isOperator(name, "endbfrange") else { continue }
      for index in stride(from: 0, to: operands.count, by: 3) {
        let (first, last) = (Int(text(operands[index]), radix: 16)!, Int(text(operands[index + 1]), radix: 16)!)
        let all = text(operands[index + 2])
        #expect(first >> 8 == last >> 8 && all.count == (last - first + 1) * 4)
        for code in first...last { said[code] = String(all.dropFirst((code - first) * 4).prefix(4)) }
      }
      #expect(operands.count <= 300, "a hundred in a block")
    }
    #expect(said.count == count)
    for (index, glyph) in glyphs.enumerated() where said[index + 1] != String(decoding: glyph.text, as: UTF8.self) {
      Issue.record("code \(index + 1)")
    }
  }

  /// Of glyphs that show one text together the first says it.
  @Test func aTextOfSeveralGlyphsIsSaidOnce() {
    let glyphs = (0..<2).map {
      DrawnGlyph(face: 0, glyph: 5 + $0, width: 500, text: Array("304B3099".utf8), part: $0, parts: 2)
    }
    let map = String(decoding: CharacterMapWriter.map(of: glyphs), as: UTF8.self)
    #expect(map.contains("<0001><0002>[<304B3099><200B>]"))
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
