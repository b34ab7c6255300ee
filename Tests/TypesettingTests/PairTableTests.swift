import Testing

@testable import Typesetting

/// Walks every cell of the tables of JLREQ Appendices B to E (all 30 × 30; the standard prints 28 × 28 of them), against its sentences.
@Suite("Pair tables") struct PairTableTests {
  static let classes = CharacterClass.allCases
  static let opening: Set<CharacterClass> = [.openingBracket, .warichuOpening]
  static let closing: Set<CharacterClass> = [.closingBracket, .warichuClosing]
  static let stops: Set<CharacterClass> = [.fullStop, .comma]
  static let marks: Set<CharacterClass> = [.hyphen, .dividingPunctuation, .middleDot, .iterationMark]
  static let japanese: Set<CharacterClass> = [
    .iterationMark, .prolongedSoundMark, .smallKana, .hiragana, .katakana, .ideograph, .simpleRuby, .jukugoRuby, .tateChuYoko,
  ]
  static let words: Set<CharacterClass> = [.unitSymbol, .western]

  @Test("where a line may end") func separation() {
    for before in Self.classes {
      for after in Self.classes {
        let sign = SeparationTable.grid[before, after]
        let expected: Unicode.Scalar
        if Self.opening.contains(before) {
          // 3.1.8: no line ends with an opening bracket.
          expected = "x"
        } else if !Self.closing.union(Self.stops).isDisjoint(with: [after]) || after == .westernSpace || after == .ideographicSpace
          || after == .referenceMark
        {
          // 3.1.7: no line begins with a closing bracket or a stop, at any level; spaces stay at the end of the line before.
          expected = "x"
        } else if after == .smallKana || after == .prolongedSoundMark {
          expected = "k"
        } else if Self.marks.contains(after) {
          expected = "m"
        } else if before == .inseparable, after == .inseparable {
          expected = "p"
        } else if before == .groupedNumeral, [.postfixedAbbreviation, .groupedNumeral, .unitSymbol, .western].contains(after) {
          // 3.1.10 and notes 10, 11: a number stays with its unit.
          expected = "x"
        } else if Self.words.contains(before), [.groupedNumeral, .unitSymbol, .western].contains(after) {
          expected = "x"
        } else if after == .postfixedAbbreviation {
          expected = "p"
        } else if before == .prefixedAbbreviation {
          switch after {
          case .groupedNumeral, .unitSymbol, .western: expected = "x"
          case .hiragana, .katakana, .ideograph, .prefixedAbbreviation, .simpleRuby, .jukugoRuby, .tateChuYoko: expected = "p"
          default: expected = "."
          }
        } else {
          expected = "."
        }
        #expect(sign == expected, "\(before) → \(after)")
      }
    }
  }

  @Test("how much space there is") func spacing() {
    for before in Self.classes {
      for after in Self.classes {
        #expect(space(SpacingTable.grid[before, after]) == expectedSpace(before, after), "\(before) → \(after)")
      }
    }
  }

  /// Halves and quarters of the em before and after, in quarters.
  private func space(_ sign: Unicode.Scalar) -> [Int]? {
    switch sign {
    case ".": [0, 0]
    case "H": [2, 0]
    case "h": [0, 2]
    case "Q": [1, 0]
    case "q": [0, 1]
    case "M": [1, 1]
    case "T": [2, 1]
    default: nil
    }
  }

  private func expectedSpace(_ before: CharacterClass, _ after: CharacterClass) -> [Int] {
    // 3.1.2: an opening bracket has its half em before it, a closing bracket, comma and full stop behind, a middle dot a quarter on both
    // sides; 3.1.4: of two that meet, only one half is kept, and none between brackets that open or close together.
    let opens = Self.opening.contains(after)
    let closes = Self.closing.contains(before)
    let stops = Self.stops.contains(before)
    if Self.opening.contains(before) { return after == .middleDot ? [0, 1] : [0, 0] }
    if after == .ideographicSpace { return stops ? [2, 0] : before == .middleDot ? [1, 0] : [0, 0] }
    if before == .ideographicSpace { return after == .middleDot ? [0, 1] : [0, 0] }
    if Self.closing.contains(after) || Self.stops.contains(after) { return before == .middleDot ? [1, 0] : [0, 0] }
    if before == .middleDot { return after == .middleDot ? [1, 1] : [1, 0] }
    if after == .middleDot { return stops ? [2, 1] : [0, 1] }
    if opens { return [0, 2] }
    if closes || stops { return [2, 0] }
    // 3.2.6: a quarter between Japanese and Latin.
    if Self.japanese.contains(before), Self.words.contains(after) { return [0, 1] }
    if Self.words.contains(before), Self.japanese.contains(after) { return [1, 0] }
    if before == .dividingPunctuation, after == .western { return [0, 1] }
    if before == .groupedNumeral, after == .unitSymbol { return [1, 0] }
    return [0, 0]
  }

  @Test("what may shrink, and when") func reduction() {
    for before in Self.classes {
      for after in Self.classes {
        let space = expectedSpace(before, after)
        let sign = ReductionTable.grid[before, after]
        let expected: Unicode.Scalar
        if space == [0, 0] {
          expected = "."
        } else if before == .fullStop {
          // 3.8.3: the half em behind a full stop never shrinks; the quarter of a middle dot does.
          expected = after == .middleDot ? "4" : "."
        } else if before == .comma, after == .middleDot {
          expected = "5"
        } else if before == .middleDot || after == .middleDot {
          expected = "4"
        } else if space.contains(2) {
          expected = "5"
        } else {
          expected = before == .western || after == .western || before == .unitSymbol || after == .unitSymbol ? "6" : "."
        }
        #expect(sign == expected, "\(before) → \(after)")
      }
    }
  }

  @Test("what may grow is only what a line may end at, or the quarter beside Latin") func expansion() {
    for before in Self.classes {
      for after in Self.classes {
        let sign = ExpansionTable.grid[before, after]
        let space = expectedSpace(before, after)
        let isBesideLatin =
          space.contains(1) && !Set([before, after]).isDisjoint(with: Self.words) && before != .middleDot && after != .middleDot
        if isBesideLatin {
          #expect(sign == "2", "\(before) → \(after)")
        } else if SeparationTable.grid[before, after] == ".", before != .westernSpace {
          #expect(sign == "3", "\(before) → \(after)")
        } else {
          #expect(sign == ".", "\(before) → \(after)")
        }
      }
    }
  }

  @Test("every level allows what the stricter one allows") func levels() {
    let samples = Self.classes.compactMap { kind in CharacterClass.ranges.first { $0.characterClass == kind }.map { (kind, $0.first) } }
    func unit(_ kind: CharacterClass, _ value: UInt32) -> TextUnit {
      TextUnit(bytes: 0..<1, scalar: Unicode.Scalar(value) ?? " ", isCompound: false, inline: 0, characterClass: kind)
    }
    for before in samples {
      for after in samples {
        let allowed = [LineBreakLevel.strict, .normal, .loose].map {
          SeparationTable.allows(unit(before.0, before.1), unit(after.0, after.1), level: $0)
        }
        #expect(allowed == allowed.sorted { !$0 && $1 }, "\(before.0) → \(after.0)")
      }
    }
  }
}
