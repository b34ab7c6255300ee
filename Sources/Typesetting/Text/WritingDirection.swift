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
  /// Joins numbers of two digits to one unit (cl-30).
  static func combineDigits(_ units: [TextUnit]) -> [TextUnit] {
    var combined: [TextUnit] = []
    combined.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      var end = index
      while end < units.count, isDigit(units[end]), units[end].inline == units[index].inline { end += 1 }
      switch end - index {
      case 0:
        combined.append(units[index])
        index += 1
      case 1, 2:
        var unit = units[index]
        unit.bytes = unit.bytes.lowerBound..<units[end - 1].bytes.upperBound
        unit.isCombined = true
        unit.characterClass = .tateChuYoko
        combined.append(unit)
        index = end
      default:
        combined += units[index..<end]
        index = end
      }
    }
    return combined
  }

  /// How a unit stands, after digits were combined.
  static func orientation(_ unit: TextUnit) -> Orientation {
    // UAX #50 in short: what comes before General Punctuation is turned, what comes after stands.
    unit.isCombined ? .combined : unit.scalar.value < 0x2010 ? .sideways : .upright
  }

  private static func isDigit(_ unit: TextUnit) -> Bool {
    unit.characterClass == .groupedNumeral && ("0"..."9").contains(unit.scalar)
  }
}
