/// Text that the drawer showed shifted by U+F0000, in UTF-16BE.
enum ShiftedText {
  /// Scalars below this were shifted: everything that Cairo may take for Latin.
  static let limit: UInt32 = 0x2200
  static let shift: UInt32 = 0xF0000

  /// Whether a hexadecimal string can hold shifted text: the high surrogates of the shifted scalars are DB80 to DB88.
  static func mayBegin(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var digits: UInt32 = 0
    for index in range {
      let digit = CharacterClass.hexValue(bytes[index])
      if digit > 15 { continue }
      digits = (digits << 4 | UInt32(digit)) & 0xFFF
      if digits == 0xDB8 { return true }
    }
    return false
  }

  /// The bytes with shifted scalars turned back.
  static func meant(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index + 1 < bytes.count {
      let high = UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
      index += 2
      guard 0xDB80...0xDB88 ~= high, index + 1 < bytes.count else {
        result += [UInt8(high >> 8), UInt8(high & 0xFF)]
        continue
      }
      let low = UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
      let scalar = 0x10000 + (high & 0x3FF) << 10 + (low & 0x3FF) - shift
      guard 0xDC00...0xDFFF ~= low, scalar < limit else {
        result += [UInt8(high >> 8), UInt8(high & 0xFF)]
        continue
      }
      result += [UInt8(scalar >> 8), UInt8(scalar & 0xFF)]
      index += 2
    }
    return result
  }
}
