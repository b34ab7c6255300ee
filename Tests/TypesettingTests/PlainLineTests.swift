import CHarfBuzz
import Testing

@testable import Typesetting

/// The short ways give the same result as the long ones: `PlainLine` as full composition, the font's glyph table as
/// shaping.
@Suite("Plain lines") struct PlainLineTests {
  let setter = HarfBuzzTextSetter(store: SystemFonts.store)

  /// Values as the records hold them, and texts that look like them but need full composition.
  static let texts = [
    "令和7年6月20日", "金19,300,000円", "第44-07-0012345-00号", "株式会社かささぎ組　御中", "大分県豊州市大手町一丁目2番3号", "髙﨑　朔太郎", "（うち消費税）",
    "市道中央海岸線道路改良工事（第2工区）", "D-Sure を開く", "「甲」、乙。", "甲・乙：丙", "39.9％", "097-000-0000", "A、Bと", "かきくけこセツト", "か\u{3099}",
    "葛\u{E0100}飾区",
    "𠮷田", "甲　", "　甲", " ", "", "甲\n乙", "１，２３４円", "ｶﾞｽ管", "①㈱甲", "……――",
  ]

  @Test("is not set so where the text is condensed with others, though it would fit")
  func condensedWithOthers() throws {
    var paragraph = Paragraph([Inline("9,000", style: TextStyle(role: "gothic", size: .pt(10)))], name: "sample")
    paragraph.fit = FitPolicy(lines: 1, condenseFloor: 0.6)
    paragraph.fit.condenseFrom = 0.65
    let set = try setter.set(paragraph, measure: .pt(500))
    #expect(set.condensed == 0.65 && set.lines[0].runs.allSatisfy { $0.condensed == 0.65 })
  }

  @Test("is set as composition sets it", arguments: texts) func sameLine(_ text: String) throws {
    for alignment: Alignment in [.start, .centre, .end, .justified, .spread] {
      for letterSpace in [0, 0.12] {
        let style = TextStyle(role: "mincho", size: .pt(10.5), letterSpace: letterSpace)
        var other = style
        other.role = "gothic"
        other.size = .pt(9)
        for inlines in [
          [Inline(text, style: style)],
          [Inline("第", style: style), Inline(text, style: other), Inline("号", style: style)],
        ] {
          let paragraph = Paragraph(inlines, alignment: alignment, indent: alignment == .start ? 1 : 0, name: "sample")
          var units: [TextUnit] = []
          var start = 0
          for (index, inline) in inlines.enumerated() {
            TextUnit.appendUnits(of: inline.text, inline: index, from: start, to: &units)
            start += inline.text.utf8.count
          }
          Numerals.resolveClasses(&units)
          let short = try setter.set(paragraph, measure: .pt(500))
          let long = try setter.composeFully(paragraph, units, measure: .pt(500))
          try compare(short, long)
        }
      }
    }
  }

  /// Equal but for the last bits of sums.
  private func compare(_ one: SetParagraph, _ other: SetParagraph) throws {
    #expect(one.lines.count == other.lines.count)
    for (a, b) in zip(one.lines, other.lines) {
      #expect(a.runs.map(\.text) == b.runs.map(\.text))
      #expect(a.runs.map(\.face) == b.runs.map(\.face))
      #expect(a.runs.map(\.clusters) == b.runs.map(\.clusters))
      #expect(a.runs.flatMap { $0.glyphs.map(\.glyph) } == b.runs.flatMap { $0.glyphs.map(\.glyph) })
      #expect(abs(a.width.points - b.width.points) < 1e-9)
      #expect(a.size == b.size)
      for (x, y) in zip(places(a), places(b)) { #expect(abs(x - y) < 1e-9) }
    }
  }

  private func places(_ line: SetLine) -> [Double] {
    line.runs.flatMap { run in run.glyphs.map { (run.origin.x + $0.x).points } }
  }

  @Test(
    "plain characters have the glyphs that shaping gives them, in any company",
    arguments: ["mincho", "gothic", "gothic-bold"])
  func plain(_ role: String) throws {
    let shaper = Shaper(store: SystemFonts.store)
    let face = try #require(SystemFonts.store.chain(role).first)
    let font = shaper.font(face)
    // Every character of the face that is plain or may join, in an order in which neighbours are of all kinds.
    let scalars = (0x20...0x2FFFF).compactMap { Unicode.Scalar($0 as UInt32) }.filter {
      let kind = font.glyphs[$0].kind
      let category = $0.properties.generalCategory
      return (kind == .plain || kind == .joining) && category != .nonspacingMark && category != .enclosingMark
    }
    #expect(scalars.count > 8000)
    let mixed = scalars.indices.map { scalars[$0 * 7919 % scalars.count] }
    for chunk in stride(from: 0, to: mixed.count, by: 500) {
      let text = mixed[chunk..<min(chunk + 500, mixed.count)].reduce(into: "") { $0.unicodeScalars.append($1) }
      let units = TextUnit.units(of: text, inline: 0, from: 0)
      let short = try shaper.shape(
        Array(text.utf8), units, [Inline(text, style: TextStyle(role: role, size: .pt(1)))], box: "")
      var long = ShapedText(text: Array(text.utf8))
      shaper.shapeRun(units[...], nil, font, face, .horizontal, into: &long)
      #expect(units.indices.allSatisfy { short.glyphs(of: $0).map(\.id) == long.glyphs(of: $0).map(\.id) })
      #expect(short.drawings.map(\.advance) == long.drawings.map(\.advance))
    }
  }

  @Test("what a rule could join is shaped where it meets its like") func joining() throws {
    let shaper = Shaper(store: SystemFonts.store)
    let face = try #require(SystemFonts.store.chain("mincho").first)
    let glyphs = shaper.font(face).glyphs
    #expect(glyphs["月"].kind == .plain)
    #expect(glyphs["か"].kind == .joining)
    #expect(glyphs["\u{3099}"].kind != .plain)
    #expect(glyphs["☑"].kind == .missing)
    // Noto moves glyphs by their neighbours: nothing in it is plain.
    let noto = FaceID(index: try #require(SystemFonts.list.faces.firstIndex { $0.id == "noto-serif-jp" }))
    #expect(shaper.font(noto).glyphs["月"].kind == .shaped)
  }

  @Test("a form's own paragraph is known again, and no longer when it is changed") func identity() {
    let paragraph = Paragraph([Inline("甲", style: TextStyle(role: "mincho", size: .pt(10)))])
    #expect(paragraph.identity == nil)
    var fixed = paragraph.identified()
    #expect(fixed.identity != nil)
    #expect(fixed.identity != paragraph.identified().identity)
    fixed.alignment = .end
    #expect(fixed.identity == nil)
  }
}
