import Testing

@testable import Typesetting

/// Wrap, condense, shrink, refuse: in this order, and never cut.
@Suite("Fitting") struct FittingTests {
  private func fit(_ text: String, _ measure: Double, _ policy: FitPolicy, alignment: Alignment = .start) throws
    -> SetParagraph
  {
    try Sample(text, alignment: alignment, fit: policy).set(measure)
  }

  @Test("what fits gives way nowhere") func natural() throws {
    let set = try fit("甲乙丙丁", 4, FitPolicy(lines: 1, condenseFloor: 0.7, shrinkFloor: .pt(6)))
    #expect(set.lines.count == 1)
    #expect(set.condensed == 1)
    #expect(set.shrunk == 1)
  }

  @Test("a text wraps before it condenses") func wraps() throws {
    let set = try fit("甲乙丙丁", 3, FitPolicy(lines: 2, condenseFloor: 0.7))
    #expect(set.lines.map(\.text) == ["甲乙丙", "丁"])
    #expect(set.condensed == 1)
  }

  @Test("a name condenses a little to stay on one line, and wraps at its full width when that is not enough")
  func oneLine() throws {
    let policy = FitPolicy(oneLineFloor: 0.8, lines: 2, condenseFloor: 0.7)
    let short = try fit("甲乙丙丁戊", 4, policy)
    #expect(short.lines.count == 1)
    #expect(abs(short.condensed - 0.8) < 1e-9)
    let long = try fit("甲乙丙丁戊", 3.9, policy)
    #expect(long.lines.map(\.text) == ["甲乙丙", "丁戊"])
    #expect(long.condensed == 1)
  }

  @Test("spaces give way before the letters do") func tightens() throws {
    let set = try fit("甲、乙、丙", 4.2, FitPolicy(lines: 1, condenseFloor: 0.7))
    #expect(set.condensed == 1)
    #expect(set.lines[0].positions.last == 3200)
  }

  @Test(
    "長体 comes in steps of five per cent", arguments: [(9.6, 0.95), (9.5, 0.95), (9.4, 0.9), (8.1, 0.8), (7.0, 0.7)])
  func condenses(_ measure: Double, _ expected: Double) throws {
    let set = try fit("甲乙丙丁戊己庚辛壬癸", measure, FitPolicy(lines: 1, condenseFloor: 0.7))
    #expect(abs(set.condensed - expected) < 1e-9)
    let run = try #require(set.lines.first?.runs.first)
    #expect(abs(run.condensed - expected) < 1e-9)
    #expect(run.size == .pt(10))
    #expect(abs(run.glyphs[9].x.points - 90 * expected) < 1e-9)
    #expect(set.lines[0].width.points <= measure * 10 + 0.001)
  }

  @Test("then the size shrinks in quarter points, at the narrowest width") func shrinks() throws {
    let set = try fit("甲乙丙丁戊己庚辛壬癸", 6, FitPolicy(lines: 1, condenseFloor: 0.7, shrinkFloor: .pt(8)))
    #expect(abs(set.condensed - 0.7) < 1e-9)
    #expect(set.lines[0].runs[0].size.points == 8.5)
    #expect(abs(set.shrunk - 0.85) < 1e-9)
    #expect(set.lines[0].size.points == 8.5)
  }

  @Test("at its floor it refuses and says how much room it needs") func refuses() {
    do {
      _ = try fit("甲乙丙丁戊己庚辛壬癸", 5, FitPolicy(lines: 1, condenseFloor: 0.7, shrinkFloor: .pt(8)))
      Issue.record("ten characters were set in five")
    } catch {
      guard
        case SettingFault.overflow("sample", nil, let needed, let available)? = (error as? SettingFaults)?.faults.first
      else {
        Issue.record("\(error)")
        return
      }
      // Ten ems at 8 pt, condensed to 70 %.
      #expect(abs(needed.points - 56) < 1e-9)
      #expect(available == .pt(50))
    }
  }

  @Test("a floor of exactly 0.05 is reached and not passed") func floor() throws {
    let set = try fit("甲乙丙丁戊己庚辛壬癸", 0.6, FitPolicy(lines: 1, condenseFloor: 0.05))
    #expect(abs(set.condensed - 0.05) < 1e-9)
  }

  @Test("a label that is wider than its measure condenses too") func spread() throws {
    let set = try fit("保証契約番号", 5, FitPolicy(lines: 1, condenseFloor: 0.8), alignment: .spread)
    #expect(abs(set.condensed - 0.8) < 1e-9)
    #expect(set.lines[0].width.points == 50)
    #expect(throws: SettingFaults.self) { try fit("保証契約番号", 5, FitPolicy(), alignment: .spread) }
  }

  @Test("a word that cannot be broken is refused, not cut") func unbreakable() {
    #expect(throws: SettingFaults.self) { try fit("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 5, FitPolicy()) }
  }

  @Test("an empty text is one empty line") func empty() throws {
    for alignment in [Alignment.start, .justified, .spread, .centre] {
      let set = try fit("", 5, FitPolicy(), alignment: alignment)
      #expect(set.lines.count == 1)
      #expect(set.lines[0].runs.isEmpty)
    }
  }
}
