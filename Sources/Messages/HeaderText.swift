/// Text of a header field: as it stands when it is printable ASCII and short, otherwise as encoded words (RFC 2047),
/// each of whole characters and at most 75 long, folded to lines.
///
/// ```
/// お知らせ → =?UTF-8?B?44GK55+l44KJ44Gb?=
/// ```
enum HeaderText {
  /// Bytes of UTF-8 in an encoded word: 45 become 60 characters of Base64, and 72 with what is around them.
  private static let bytesInWord = 45

  /// An unstructured field.
  ///
  /// - Parameter used: characters of the first line that the field's name takes.
  static func field(_ text: String, after used: Int) -> String {
    isPlain(text) && used + text.utf8.count <= 76 ? text : encoded(text, after: used)
  }

  /// The name before an address: in quotation marks when it is ASCII.
  static func phrase(_ text: String, after used: Int) -> String {
    guard isPlain(text), used + text.utf8.count <= 60 else { return encoded(text, after: used) }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
  }

  private static func encoded(_ text: String, after used: Int) -> String {
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      // The first word shares its line with the field's name.
      let room = words.count == 1 ? min(bytesInWord, (75 - 12 - used) / 4 * 3) : bytesInWord
      if words[words.count - 1].count + bytes.count > room { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.filter { !$0.isEmpty }.map { "=?UTF-8?B?\(Base64.text(of: $0))?=" }.joined(separator: "\r\n ")
  }
}

/// Base64 of RFC 4648, with padding.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text in lines of 76 characters (RFC 2045, 6.8).
  static func lines(of text: String) -> [String] {
    let bytes = Array(text.utf8)
    return stride(from: 0, to: bytes.count, by: 76).map {
      String(decoding: bytes[$0..<min($0 + 76, bytes.count)], as: UTF8.self)
    }
  }
}
