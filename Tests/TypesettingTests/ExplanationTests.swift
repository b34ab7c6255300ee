import TestSupport
import Testing

@testable import Typesetting

/// "Why did it break there" is answered from what setting really did, not from a second opinion.
@Suite("Explaining lines") struct ExplanationTests {
  let setter = HarfBuzzTextSetter(store: SystemFonts.store)

  static func random(_ numbers: inout Seeded, alignment: Alignment) -> Paragraph {
    let text = (0..<Int.random(in: 4...20, using: &numbers)).map { _ in
      ClusterTests.pieces.randomElement(using: &numbers) ?? ""
    }.joined()
    return Paragraph([Inline(text, style: TextStyle(role: "mincho", size: .pt(10)))], alignment: alignment)
  }

  @Test("the lines explained are the lines set, and every line ends where a line may end")
  func lines() throws {
    var numbers = Seeded(seed: 11)
    for alignment in [Alignment.start, .justified] {
      for _ in 0..<100 {
        let paragraph = Self.random(&numbers, alignment: alignment)
        let measure = Length.pt(Double(Int.random(in: 160...400, using: &numbers)))
        let set = try setter.set(paragraph, measure: measure)
        let explained = try setter.explain(paragraph, measure: measure)
        #expect(
          explained.lines.map { $0.text.replacing("\n", with: "") } == set.lines.map { $0.runs.map(\.text).joined() })
        #expect(explained.steps.last?.fits == true && explained.needed == nil)
        #expect(explained.lines.dropLast().allSatisfy { $0.taken?.mayBreak == true })
        #expect(explained.lines.last?.taken == nil)
      }
    }
  }

  @Test("no other end of a line would have cost the paragraph less than the one taken")
  func demerits() throws {
    var numbers = Seeded(seed: 13)
    var compared = 0
    for _ in 0..<200 {
      let paragraph = Self.random(&numbers, alignment: .justified)
      let explained = try setter.explain(paragraph, measure: .pt(200))
      for line in explained.lines {
        let demerits = try #require(line.demerits)
        guard let next = line.nextBest else { continue }
        compared += 1
        #expect(next.demerits >= demerits - 0.000_001)
        #expect(next.place != line.taken && next.place.mayBreak)
      }
    }
    #expect(compared > 100)
  }

  static func value(_ text: String) -> Paragraph {
    var paragraph = Paragraph([Inline(text, style: TextStyle(role: "mincho", size: .pt(10)))])
    paragraph.fit.wrap = .phrases
    return paragraph
  }

  @Test("a value says the rule and the cost of each end of a line, and of the next best one")
  func phrases() throws {
    let text = "令和7年度　社会資本整備総合交付金事業（防災・安全）　都市計画道路見本中央線ほか3路線　道路改良工事"
    let lines = try setter.explain(Self.value(text), measure: .pt(290)).lines
    #expect(lines.count == 2)
    let (taken, next) = (try #require(lines[0].taken?.phrase), try #require(lines[0].nextBest))
    #expect(taken.rule == .space && taken.cost == 0 && !taken.isBracketed)
    let cost = try #require(lines[0].demerits)
    #expect(next.demerits > cost && next.place.phrase != nil && next.place.mayBreak)
    #expect(lines[1].demerits == lines[0].demerits && lines[1].nextBest == nil)
    // Every place at which a line may end has a rule; no other has.
    for place in lines.flatMap(\.places) { #expect((place.phrase != nil) == place.mayBreak) }
    let inside = lines.flatMap(\.places).first { $0.before == "・" }
    #expect(inside?.phrase?.rule == .mark && inside?.phrase?.isBracketed == true && inside?.phrase?.cost == 5)
  }

  @Test("of a value, no other end of a line would have cost less than the one taken, and what is set is explained")
  func phraseCosts() throws {
    var numbers = Seeded(seed: 17)
    var compared = 0
    for _ in 0..<100 {
      var paragraph = Self.random(&numbers, alignment: .start)
      paragraph.fit.wrap = .phrases
      let measure = Length.pt(Double(Int.random(in: 100...300, using: &numbers)))
      let explained = try setter.explain(paragraph, measure: measure)
      let set = try setter.set(paragraph, measure: measure)
      #expect(
        explained.lines.map { $0.text.replacing("\n", with: "") } == set.lines.map { $0.runs.map(\.text).joined() })
      for line in explained.lines {
        guard let cost = line.demerits, let next = line.nextBest else { continue }
        compared += 1
        #expect(next.demerits >= cost - 0.000_001 && next.place != line.taken)
      }
    }
    #expect(compared > 50)
  }

  @Test(
    "what a text would have needed is more than there is, and enough",
    arguments: [
      ("一二三四五六七八九十", 1, 50.0), ("ABCDEFGHIJ ABCDEFGHIJ ABCDEFGHIJ", 2, 80), ("一二三四五六七八九十", 2, 49.9),
      ("甲乙丙丁戊\n己庚", 1, 60),
    ])
  func needed(text: String, lines: Int, measure: Double) throws {
    let fit = FitPolicy(lines: lines, condenseFloor: 1, shrinkFloor: nil)
    let paragraph = Paragraph([Inline(text, style: TextStyle(role: "mincho", size: .pt(10)))], fit: fit, name: "box")
    let needed = try #require(try setter.explain(paragraph, measure: .pt(measure)).needed)
    #expect(needed.points > measure)
    if !text.contains("\n") {
      _ = try setter.set(paragraph, measure: needed)
      #expect(throws: SettingFaults.self) { try setter.set(paragraph, measure: needed - .pt(0.05)) }
    }
  }

  @Test(
    "a place names the pair of classes, the cell of the table and the rule",
    arguments: [
      ("甲（乙", 1, "甲 ideograph, （ openingBracket: . pair, may break"),
      ("甲（乙", 2, "（ openingBracket, 乙 ideograph: x pair, may not"),
      ("甲。乙", 1, "甲 ideograph, 。 fullStop: x pair, may not"),
      ("令和7年", 2, "和 ideograph, 7 groupedNumeral: . number, may not"),
      ("D-Sure", 1, "D western, - western: x latinWord, may not"),
      ("甲\n乙", 1, "甲 ideograph, \n western: . lineFeed, may not"),
    ])
  func places(text: String, offset: Int, expected: String) throws {
    let paragraph = Paragraph([Inline(text, style: TextStyle(role: "mincho", size: .pt(10)))])
    let lines = try setter.explain(paragraph, measure: .pt(200)).lines
    let place = try #require(lines.flatMap(\.places).first { $0.offset == offset })
    #expect(
      "\(place.before) \(place.classBefore), \(place.after) \(place.classAfter): \(place.sign) \(place.rule), \(place.mayBreak ? "may break" : "may not")"
        == expected)
  }

  @Test("a text that fits in no way says what it would have needed, after every step")
  func overflow() throws {
    let fit = FitPolicy(lines: 1, condenseFloor: 0.8, shrinkFloor: .pt(9))
    let paragraph = Paragraph(
      [Inline("一二三四五六七八九十", style: TextStyle(role: "mincho", size: .pt(10)))], fit: fit, name: "box")
    let explained = try setter.explain(paragraph, measure: .pt(50))
    #expect(explained.lines.isEmpty && explained.steps.allSatisfy { !$0.fits })
    #expect(explained.steps.map(\.condensed).prefix(5) == [1, 0.95, 0.9, 0.85, 0.8])
    #expect(explained.steps.last?.shrunk == 0.9)
    let fault = try #require(throws: SettingFaults.self) { try setter.set(paragraph, measure: .pt(50)) }
    #expect(
      fault.faults == [.overflow(box: "box", field: nil, needed: try #require(explained.needed), available: .pt(50))])
  }
}
