/// Text to bytes: for rejects, which are written as their input was.
extension TextEncoding {
  /// The text in an inner encoding, UTF-8 or CP932. What CP932 does not have is written by its code point.
  func encode(_ text: String) -> [UInt8] {
    guard self == .cp932 else { return Array(text.utf8) }
    return text.unicodeScalars.flatMap {
      CP932.encode($0) ?? Array("<U+\(String($0.value, radix: 16, uppercase: true))>".utf8)
    }
  }

  /// Bytes of the inner encoding as the file has them: UTF-8 made UTF-16 again where that is what was read. Nothing else is changed.
  func outer(_ bytes: [UInt8]) -> [UInt8] {
    guard self != inner else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for unit in String(decoding: bytes, as: UTF8.self).utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      result += self == .utf16BigEndian ? [high, low] : [low, high]
    }
    return result
  }
}

extension CP932 {
  /// Codes by scalar. Where two codes are one character the first in the table is taken, but NEC's selection ED40–EEFC last: as Windows
  /// writes them, so that 髙 is FBFC.
  private static let codes: [Unicode.Scalar: [UInt8]] = {
    var codes: [Unicode.Scalar: [UInt8]] = [:]
    for (lead, low, high) in characters.sorted(by: { rank($0.lead) < rank($1.lead) }) {
      for (cell, scalar) in (low.unicodeScalars.map(\.self) + high.unicodeScalars).enumerated()
      where scalar != "." && codes[scalar] == nil {
        codes[scalar] = [lead, UInt8(cell < 63 ? 0x40 + cell : 0x41 + cell)]
      }
    }
    return codes
  }()

  private static func rank(_ lead: UInt8) -> Int {
    lead == 0xED || lead == 0xEE ? 0x100 + Int(lead) : Int(lead)
  }

  /// The bytes of a character, or nil when CP932 has none for it.
  static func encode(_ scalar: Unicode.Scalar) -> [UInt8]? {
    switch scalar.value {
    case ..<0x80: return [UInt8(scalar.value)]
    case 0xFF61...0xFF9F: return [UInt8(scalar.value - 0xFF61 + 0xA1)]
    case 0xE000...0xE757:
      let (row, cell) = (scalar.value - 0xE000).quotientAndRemainder(dividingBy: 188)
      return [UInt8(0xF0 + row), UInt8(cell < 63 ? 0x40 + cell : 0x41 + cell)]
    default: return codes[scalar]
    }
  }
}
