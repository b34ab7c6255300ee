import Testing
import Typesetting

@testable import Layout

@Suite("QR codes")
struct QRSymbolTests {
  @Test("a short text takes version 2")
  func side() throws {
    #expect(try #require(QRSymbol(text: "https://d-sure.example/")).side == 25)
  }
}

@Suite("The quiet zone of a QR code")
struct QuietZoneTests {
  private static func faults(text: Double, right: Double = 190) -> [LayoutFault] {
    let code = CodeBox(
      text: "https://d-sure.example/", alternative: "", right: .mm(right), y: SteppedLength(.mm(100)), module: .mm(1))
    let style = TextStyle(role: "mincho", size: .pt(10))
    let beside = TextBox(
      Paragraph([Inline("一二", style: style)]), from: .mm(text), to: .mm(text + 10), baseline: SteppedLength(.mm(110)),
      pitch: .mm(5))
    let form = FilledForm(
      title: "", width: .mm(210), height: .mm(297), firstPage: [.code(code), .text(beside)], laterTop: .mm(20),
      floor: .mm(200))
    do {
      _ = try PageLayout(setter: SquareSetter()).layOut(form)
      return []
    } catch { return error.faults }
  }

  @Test("a text may stand beside it, not in it")
  func text() {
    // 25 modules of a millimetre from 165 to 190, and four more on the left. Two characters of 10 pt are 7.1 mm wide.
    #expect(Self.faults(text: 153).isEmpty)
    #expect(Self.faults(text: 158) == [.quietZone(intruder: "一二")])
  }

  @Test("it ends before the page does")
  func edge() {
    #expect(Self.faults(text: 100, right: 206).isEmpty)
    #expect(Self.faults(text: 100, right: 207) == [.quietZone(intruder: nil)])
  }
}

@Suite("The arrangement of a seal")
struct SealArrangementTests {
  /// Name, and its columns from the right, each read downwards.
  static let plans: [(name: String, columns: [String])] = [
    ("礎建設保証株式会社", ["礎建設", "保証株", "式会社"]),
    ("礎保証株式会社", ["礎保証", "株式会", "社之印"]),
    ("礎建保証株式会社", ["礎建保", "証株式", "会社印"]),
    ("礎西日本建設保証株式会社", ["礎西日", "本建設", "保証株", "式会社"]),
    ("礎東日本建設業保証株式会社", ["礎東日本", "建設業保", "証株式会", "社之印"]),
  ]

  @Test("sets columns from the right and fills an empty end with 之印", arguments: plans)
  func columns(name: String, columns: [String]) {
    #expect(SealArrangement(name: name)?.columns.map { String($0) } == columns)
  }

  @Test("has no room for more than sixteen characters, nor for none")
  func refused() {
    #expect(SealArrangement(name: String(repeating: "礎", count: 17)) == nil)
    #expect(SealArrangement(name: "") == nil)
  }
}

@Suite("Tags of set lines")
struct LineTagTests {
  private func run(_ text: String) -> GlyphRun {
    GlyphRun(
      face: FaceID(index: 0), size: .pt(10), colour: .black, glyphs: [PlacedGlyph(glyph: 1, x: .zero)],
      clusters: [Cluster(bytes: text.utf8.count, glyphs: 1)], text: text, origin: Point(.zero, .zero))
  }

  @Test("readings are tagged as Ruby, base and text apart") func tags() throws {
    let line = SetLine(
      runs: ["甲", "髙", "たか", "乙"].map(run), width: .pt(30), size: .pt(10),
      readings: [SetLine.Reading(base: 1..<2, text: 2..<3)])
    guard case .group(.paragraph, let parts) = SetLine.element(.paragraph, [line], line.runs) else {
      Issue.record("no group")
      return
    }
    #expect(parts.count == 3)
    guard case .group(.ruby, let ruby) = parts[1], case .leaf(.rubyBase, let base) = ruby[0],
      case .leaf(.rubyText, let text) = ruby[1]
    else {
      Issue.record("no ruby")
      return
    }
    #expect(base.map(\.text) == ["髙"])
    #expect(text.map(\.text) == ["たか"])
  }
}
