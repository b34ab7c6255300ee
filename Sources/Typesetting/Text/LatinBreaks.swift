/// Where a line may end inside Latin text: not within a word, after a hyphen between longer parts, in an address of the web at its joints.
enum LatinBreaks {
  /// Latin marks that never begin a line.
  static let closing = Set(")]}!?,.:;%/”’»".unicodeScalars)
  /// Latin marks that never end a line.
  static let opening = Set("([{“‘«$£€¥#№".unicodeScalars)

  /// Whether a line may end between two characters of Latin text, neither of them a space.
  static func mayPart(_ index: Int, in units: [TextUnit]) -> Bool {
    let before = units[index].scalar
    let after = units[index + 1].scalar
    if isInAddress(index, in: units) {
      // After a slash, before the marks that begin a part. A hyphen stays: at a line's end it would be read as hyphenation.
      if before == "/" { return after != "/" }
      return after == "?" || after == "&" || after == "#" || (after == "." && !Numerals.isDigit(before))
    }
    if before == "-" {
      return letters(endingAt: index, in: units) >= 3 && letters(startingAt: index + 1, in: units) >= 3
    }
    return false
  }

  /// Whether the unit stands in a token that began with `scheme://` or `www.`, after that beginning.
  private static func isInAddress(_ index: Int, in units: [TextUnit]) -> Bool {
    var start = index
    while start > 0, units[start - 1].characterClass == .western || units[start - 1].characterClass == .groupedNumeral {
      start -= 1
      if units[start].scalar == "/", units[start + 1].scalar == "/", start > 0, units[start - 1].scalar == ":" {
        return start + 1 < index
      }
    }
    let www: [Unicode.Scalar] = ["w", "w", "w", "."]
    return index > start + 3 && units.count > start + 3 && zip(units[start...], www).allSatisfy { $0.scalar == $1 }
  }

  private static func letters(endingAt end: Int, in units: [TextUnit]) -> Int {
    var index = end
    while index > 0, units[index - 1].scalar.properties.isAlphabetic, units[index - 1].characterClass == .western {
      index -= 1
    }
    return end - index
  }

  private static func letters(startingAt start: Int, in units: [TextUnit]) -> Int {
    var index = start
    while index < units.count, units[index].scalar.properties.isAlphabetic, units[index].characterClass == .western {
      index += 1
    }
    return index - start
  }
}
