/// Finds where lines may end.
///
/// A rule for numbers comes first (`Numerals.staysTogether`), then those of no-break spaces and inside Latin text (`LatinWord`), then
/// JLREQ's table of pairs with the line breaking level (`Separation`).
///
/// ```
/// LineBreaker().opportunities("金１，０００円を")  → [7]
/// ```
package struct LineBreaker: Sendable {
  package let level: LineBreakLevel

  package init(level: LineBreakLevel = .strict) {
    self.level = level
  }

  /// Whether a line may or must end between two units.
  enum Boundary: UInt8, Sendable, Hashable {
    case prohibited
    case allowed
    /// The line ends here: the unit before is `\n`.
    case mandatory
  }

  /// The boundary after each unit; after the last it is `prohibited`, because nothing follows.
  ///
  /// The steps are in proportion to the number of units: each looks at its neighbours, and `LatinWord` keeps what a
  /// Latin unit must know of the beginning of its word.
  func boundaries(_ units: some TextUnits) -> [Boundary] {
    var boundaries: [Boundary] = []
    boundaries.reserveCapacity(units.count)
    var word = LatinWord()
    for index in units.indices {
      let unit = units[index]
      word.advance(to: index, unit, in: units)
      if unit.scalar == "\n" {
        boundaries.append(.mandatory)
      } else {
        let mayBreak = index + 1 < units.count && decision(after: index, in: units, word).mayBreak
        boundaries.append(mayBreak ? .allowed : .prohibited)
      }
    }
    return boundaries
  }

  /// Whether a line may end after a unit that is no line feed, and the rule that says so.
  func decision(after index: Int, in units: some TextUnits, _ word: LatinWord) -> (rule: BreakRule, mayBreak: Bool) {
    let before = units[index]
    let after = units[index + 1]
    if after.scalar == "\n" { return (.lineFeed, false) }
    if Numerals.staysTogether(index, in: units) { return (.number, false) }
    if before.isLatin || after.isLatin {
      if Self.isGlue(before.scalar) || Self.isGlue(after.scalar) { return (.glue, false) }
      if before.isLatin, after.isLatin { return (.latinWord, word.mayBreak(after: index, in: units)) }
      if after.isLatin, LatinWord.closing.contains(after.scalar) { return (.latinClosing, false) }
      if before.isLatin, LatinWord.opening.contains(before.scalar) { return (.latinOpening, false) }
    }
    let separation = PairRule.forPair(before.characterClass, after.characterClass).separation
    let mayBreak = separation.allows(before, after, level: level)
    // An operator (cl-17) to JLREQ, ± is for CSS Text 5.3 among the prefixes that only loose parts from what follows.
    if before.scalar == "±" { return (.pair, mayBreak && Separation.abbreviation.allows(before, after, level: level)) }
    return (.pair, mayBreak)
  }

  /// Whether the character forbids a break on both of its sides: no-break spaces (UAX #14, class GL).
  private static func isGlue(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{A0}" || scalar == "\u{202F}" || scalar == "\u{2007}"
  }

  /// Offsets in Unicode scalars at which a line may end, ascending. A `\n` must end a line and is not listed.
  package func opportunities(_ text: String) -> [Int] {
    var units = TextUnit.units(of: text, inline: 0, from: 0)
    Numerals.resolveClasses(&units)
    var offsets: [Int] = []
    var offset = 0
    for (unit, boundary) in zip(units, boundaries(units)) {
      offset += unit.isCompound ? unit.scalars(in: text).count : 1
      if boundary == .allowed { offsets.append(offset) }
    }
    return offsets
  }
}

/// Whether a line may end between two characters of a pair of classes, by the level of line breaking.
enum Separation: UInt8, Sendable {
  /// A line may end here at every level.
  case free
  /// Never.
  case never
  /// In every level but strict: small kana, the long sound mark and hyphens (CSS Text: CJ and hyphens) may begin a
  /// line.
  case kana
  /// In loose and 法令 only: iteration marks and centred punctuation may begin a line.
  case centred
  /// In loose only: an abbreviation (％, ℃, ￥, №) may be separated from its number.
  case abbreviation
  /// Before an ellipsis or a dash. A dash may begin a line, an ellipsis in loose and 法令 only; two of the same kind stay
  /// together.
  case inseparable

  init(sign: Unicode.Scalar) {
    switch sign {
    case "x": self = .never
    case "k": self = .kana
    case "m": self = .centred
    case "p": self = .abbreviation
    case "i": self = .inseparable
    default: self = .free
    }
  }

  /// Whether a line may end between two units, without the rules for numbers and Latin words.
  func allows(_ before: TextUnit, _ after: TextUnit, level: LineBreakLevel) -> Bool {
    switch self {
    case .free: return true
    case .never: return false
    case .kana: return level != .strict
    case .centred: return level == .loose || level == .statute
    case .abbreviation: return level == .loose
    case .inseparable:
      let isPair = before.characterClass == .inseparable && Self.isPair(before.scalar, after.scalar)
      // Two dashes, or the halves of 〳〵, are one sign at every level. CSS's loose divides ellipses only.
      if Self.isDash(after.scalar) { return !isPair }
      return level == .loose || level == .statute && !isPair
    }
  }

  /// JLREQ Appendix C, note 5: only a pair of the same kind is inseparable.
  static func isPair(_ before: Unicode.Scalar, _ after: Unicode.Scalar) -> Bool {
    before == after || (after == "〵" && (before == "〳" || before == "〴"))
  }

  /// Whether a character of cl-08 is a dash, not an ellipsis.
  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "―" || scalar == "—" || scalar == "〳" || scalar == "〴" || scalar == "〵"
  }
}
