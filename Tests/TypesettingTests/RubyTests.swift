import Testing

@testable import Typesetting

/// JLREQ 3.3: readings over names. Places in 1/1000 em of the base.
@Suite("Ruby") struct RubyTests {
  private let setter = HarfBuzzTextSetter(store: SystemFonts.store)
  private let style = TextStyle(role: "mincho", size: .pt(10))

  private func line(_ inlines: [(String, String?)], measure: Double = 30, direction: WritingDirection = .horizontal)
    throws -> SetLine
  {
    let paragraph = Paragraph(inlines.map { Inline($0.0, style: style, ruby: $0.1) }, direction: direction)
    return try setter.set(paragraph, measure: .pt(measure * 10)).lines[0]
  }

  private func places(_ run: GlyphRun) -> [Int] {
    run.glyphs.map { Int(((run.origin.x + $0.x).points * 100).rounded()) }
  }

  @Test("a reading of two kana stands solid over one kanji") func mono() throws {
    let line = try line([("髙", "たか")])
    #expect(line.runs.map(\.text) == ["髙", "たか"])
    #expect(line.readings == [SetLine.Reading(base: 0..<1, text: 1..<2)])
    #expect(line.runs[1].size == .pt(5))
    #expect(places(line.runs[1]) == [0, 500])
    // Its em box stands on the base's: 0.88 em and 0.12 of its own above the baseline.
    #expect(abs(line.runs[1].origin.y.points + 9.4) < 1e-9)
    #expect(line.width == .pt(10))
  }

  @Test("one kana is centred over one kanji") func centred() throws {
    #expect(places(try line([("津", "つ")]).runs[1]) == [250])
  }

  @Test("over a group a short reading spreads 1 : 2 : 1") func group() throws {
    // Four ems hold three halves: 2.5 ems in six parts; half a gap at each end.
    #expect(places(try line([("東京都庁", "とちょ")]).runs[1]) == [417, 1750, 3083])
  }

  @Test("the space at the ends of a spread reading is at most half an em") func ends() throws {
    #expect(places(try line([("東京都庁", "とち")]).runs[1]) == [500, 3000])
  }

  @Test("a longer reading reaches over kana beside it before it parts the base") func overhang() throws {
    // Five halves over one kanji: 1.5 ems too much; half an em over each kana, half an em for the base.
    let line = try line([("の", nil), ("承", "うけたまわ"), ("る", nil)])
    #expect(line.runs.map(\.text) == ["の", "承", "うけたまわ", "る"])
    #expect(places(line.runs[1]) == [1250])
    #expect(places(line.runs[2]) == [500, 1000, 1500, 2000, 2500])
    #expect(places(line.runs[3]) == [2500])
  }

  @Test("it never reaches over kanji") func noOverhang() throws {
    let line = try line([("甲", nil), ("承", "うけたま"), ("乙", nil)])
    #expect(places(line.runs[1]) == [1500])
    #expect(places(line.runs[2]) == [1000, 1500, 2000, 2500])
    #expect(places(line.runs[3]) == [3000])
  }

  @Test("at a line's edge it stays inside the measure") func edge() throws {
    let line = try line([("承", "うけた"), ("る", nil)])
    #expect(places(line.runs[1]).first == 0)
  }

  @Test("a group is never parted") func together() throws {
    let paragraph = Paragraph([Inline("甲乙", style: style), Inline("丙丁", style: style, ruby: "へいてい")])
    let lines = try setter.set(paragraph, measure: .pt(30)).lines
    #expect(lines.map { $0.runs.map(\.text).joined() } == ["甲乙", "丙丁へいてい"])
  }

  @Test("a reading that no font draws is refused with its field") func refused() {
    let paragraph = Paragraph(
      [Inline("甲", style: style, ruby: "\u{E000}", field: "contractor.representative")], name: "氏名")
    #expect(throws: SettingFaults([.missingGlyph(sequence: "\u{E000}", field: "contractor.representative", box: "氏名")]))
    {
      try setter.set(paragraph, measure: .pt(100))
    }
  }

  @Test("in vertical lines the reading stands on the right") func vertical() throws {
    let line = try line([("髙", "たか")], direction: .vertical)
    let reading = line.runs[1]
    // Axis of the reading: half an em of the base and half of its own to the right; its glyphs begin a half of theirs
    // before it.
    #expect(abs(reading.origin.x.points + reading.glyphs[0].x.points - 5) < 0.01)
    #expect(reading.glyphs[1].y.points - reading.glyphs[0].y.points == 5)
  }

  @Test("of several stretches, a reading names the runs of its own base") func base() throws {
    let line = try line([("甲", nil), ("髙", "たか"), ("乙", nil)])
    #expect(line.runs.map(\.text) == ["甲", "髙", "たか", "乙"])
    #expect(line.readings == [SetLine.Reading(base: 1..<2, text: 2..<3)])
  }
}
