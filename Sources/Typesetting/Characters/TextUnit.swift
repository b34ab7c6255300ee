/// The unit of composition: a character with the marks that are drawn on it (variation selector, combining marks,
/// voiced sound mark).
///
/// No line break divides a unit, and one font draws all of it. Swift's `Character` would be too coarse (it joins CR LF,
/// and half-width ｶ with ﾞ), a Unicode scalar too fine.
package struct TextUnit: Sendable, Hashable {
  /// Bytes of the paragraph's UTF-8, all inlines joined.
  package var bytes: Range<Int>
  /// The first scalar.
  package var scalar: Unicode.Scalar
  /// Whether marks or a selector follow the first scalar.
  package var isCompound: Bool
  /// 縦中横: digits that share one em of a vertical line.
  package var isCombined = false
  /// JLREQ class: first by the table, then changed by the context (numbers, Latin words).
  package var characterClass: CharacterClass
  /// The parts that the character can play in a number.
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
  /// A unit of Latin text or of a number.
  var isLatin: Bool { characterClass == .western || characterClass == .groupedNumeral }

  /// Divides one inline's text into units.
  ///
  /// - Parameter start: bytes of the paragraph before this inline.
  static func units(of text: String, inline: Int, from start: Int) -> [TextUnit] {
    var units: [TextUnit] = []
    appendUnits(of: text, inline: inline, from: start, to: &units)
    return units
  }

  /// Divides one inline's text into units and appends them. A mark at its start does not join a character of the inline
  /// before.
  static func appendUnits(of text: String, inline: Int, from start: Int, to units: inout [TextUnit]) {
    let first = units.count
    // Memory grows by doubling, or a paragraph of many inlines would be copied for each of them.
    let needed = first + text.utf8.count / 3 + 1
    if units.capacity < needed { units.reserveCapacity(max(needed, units.capacity * 2)) }
    var offset = start
    for scalar in text.unicodeScalars {
      let end = offset + UTF8.width(scalar)
      if joinsPrevious(scalar), units.count > first, !units[units.count - 1].isLineEnd {
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

  /// Whether a scalar is a selector or a combining mark. Ranges without marks are named first, because the Unicode
  /// database is slow.
  private static func joinsPrevious(_ scalar: Unicode.Scalar) -> Bool {
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

/// The units of a paragraph. Rules read them by index; a test hands them units that count how often they are read.
protocol TextUnits: RandomAccessCollection where Element == TextUnit, Index == Int {}

extension Array: TextUnits where Element == TextUnit {}

extension TextUnits {
  /// The units of each inline, in one pass; empty for an inline without text.
  func ranges(ofInlines count: Int) -> [Range<Int>] {
    var ranges = [Range<Int>](repeating: 0..<0, count: count)
    var first = startIndex
    for index in indices where index + 1 == endIndex || self[index + 1].inline != self[index].inline {
      ranges[self[index].inline] = first..<index + 1
      first = index + 1
    }
    return ranges
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

extension Paragraph {
  /// Divides the paragraph into units, with their classes as the context makes them.
  func appendUnits(to units: inout [TextUnit]) {
    var start = 0
    for (index, inline) in inlines.enumerated() {
      TextUnit.appendUnits(of: inline.text, inline: index, from: start, to: &units)
      start += inline.text.utf8.count
    }
    Numerals.resolveClasses(&units)
  }
}
