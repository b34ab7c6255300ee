/// The rule that decides whether a line may end between two units, by name, for whoever asks why a text was divided
/// where it was.
package enum BreakRule: UInt8, Sendable, Hashable {
  /// A line feed follows, which ends the line itself.
  case lineFeed
  /// An amount or a date is not divided (`Numerals`).
  case number
  /// A no-break space stands on one of the sides.
  case glue
  /// Inside Latin text (`LatinWord`).
  case latinWord
  /// A Latin mark that never begins a line.
  case latinClosing
  /// A Latin mark that never ends a line.
  case latinOpening
  /// The table of pairs of character classes: JLREQ Appendix C.
  case pair
}

/// A place between two units of a paragraph, and whether a line may end there.
///
/// ```
/// （甲）  before 甲, cl-19 before cl-02, sign x: the closing bracket may not begin a line
/// ```
package struct BreakPlace: Sendable, Hashable {
  /// The number of Unicode scalars of the paragraph before the place.
  package var offset: Int
  /// The characters on both sides, marks and selectors included.
  package var before: String
  package var after: String
  package var classBefore: CharacterClass
  package var classAfter: CharacterClass
  /// The cell of the table of separation for this pair: `.` free, `x` never, `k` `m` `p` `i` by level.
  package var sign: Character
  package var rule: BreakRule
  package var mayBreak: Bool
  /// Where lines end by phrases, what a line costs that ends here, and why.
  package var phrase: PhraseBreak?
}

extension LineBreaker {
  /// Every place between two units, in order.
  ///
  /// - Parameter text: the paragraph's UTF-8, to which the units belong.
  func places(_ units: [TextUnit], text: [UInt8]) -> [BreakPlace] {
    var places: [BreakPlace] = []
    var word = LatinWord()
    var offset = 0
    for index in units.indices.dropLast() {
      let (unit, next) = (units[index], units[index + 1])
      word.advance(to: index, unit, in: units)
      offset += unit.scalars(in: text).count
      let (rule, mayBreak) = unit.isLineEnd ? (.lineFeed, true) : decision(after: index, in: units, word)
      places.append(
        BreakPlace(
          offset: offset, before: unit.string(in: text), after: next.string(in: text),
          classBefore: unit.characterClass, classAfter: next.characterClass,
          sign: Character(SeparationTable.grid[unit.characterClass, next.characterClass]), rule: rule,
          mayBreak: mayBreak))
    }
    return places
  }
}
