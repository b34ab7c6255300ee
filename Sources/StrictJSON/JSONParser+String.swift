extension JSONParser {
  /// The string that begins at the quotation mark under `position`, its escapes resolved, its bytes checked as UTF-8.
  mutating func string() throws(JSONFault) -> String {
    position += 1
    var decoded = ""
    var plain = position
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        let tail = try text(plain..<position)
        position += 1
        return decoded.isEmpty ? tail : decoded + tail
      case UInt8(ascii: "\\"):
        decoded += try text(plain..<position)
        decoded.unicodeScalars.append(try escape())
        plain = position
      case 0x00..<0x20:
        // Bytes that are no UTF-8 before this one are the first fault of the two.
        _ = try text(plain..<position)
        throw fault(.controlCharacter(byte))
      default: position += 1
      }
    }
  }

  /// A run without escapes. A run ends at ASCII, so each is UTF-8 for itself or not at all.
  private func text(_ range: Range<Int>) throws(JSONFault) -> String {
    if let text = try? UTF8Span(validating: bytes.span.extracting(range)) { return String(copying: text) }
    throw fault(.badUTF8, at: UTF8Check.firstFault(in: bytes[range])?.index ?? range.lowerBound)
  }

  private mutating func escape() throws(JSONFault) -> Unicode.Scalar {
    let start = position
    position += 1
    let kind = try peek()
    position += 1
    switch kind {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(from: start)
    default: throw fault(.badEscape, at: start)
    }
  }

  /// `\u` and four digits, or the two of a surrogate pair (RFC 8259, section 7).
  private mutating func unicodeEscape(from start: Int) throws(JSONFault) -> Unicode.Scalar {
    let high = try hexadecimal(from: start)
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw fault(.loneSurrogate, at: start)
    }
    position += 2
    let low = try hexadecimal(from: start)
    guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else {
      throw fault(.loneSurrogate, at: start)
    }
    return scalar
  }

  private mutating func hexadecimal(from start: Int) throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch try peek() {
      case let byte where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte): digit = byte - UInt8(ascii: "0")
      case let byte where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20):
        digit = (byte | 0x20) - UInt8(ascii: "a") + 10
      default: throw fault(.badEscape, at: start)
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
