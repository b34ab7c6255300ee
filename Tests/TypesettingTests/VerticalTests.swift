import Testing

@testable import Typesetting

/// Vertical lines: glyphs by the font's vertical forms, placed from the line's middle axis (x) and its start (y).
@Suite("Vertical lines") struct VerticalTests {
  private let setter = HarfBuzzTextSetter(store: SystemFonts.store)

  private func lines(_ text: String, measure: Double = 30, alignment: Alignment = .start) throws -> [SetLine] {
    let style = TextStyle(role: "mincho", size: .pt(10))
    return try setter.set(
      Paragraph([Inline(text, style: style)], alignment: alignment, direction: .vertical), measure: .pt(measure * 10)
    )
    .lines
  }

  /// Places of the glyphs in 1/1000 em.
  private func places(_ line: SetLine) -> [[Int]] {
    line.runs.flatMap { run in
      run.glyphs.map { [(run.origin.x + $0.x).points, (run.origin.y + $0.y).points].map { Int(($0 * 100).rounded()) } }
    }
  }

  @Test("kanji stand on the axis, an em below each other, their baselines 0.88 em below their tops") func upright()
    throws
  {
    let line = try lines("甲乙丙")[0]
    #expect(places(line) == [[-500, 880], [-500, 1880], [-500, 2880]])
    #expect(line.width == .pt(30))
    #expect(line.runs.map(\.turns) == [0])
  }

  @Test("brackets, stops and the long sound mark take their vertical forms", arguments: ["（", "」", "、", "。", "ー", "…"])
  func forms(_ mark: String) throws {
    let horizontal = try setter.set(
      Paragraph([Inline(mark, style: TextStyle(role: "mincho", size: .pt(10)))]), measure: .pt(100)
    ).lines[0].runs[0].glyphs[0].glyph
    #expect(try lines(mark)[0].runs[0].glyphs[0].glyph != horizontal)
  }

  @Test("bodies and spaces are those of horizontal lines, downwards") func spaces() throws {
    #expect(places(try lines("甲、「乙")[0]).map { $0[1] } == [880, 1880, 2380, 3380])
    #expect(places(try lines("（甲")[0]).map { $0[1] } == [380, 1380])
  }

  @Test("Latin is turned, its middle on the axis") func sideways() throws {
    let line = try lines("甲AB乙")[0]
    #expect(line.runs.map(\.turns) == [0, 1, 0])
    #expect(line.runs.map(\.text) == ["甲", "AB", "乙"])
    #expect(places(line) == [[-500, 880], [-380, 1250], [-380, 1750], [-500, 3380]])
  }

  @Test("a number of two digits shares an em, 縦中横") func combined() throws {
    let line = try lines("令和12年")[0]
    #expect(line.runs.map(\.text).joined() == "令和12年")
    #expect(places(line) == [[-500, 880], [-500, 1880], [-500, 2880], [0, 2880], [-500, 3880]])
  }

  @Test("a longer number is turned whole", arguments: ["123", "19,300,000", "4-2", "A4", "12A"])
  func longNumber(_ number: String) throws {
    let line = try lines("第\(number)号")[0]
    #expect(line.runs.map(\.turns) == [0, 1, 0])
    #expect(line.runs[1].text == number)
  }

  @Test("lines break and justify downwards") func breaks() throws {
    let lines = try lines("甲乙丙丁、戊己", measure: 4, alignment: .justified)
    #expect(lines.map { $0.runs.map(\.text).joined() } == ["甲乙丙", "丁、戊己"])
    #expect(places(lines[0]).map { $0[1] } == [880, 2380, 3880])
  }

  @Test("a vertical text shrinks but is not condensed") func fitting() throws {
    let style = TextStyle(role: "mincho", size: .pt(10))
    let paragraph = Paragraph(
      [Inline("甲乙丙丁", style: style)], fit: FitPolicy(lines: 1, condenseFloor: 0.5, shrinkFloor: .pt(8)),
      direction: .vertical)
    let set = try setter.set(paragraph, measure: .pt(36))
    #expect(set.condensed == 1)
    #expect(set.lines[0].size.points == 9)
  }
}
