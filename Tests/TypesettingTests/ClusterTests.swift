import TestSupport
import Testing

@testable import Typesetting

/// What the runs say must be what was written: text extraction and reading aloud depend on it.
@Suite("Clusters") struct ClusterTests {
  let setter = HarfBuzzTextSetter(store: SystemFonts.store)

  /// Pieces of texts as records have them; the property holds for any order of them.
  static let pieces = [
    "保証", "、", "（甲）", "１，０００円", "A4", "D-Sure ", "葛\u{E0100}", "か\u{3099}", "ｶﾞ", "𠮷", "㈱", "…", "　", "髙﨑", "1,234.5",
    "\n", "e\u{301}",
    "邉\u{E011F}", "々", "ー", "https://d-sure.example/a?b=c", "「", "」", "。",
  ]

  @Test("clusters cover the text, byte for byte, whatever is set and however it is broken") func cover() throws {
    var numbers = Seeded(seed: 7)
    let alignments: [Alignment] = [.start, .centre, .end, .justified]
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 1...14, using: &numbers)).map { _ in
        Self.pieces.randomElement(using: &numbers) ?? ""
      }.joined()
      let style = TextStyle(role: Bool.random(using: &numbers) ? "mincho" : "gothic", size: .pt(10))
      let paragraph = Paragraph(
        [Inline(text, style: style, field: "a"), Inline(text, style: style, field: "b")],
        alignment: alignments.randomElement(using: &numbers) ?? .start)
      let measure = Length.pt(Double(Int.random(in: 160...400, using: &numbers)))
      let set = try setter.set(paragraph, measure: measure)
      let runs = set.lines.flatMap(\.runs)
      let said = runs.map(\.text).joined()
      #expect(Array(said.utf8) == Array((text + text).utf8).filter { $0 != UInt8(ascii: "\n") }, "\(text)")
      for run in runs {
        #expect(run.clusters.reduce(0) { $0 + $1.bytes } == run.text.utf8.count)
        #expect(run.clusters.reduce(0) { $0 + $1.glyphs } == run.glyphs.count)
        #expect(run.clusters.allSatisfy { $0.bytes > 0 && $0.glyphs > 0 })
        #expect(run.glyphs.allSatisfy { $0.glyph != 0 })
      }
      for line in set.lines { #expect(line.width.points <= measure.points + 0.001, "\(text)") }
    }
  }

  @Test("a paragraph is set the same way again, and by another worker") func deterministic() throws {
    let sample = Sample("当社は、約款に基づき、次のとおり保証します。", alignment: .justified)
    let first = try sample.set(9)
    #expect(try sample.set(9) == first)
    #expect(try Sample("当社は、約款に基づき、次のとおり保証します。", alignment: .justified).set(9) == first)
  }

  @Test("half-width katakana and its mark stay two clusters, a variation sequence one") func granularity() throws {
    let line = try Sample("ｶﾞ葛\u{E0100}").set(10).lines[0]
    #expect(
      line.runs.flatMap(\.clusters) == [
        Cluster(bytes: 3, glyphs: 1), Cluster(bytes: 3, glyphs: 1), Cluster(bytes: 7, glyphs: 1),
      ])
  }

  @Test("stretches in one style join into one run, others do not") func runs() throws {
    let black = TextStyle(role: "mincho", size: .pt(10))
    var blue = black
    blue.colour = Colour(18, 44, 82)
    let set = try setter.set(
      Paragraph([Inline("甲", style: black), Inline("乙", style: black, field: "a"), Inline("丙", style: blue)]),
      measure: .pt(100))
    #expect(set.lines[0].runs.map(\.text) == ["甲乙", "丙"])
    #expect(set.lines[0].runs[1].origin.x == .pt(20))
  }

  @Test("letter space stands between characters, also of different stretches, and never after the last")
  func letterSpace() throws {
    let style = TextStyle(role: "mincho", size: .pt(10), letterSpace: 0.5)
    let set = try setter.set(Paragraph([Inline("保証", style: style), Inline("証書", style: style)]), measure: .pt(100))
    #expect(set.lines[0].positions == [0, 1500, 3000, 4500])
    #expect(set.lines[0].width == .pt(55))
  }

  @Test("ten thousand characters are set in time that grows with their number") func long() throws {
    let sentence = "公共工事の前払金保証事業に関する法律（昭和２７年法律第１８４号）に基づき、発注者は、前金払をすることができる。"
    let set = try Sample(String(repeating: sentence, count: 200), alignment: .justified).set(30)
    #expect(set.lines.count > 300)
    #expect(set.lines.dropLast().allSatisfy { $0.width.points > 290 })
  }
}
