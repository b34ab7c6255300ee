/// Bytes as hexadecimal digits, two a byte, and back.
///
/// ```
/// Hexadecimal.text(of: [0x0A, 0xF9])    // "0af9"
/// Hexadecimal.bytes(of: "0aF9")         // [0x0A, 0xF9]
/// Hexadecimal.bytes(of: "0aF")          // nil
/// ```
package enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Lower-case digits.
  package static func text(of bytes: UnsafeRawBufferPointer) -> String {
    String(unsafeUninitializedCapacity: bytes.count * 2) { text in
      for (index, byte) in bytes.enumerated() {
        text.initializeElement(at: 2 * index, to: digits[Int(byte >> 4)])
        text.initializeElement(at: 2 * index + 1, to: digits[Int(byte & 15)])
      }
      return bytes.count * 2
    }
  }

  package static func text(of bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { text(of: $0) }
  }

  /// The bytes of an even number of digits of either case; nil for anything else.
  package static func bytes(of text: some StringProtocol) -> [UInt8]? {
    let values = text.utf8.map(value)
    guard values.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count / 2)
    for index in stride(from: 0, to: values.count, by: 2) {
      guard let high = values[index], let low = values[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
