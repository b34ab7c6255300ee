/// Strings: ISO 32000-1 7.3.4 and 7.9.2.
package enum PDFString {
  /// The bytes of a literal `(…)` or hexadecimal `<…>` string whose syntax was checked.
  package static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    text.first == UInt8(ascii: "<") ? decodedHex(text) : decodedLiteral(text)
  }

  private static func decodedHex(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count / 2)
    var high: UInt8?
    for byte in text {
      guard let digit = CharacterClass.hexDigit(byte) else { continue }
      if let first = high {
        result.append(first << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    // A missing last digit counts as 0.
    if let high { result.append(high << 4) }
    return result
  }

  private static func decodedLiteral(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    let end = text.endIndex - 1
    var index = text.startIndex + 1
    while index < end {
      let byte = text[index]
      index += 1
      if byte == UInt8(ascii: "\\"), index < end {
        index = appendEscape(text, at: index, end: end, to: &result)
      } else if byte == 0x0D {
        // Every end of line in a string reads as a line feed.
        if index < end, text[index] == 0x0A { index += 1 }
        result.append(0x0A)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// Appends what the escape means whose backslash stands before `index`; returns the index after it.
  private static func appendEscape(_ text: ArraySlice<UInt8>, at index: Int, end: Int, to result: inout [UInt8]) -> Int
  {
    switch text[index] {
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case 0x0A: break
    case 0x0D: return index + 1 < end && text[index + 1] == 0x0A ? index + 2 : index + 1
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      var value = 0
      var next = index
      while next < end, next < index + 3, text[next] >= 0x30, text[next] <= 0x37 {
        value = value * 8 + Int(text[next]) - 0x30
        next += 1
      }
      result.append(UInt8(truncatingIfNeeded: value))
      return next
    default: result.append(text[index])
    }
    return index + 1
  }

  /// A text string (7.9.2.2): UTF-16BE or UTF-8 with its byte order mark, otherwise PDFDocEncoding, of which only the
  /// ASCII part is supported. Nil for what is no text.
  package static func text(_ bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0xFE, 0xFF]) {
      guard bytes.count % 2 == 0 else { return nil }
      let units = stride(from: 2, to: bytes.count, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
      return String(validating: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(validating: bytes.dropFirst(3), as: UTF8.self) }
    return bytes.allSatisfy({ $0 < 0x80 }) ? String(decoding: bytes, as: UTF8.self) : nil
  }
}

/// Names: ISO 32000-1 7.3.5.
enum PDFName {
  /// The name without its slash, `#xx` resolved: `A#20B` → "A B". Bytes that are no UTF-8 become U+FFFD.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "#")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "#"), index + 2 < bytes.endIndex,
        let high = CharacterClass.hexDigit(bytes[index + 1]),
        let low = CharacterClass.hexDigit(bytes[index + 2])
      {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
