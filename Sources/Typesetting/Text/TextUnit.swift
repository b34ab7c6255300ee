/// What is set as one: a character with everything that is drawn on it (variation selector, combining marks, voiced sound mark).
///
/// Never parted by a line break and always drawn by one font. This is finer than Swift's `Character` (CR LF, half-width ｶﾞ), because
/// a unit is what composition counts, and coarser than a scalar.
package struct TextUnit: Sendable, Hashable {
  /// Bytes of the paragraph's UTF-8, all inlines joined.
  package var bytes: Range<Int>
  /// The first scalar.
  package var scalar: Unicode.Scalar
  /// Whether marks or a selector follow the first scalar.
  package var isCompound: Bool
  /// 縦中横: digits that share one em of a vertical line.
  package var isCombined = false
  /// Index of the inline.
  package var inline: Int
  /// JLREQ class, first by the table, then by the context (numbers, Latin words).
  package var characterClass: CharacterClass

  /// Cuts one inline's text into units.
  ///
  /// - Parameter start: bytes of the paragraph before this inline.
  static func units(of text: String, inline: Int, from start: Int) -> [TextUnit] {
    var units: [TextUnit] = []
    units.reserveCapacity(text.utf8.count / 3 + 1)
    var offset = start
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if joinsThePrevious(scalar), let last = units.indices.last, units[last].scalar != "\n" {
        units[last].bytes = units[last].bytes.lowerBound..<end
        units[last].isCompound = true
      } else {
        units.append(
          TextUnit(bytes: offset..<end, scalar: scalar, isCompound: false, inline: inline, characterClass: CharacterClass(of: scalar)))
      }
      offset = end
    }
    return units
  }

  /// Selectors and combining marks. Ranges without marks are passed over quickly: asking the Unicode database is slow.
  private static func joinsThePrevious(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x3000..<0x302A, 0x309B..<0xA000, 0xAC00..<0xFB00, 0x20000..<0xE0000: return false
    case 0x300..<0x370, 0x3099, 0x309A, 0xFE00...0xFE0F, 0xE0100...0xE01EF: return true
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return true
      default: return false
      }
    }
  }
}

extension TextUnit {
  /// The unit's scalars in its paragraph's text.
  func scalars(in text: String) -> Substring.UnicodeScalarView {
    let utf8 = text.utf8
    let start = utf8.index(utf8.startIndex, offsetBy: bytes.lowerBound)
    let end = utf8.index(start, offsetBy: bytes.count)
    return text.unicodeScalars[start..<end]
  }
}
