/// The classes of ISO 32000-1 7.2.2.
///
/// Each byte's class is a bit set in a table of 256 characters: `@` regular, `A` white space, `B` delimiter, `D`
/// (regular) hexadecimal digit. A lookup
/// costs one load, where a switch over ten delimiters would be the greater part of reading a file.
enum CharacterClass {
  private static let table = StaticString(
    """
    A@@@@@@@@AA@AA@@@@@@@@@@@@@@@@@@A@@@@B@@BB@@@@@BDDDDDDDDDD@@B@B@\
    @DDDDDD@@@@@@@@@@@@@@@@@@@@B@B@@@DDDDDD@@@@@@@@@@@@@@@@@@@@B@B@@\
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """)

  @inline(__always) private static func bits(_ byte: UInt8) -> UInt8 { table.utf8Start[Int(byte)] }

  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool { bits(byte) & 1 != 0 }

  @inline(__always) static func isDelimiter(_ byte: UInt8) -> Bool { bits(byte) & 2 != 0 }

  @inline(__always) static func isRegular(_ byte: UInt8) -> Bool { bits(byte) & 3 == 0 }

  /// What a hexadecimal string consists of.
  @inline(__always) static func isHexadecimalOrSpace(_ byte: UInt8) -> Bool { bits(byte) & 5 != 0 }

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inline(__always) static func digit(_ byte: UInt8) -> Int? {
    isDigit(byte) ? Int(byte) - 0x30 : nil
  }

  @inline(__always) static func hexDigit(_ byte: UInt8) -> UInt8? {
    let value = hexValue(byte)
    return value < 16 ? value : nil
  }

  /// The value of a hexadecimal digit; more than 15 for any other byte.
  @inline(__always) static func hexValue(_ byte: UInt8) -> UInt8 {
    let decimal = byte &- 0x30
    if decimal < 10 { return decimal }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : 0xFF
  }
}
