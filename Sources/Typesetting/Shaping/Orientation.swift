/// How a unit is turned in its line.
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

/// The rules of vertical writing for the units of a paragraph (JLREQ 2.3.2).
enum VerticalForms {
  /// Joins the digits of a number of one or two digits to one unit (cl-30, 縦中横). Digits beside a mark or a letter
  /// belong to a longer number or a word, which is turned as a whole: 19,300,000, 4-2, A4.
  static func combineDigits(_ units: some TextUnits) -> [TextUnit] {
    var combined: [TextUnit] = []
    combined.reserveCapacity(units.count)
    var index = 0
    while index < units.count {
      var end = index
      while end < units.count, isWord(units[end]), units[end].inline == units[index].inline { end += 1 }
      let word = units[index..<end]
      if word.count <= 2, let first = word.first, let last = word.last,
        word.allSatisfy({ ("0"..."9").contains($0.scalar) })
      {
        var unit = first
        unit.bytes = first.bytes.lowerBound..<last.bytes.upperBound
        unit.isCombined = true
        unit.characterClass = .tateChuYoko
        combined.append(unit)
      } else {
        combined += word.isEmpty ? units[index..<index + 1] : word
      }
      index = max(end, index + 1)
    }
    return combined
  }

  /// The orientation of a unit, once digits are combined.
  static func orientation(_ unit: TextUnit) -> Orientation {
    // UAX #50 in short: characters before General Punctuation (U+2010) are turned, those after it are upright.
    unit.isCombined ? .combined : unit.scalar.value < 0x2010 ? .sideways : .upright
  }

  private static func isWord(_ unit: TextUnit) -> Bool {
    unit.isLatin && unit.scalar.value < 0x2010
  }
}

extension Orientation {
  /// A glyph's position from its unit's origin, in em, x to the right and y down.
  ///
  /// - Parameters:
  ///   - pen: advance along the line of the unit's glyphs before it.
  ///   - offset: HarfBuzz's offsets, y up.
  func position(pen: Double, _ offset: (x: Double, y: Double)) -> (x: Double, y: Double) {
    switch self {
    case .horizontal: (pen + offset.x, -offset.y)
    case .upright: (offset.x, pen - offset.y)
    // Turned clockwise, the glyph's up is the page's right.
    case .sideways: (offset.y - EmBox.middle, pen + offset.x)
    case .combined: (pen + offset.x, 0.5 + EmBox.middle - offset.y)
    }
  }
}
