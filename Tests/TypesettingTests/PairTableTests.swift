import Testing

@testable import Typesetting

/// Walks all 28 × 28 cells that JLREQ prints in each of its tables. A cell of ours is the printed one, or stands in a
/// list of differences with the reason for it; a difference that is none fails too.
@Suite("Pair tables") struct PairTableTests {
  /// Cells that are not as printed, and why.
  struct Difference {
    let before: Set<CharacterClass>
    let after: Set<CharacterClass>
    /// Our sign.
    let sign: Unicode.Scalar
    let why: String
  }

  static let all = Set(CharacterClass.allCases)
  static let japanese: Set<CharacterClass> = [
    .dividingPunctuation, .iterationMark, .prolongedSoundMark, .smallKana, .hiragana, .katakana, .ideograph,
    .simpleRuby, .jukugoRuby,
    .tateChuYoko,
  ]
  static let words: Set<CharacterClass> = [.groupedNumeral, .unitSymbol, .western]
  /// After these a line may end at some level.
  static let open = all.subtracting([.openingBracket, .warichuOpening])
  /// These begin no line at any level.
  static let neverFirst: Set<CharacterClass> = [.closingBracket, .fullStop, .comma, .warichuClosing, .referenceMark]

  /// Compares every cell. `printed` makes our sign of a printed one.
  private func walk(
    _ table: [String], _ grid: PairGrid, _ differences: [Difference], printed: (Character) -> Unicode.Scalar
  ) {
    var unused = Set(differences.indices)
    var cells = 0
    for before in PrintedTables.classes {
      for after in PrintedTables.classes {
        guard let cell = PrintedTables.cell(table, before, after) else { continue }
        cells += 1
        let expected = printed(cell)
        let difference = differences.firstIndex { $0.before.contains(before) && $0.after.contains(after) }
        let ours = grid[before, after]
        if let difference {
          #expect(ours == differences[difference].sign, "\(before) → \(after): \(differences[difference].why)")
          if ours != expected { unused.remove(difference) }
        } else {
          #expect(ours == expected, "\(before) → \(after) is printed \(cell)")
        }
      }
    }
    #expect(cells == 28 * 28)
    for index in unused { Issue.record("no difference after all: \(differences[index].why)") }
  }

  @Test("spaces, Table 1") func spaces() {
    walk(
      PrintedTables.spaces, SpacingTable.grid,
      [
        Difference(
          before: Self.japanese, after: [.groupedNumeral], sign: ".", why: "a date or an amount is one word, set solid"),
        Difference(
          before: [.groupedNumeral], after: Self.japanese, sign: ".", why: "a date or an amount is one word, set solid"),
      ]
    ) { cell in
      switch cell {
      case "r", "x": "."
      case "U": "H"
      case "u": "h"
      case "V": "Q"
      case "v": "q"
      default: cell.unicodeScalars.first ?? "?"
      }
    }
  }

  @Test("where a line may end, Table 2, and what the levels leave of it") func breaks() {
    walk(
      PrintedTables.breaks, SeparationTable.grid,
      [
        Difference(
          before: Self.all, after: [.ideographicSpace, .westernSpace], sign: "x", why: "a space ends the line before"),
        Difference(
          before: Self.words, after: Self.words, sign: "x",
          why: "a number, its unit and its word stay together (note 10)"),
        // What the table forbids, and the web's looser levels allow.
        Difference(
          before: [.prefixedAbbreviation], after: Self.all.subtracting(Self.words).subtracting(Self.neverFirst),
          sign: "p",
          why: "loose parts ￥ from what is no number"),
        Difference(
          before: Self.open, after: [.hyphen, .prolongedSoundMark, .smallKana], sign: "k", why: "only strict forbids it"
        ),
        Difference(
          before: Self.open, after: [.iterationMark, .dividingPunctuation, .middleDot], sign: "m",
          why: "loose and 法令 allow it"),
        // What the table allows, and the web's stricter levels forbid. A number keeps its ％ at every level (note 9).
        Difference(
          before: Self.open.subtracting([.groupedNumeral]), after: [.postfixedAbbreviation], sign: "p",
          why: "the web's strict and normal keep ℃ and ％ from a line's start"),
        Difference(
          before: Self.open, after: [.inseparable], sign: "i",
          why: "the web's strict and normal keep … from a line's start"),
      ]
    ) { cell in
      cell == "." ? "." : "x"
    }
  }

  @Test("what may shrink, Table 3") func reductions() {
    walk(
      PrintedTables.reductions, ReductionTable.grid,
      [
        Difference(before: Self.japanese, after: [.groupedNumeral], sign: ".", why: "there is no space"),
        Difference(before: [.groupedNumeral], after: Self.japanese, sign: ".", why: "there is no space"),
      ]
    ) { cell in
      cell == "-" || cell == "x" ? "." : cell.unicodeScalars.first ?? "?"
    }
  }

