/// Where a line may end inside Latin text: not within a word, but after a hyphen between parts of three letters or
/// more but not in a mail address, and in a web address between its parts.
///
/// A Latin word here is all Latin letters, marks and numbers that stand together without a space. Line breaking goes
/// through a paragraph from its start and tells the word of each unit (`advance`), so that no unit has to look for the
/// beginning of its word: a word of 40,000 letters takes 40,000 steps, not 800 million.
struct LatinWord {
  /// Latin marks that never begin a line.
  static let closing = Set(")]}!?,.:;%/”’»".unicodeScalars)
  /// Latin marks that never end a line.
  static let opening = Set("([{“‘«$£€¥#№".unicodeScalars)

  /// Index of the word's first unit; after a unit that is not Latin, of the next unit.
  private var start = 0
  /// Index of the second slash of the last `://` of the word before the current unit or at it; nil when there is none.
  private var slashes: Int?
  /// Whether the word is a mail address.
  private var isMailAddress = false

  /// Goes on to the next unit. Units must come one after the other from the first.
  mutating func advance(to index: Int, _ unit: TextUnit, in units: some TextUnits) {
    guard unit.isLatin else {
      start = index + 1
      slashes = nil
      return
    }
    // A word is looked through once, at its first unit.
    if index == start { isMailAddress = units[index...].prefix { $0.isLatin }.contains { $0.scalar == "@" } }
    if unit.scalar == "/", index > start, index > 1, units[index - 1].scalar == "/", units[index - 2].scalar == ":" {
      slashes = index
    }
  }

  /// Whether a line may end between the current unit, `units[index]`, and the next, both Latin and neither a space.
  func mayBreak(after index: Int, in units: some TextUnits) -> Bool {
    let before = units[index].scalar
    let after = units[index + 1].scalar
    if isInAddress(index, in: units) {
      // After a slash, and before the marks that begin a part. Not after a hyphen: at a line's end it would be read as
      // hyphenation.
      if before == "/" { return after != "/" }
      return after == "?" || after == "&" || after == "#" || (after == "." && isWide(index, in: units))
    }
    return before == "-" && !isMailAddress && areLetters(index - 3..<index, in: units)
      && areLetters(index + 1..<index + 4, in: units)
  }

  /// Whether the current unit stands in a web address, after its `scheme://` or `www.`.
  private func isInAddress(_ index: Int, in units: some TextUnits) -> Bool {
    if let slashes { return slashes < index }
    return index > start + 3 && units[start].scalar == "w" && units[start + 1].scalar == "w"
      && units[start + 2].scalar == "w" && units[start + 3].scalar == "."
  }

  /// Whether the parts before and behind the stop after a unit are long enough to stand on two lines: not those of
  /// `www.city`, nor of `oita.jp/`.
  private func isWide(_ index: Int, in units: some TextUnits) -> Bool {
    isPart(index - 3..<index + 1, in: units) && isPart(index + 2..<index + 6, in: units)
  }

  /// Whether all units of the range exist and belong to one part of an address.
  private func isPart(_ range: Range<Int>, in units: some TextUnits) -> Bool {
    range.lowerBound >= start && range.upperBound <= units.count
      && range.allSatisfy { units[$0].isLatin && !Self.partEnds.contains(units[$0].scalar) }
      && !Numerals.isDigit(units[range.upperBound - 1].scalar)
  }

  /// The marks between the parts of a web address.
  private static let partEnds = Set("./:?&#".unicodeScalars)

  /// Whether all units of the range exist and are Latin letters.
  private func areLetters(_ range: Range<Int>, in units: some TextUnits) -> Bool {
    range.lowerBound >= 0 && range.upperBound <= units.count
      && range.allSatisfy {
        units[$0].characterClass == .western && units[$0].scalar.properties.isAlphabetic
      }
  }
}
