/// 組方向.
package enum WritingDirection: Sendable, Hashable {
  case horizontal
  /// Lines run down, the next one to the left.
  case vertical
}

/// How a unit stands in its line.
enum Orientation: Sendable, Hashable {
  /// In a horizontal line.
  case horizontal
  /// Upright in a vertical line, by the font's vertical forms.
  case upright
  /// Turned a quarter clockwise in a vertical line: Latin.
  case sideways
  /// 縦中横: up to two digits side by side in one em of a vertical line.
  case combined

  /// Quarter turns of the glyphs.
  var turns: Int { self == .sideways ? 1 : 0 }
}

/// What vertical writing does to the units of a paragraph (JLREQ 2.3.2).
enum VerticalForms {
  /// Joins the digits of numbers that are no longer than two digits to one unit (cl-30). A mark or a letter beside them makes a longer
  /// number or a word of them, which is turned whole: 19,300,000, 4-2, A4.
  static func combineDigits(_ units: [TextUnit]) -> [TextUnit] {
    var combined: [TextUnit] = []
    combined.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      var end = index
      while end < units.count, isWord(units[end]), units[end].inline == units[index].inline { end += 1 }
      let word = units[index..<end]
      if let first = word.first, let last = word.last, word.count <= 2,
        word.allSatisfy({ ("0"..."9").contains($0.scalar) })
      {
        var unit = first
        unit.bytes = first.bytes.lowerBound..<last.bytes.upperBound
        unit.isCombined = true
        unit.characterClass = .tateChuYoko
        combined.append(unit)
      } else {
        combined += word.isEmpty ? units[index...index] : word
      }
      index = max(end, index + 1)
    }
    return combined
  }

  /// How a unit stands, after digits were combined.
  static func orientation(_ unit: TextUnit) -> Orientation {
    // UAX #50 in short: what comes before General Punctuation is turned, what comes after stands.
    unit.isCombined ? .combined : unit.scalar.value < 0x2010 ? .sideways : .upright
  }

  private static func isWord(_ unit: TextUnit) -> Bool {
    (unit.characterClass == .groupedNumeral || unit.characterClass == .western) && unit.scalar.value < 0x2010
  }
}