  @Test("what may grow, Table 6") func expansions() {
    walk(
      PrintedTables.expansions, ExpansionTable.grid,
      [
        Difference(
          before: Self.japanese, after: [.groupedNumeral], sign: "3", why: "solid, so it grows as other solid pairs do"),
        Difference(
          before: [.groupedNumeral], after: Self.japanese.subtracting([.dividingPunctuation]), sign: "3",
          why: "solid, so it grows as other solid pairs do"),
      ]
    ) { cell in
      cell == "x" ? "." : cell.unicodeScalars.first ?? "?"
    }
  }

  @Test("blanks at the line's end, Tables 1 and 3", arguments: PrintedTables.classes) func lineEnd(
    _ kind: CharacterClass
  ) throws {
    guard
      let sample = CharacterClass.ranges.last(where: {
        $0.characterClass == kind && $0.first >= 0x3000 && $0.last < 0xFF00
      })
    else {
      return
    }
    let text = String(Character(try #require(Unicode.Scalar(sample.first))))
    let units = TextUnit.units(of: text, inline: 0, from: 0)
    var rubies: [Ruby] = []
    let composition = Composition(
      units, advances: [1], Paragraph([Inline(text, style: TextStyle(role: "", size: .pt(1)))]),
      boundaries: [.prohibited],
      rubies: &rubies)
    let printed: Double =
      switch PrintedTables.lineEnd(PrintedTables.spaces, kind) {
      case "H": 0.5
      case "Q": 0.25
      default: 0
      }
    #expect(composition.items[0].endSpace == printed, "\(text)")
    // Every blank that is printed there may go, and no other.
    let mayGo = ["2", "3"].contains(PrintedTables.lineEnd(PrintedTables.reductions, kind))
    #expect(mayGo == (printed > 0))
  }

  @Test("the signs of formulas, which have no printed cells, are set like unit signs without their prohibitions")
  func formulas() {
    for kind: CharacterClass in [.mathSymbol, .mathOperator] {
      for other in CharacterClass.allCases {
        #expect(SpacingTable.grid[kind, other] == SpacingTable.grid[.postfixedAbbreviation, other])
        #expect(SeparationTable.grid[kind, other] == SeparationTable.grid[.ideograph, other])
      }
    }
  }

  @Test("readings hang over what Table 1 says", arguments: PrintedTables.classes) func hanging(_ kind: CharacterClass) {
    // Warichu, and readings beside readings, are not set here.
    if [.warichuOpening, .warichuClosing, .simpleRuby, .jukugoRuby].contains(kind) { return }
    let style = TextStyle(role: "", size: .pt(1))
    let drawing = ShapedText.Drawing(face: FaceID(index: 0), advance: 9, content: .nothing)
    let cells = [
      (PrintedTables.cell(PrintedTables.spaces, kind, .simpleRuby), true),
      (PrintedTables.cell(PrintedTables.spaces, .simpleRuby, kind), false),
    ]
    for (cell, isBefore) in cells {
      var ruby = Ruby(base: 0..<1, style: style, units: [], shaped: ShapedText(text: [], drawings: [drawing]))
      let neighbour: Ruby.Neighbour = (kind, 0.5)
      _ = ruby.fit(baseWidth: 1, before: isBefore ? neighbour : nil, after: isBefore ? nil : neighbour)
      let reach = isBefore ? ruby.overhang.before : ruby.overhang.after
      #expect((reach > 0) == ["r", "U", "u", "V", "v"].contains(cell), "\(kind) \(isBefore ? "before" : "after")")
    }
  }

  @Test("every level allows what the stricter one allows") func levels() {
    let samples = Self.all.sorted { $0.rawValue < $1.rawValue }.compactMap { kind in
      CharacterClass.ranges.first { $0.characterClass == kind }.map { (kind, $0.first) }
    }
    func unit(_ kind: CharacterClass, _ value: UInt32) -> TextUnit {
      TextUnit(bytes: 0..<1, scalar: Unicode.Scalar(value) ?? " ", isCompound: false, inline: 0, characterClass: kind)
    }
    for before in samples {
      for after in samples {
        let allowed = [LineBreakLevel.strict, .normal, .loose].map {
          PairRule.forPair(before.0, after.0).separation.allows(
            unit(before.0, before.1), unit(after.0, after.1), level: $0)
        }
        #expect(allowed == allowed.sorted { !$0 && $1 }, "\(before.0) → \(after.0)")
      }
    }
  }
}
