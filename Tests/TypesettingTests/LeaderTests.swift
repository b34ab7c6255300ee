import Testing

@testable import Typesetting

/// リーダー: dots that lead from one text of a line to the next.
@Suite("Leaders") struct LeaderTests {
  /// 甲 and a value at the line's end with dots between, in em of 10 pt.
  private func set(_ before: String, _ after: String, _ measure: Double) throws -> SetParagraph {
    let style = TextStyle(role: "mincho", size: .pt(10))
    let paragraph = Paragraph(
      [Inline(before, style: style), Inline("…", style: style, isLeader: true), Inline(after, style: style)],
      fit: FitPolicy(lines: 2, condenseFloor: 0.5), name: "sample")
    return try HarfBuzzTextSetter(store: SystemFonts.store).set(paragraph, measure: .pt(measure * 10))
  }

  /// Places of the pattern's glyphs in 1/1000 em.
  private func dots(_ line: SetLine) -> [Int] {
    line.leaders.flatMap { run in run.glyphs.map { Int(((run.origin.x + $0.x).points * 100).rounded()) } }
  }

  @Test("the text after it ends at the measure's end") func flush() throws {
    let line = try set("甲乙", "丙", 10).lines[0]
    #expect(line.positions == [0, 1000, 9000])
    #expect(line.width.points == 100)
  }

  @Test("whole patterns fill the room, a quarter em clear of the texts") func whole() throws {
    // Seven ems are free, from 2 to 9; dots at 2 and at 8 would touch the texts.
    let line = try set("甲乙", "丙", 10).lines[0]
    #expect(dots(line) == [3000, 4000, 5000, 6000, 7000])
    // Half an em more of text moves no dot: 丙1 begins at 8500.
    #expect(dots(try set("甲乙", "丙1", 10).lines[0]) == [3000, 4000, 5000, 6000, 7000])
  }

  @Test("the dots of several lines stand below one another") func aligned() throws {
    let short = dots(try set("甲乙", "丙", 10.3).lines[0])
    let long = dots(try set("甲乙丙丁", "1,000円", 10.3).lines[0])
    #expect(Set(long).isSubset(of: short))
    #expect(!long.isEmpty)
  }

  @Test("they are not read") func unread() throws {
    #expect(try set("甲乙", "丙", 10).lines[0].text == "甲乙丙")
  }

  @Test("a leader wants one em at least, and is parted from neither text") func least() throws {
    #expect(dots(try set("甲乙", "丙", 4).lines[0]).isEmpty)
    #expect(try set("甲乙", "丙", 4).condensed == 1)
    // Without that em the texts are condensed like any other.
    #expect(try set("甲", "丙", 2.9).condensed == 0.95)
  }

  @Test("it takes what a condensed line has left") func condensed() throws {
    let set = try set("甲", "丙", 2.9)
    #expect(set.lines.count == 1)
    #expect(abs(set.lines[0].width.points - 29) < 0.001)
  }
}
