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
  /// JLREQ class, first by the table, then by the context (numbers, Latin words).
  package var characterClass: CharacterClass
  /// What the character can be in a number.
  let roles: NumberRole
  /// Index of the inline.
  package var inline: Int

  init(bytes: Range<Int>, scalar: Unicode.Scalar, isCompound: Bool, inline: Int, characterClass: CharacterClass) {
    self.bytes = bytes
    self.scalar = scalar
    self.isCompound = isCompound
    self.inline = inline
    self.characterClass = characterClass
    roles = NumberRole.of(scalar)
  }

  /// A space, which takes no room at the end of a line.
  var isSpace: Bool { characterClass == .westernSpace || characterClass == .ideographicSpace }
  /// A line end, which draws nothing.
  var isLineEnd: Bool { scalar == "\n" }

  /// Cuts one inline's text into units.
  ///
  /// - Parameter start: bytes of the paragraph before this inline.
  static func units(of text: String, inline: Int, from start: Int) -> [TextUnit] {
    var units: [TextUnit] = []
    append(text, inline: inline, from: start, to: &units)
    return units
  }

  /// Cuts one inline's text into units; a mark never joins what stands in the inline before.
  static func append(_ text: String, inline: Int, from start: Int, to units: inout [TextUnit]) {
    let first = units.count
    units.reserveCapacity(first + text.utf8.count / 3 + 1)
    var offset = start
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if joinsThePrevious(scalar), units.count > first, !units[units.count - 1].isLineEnd {
        let last = units.count - 1
        units[last].bytes = units[last].bytes.lowerBound..<end
        units[last].isCompound = true
      } else {
        units.append(
          TextUnit(
            bytes: offset..<end, scalar: scalar, isCompound: false, inline: inline,
            characterClass: CharacterClass(of: scalar)))
      }
      offset = end
    }
  }

  /// Selectors and combining marks. Ranges without marks are passed over quickly: asking the Unicode database is slow.
  private static func joinsThePrevious(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x300, 0x3000..<0x302A, 0x309B..<0xA000, 0xAC00..<0xFB00, 0xFF00..<0x10000, 0x20000..<0xE0000: return false
    case 0x3030..<0x3099: return false
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

  /// The unit's scalars in its paragraph's UTF-8.
  func scalars(in text: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: text[bytes], as: UTF8.self).unicodeScalars)
  }

  /// The unit's text in its paragraph's UTF-8.
  func string(in text: [UInt8]) -> String {
    String(decoding: text[bytes], as: UTF8.self)
  }
}
