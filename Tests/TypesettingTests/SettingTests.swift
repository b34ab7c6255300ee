import Testing

@testable import Typesetting

@Suite struct SettingTests {
  @Test func opensFlushWithBracketAtLineStart() throws {
    // The blank half of （ goes, so the bracket's ink begins at the edge: its glyph starts half an em before it.
    let line = try Sample("（うち").set(20).lines[0]
    #expect(line.positions == [-500, 500, 1500])
  }

  @Test func commaInsideNumberGivesBack() throws {
    let line = try Sample("金1,000円").set(20).lines[0]
    #expect(line.positions == [0, 1000, 1500, 1830, 2330, 2830, 3330])
  }

  @Test func lettersOfLabelSpread() throws {
    let line = try Sample("工事名", alignment: .spread).set(10).lines[0]
    #expect(line.positions == [0, 4500, 9000])
  }

  @Test func fallsBackPerCharacter() throws {
    let line = try Sample("𠮷田").set(20).lines[0]
    #expect(line.runs.map { SystemFonts.list.faces[$0.face.index].id } == ["ipamj-mincho", "biz-ud-mincho"])
    #expect(line.text == "𠮷田")
  }

  @Test func refusesWhatNoFontDraws() {
    #expect(throws: SettingFaults([.missingGlyph(sequence: "\u{E000}", field: nil, box: "sample")])) {
      try Sample("甲\u{E000}乙").set(20)
    }
  }

  /// JLREQ Appendix B: ¼ be before Latin, ¼ af behind it. The quarter is the kanji's in both places, whatever the
  /// Latin's size.
  @Test func quarterBesideLatinIsOfTheKanji() throws {
    let (small, large) = (TextStyle(role: "mincho", size: .pt(10)), TextStyle(role: "mincho", size: .pt(20)))
    let set = try HarfBuzzTextSetter(store: SystemFonts.store).set(
      Paragraph([Inline("甲", style: small), Inline("A", style: large), Inline("乙", style: small)]), measure: .pt(100))
    #expect(set.lines[0].positions == [0, 1250, 2500])
  }
}
