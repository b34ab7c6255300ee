package import Diagnostics

extension JSONFault {
  /// What is wrong, without a word of the input that could be a value: a byte is named only when it is one of JSON's own signs.
  package var words: LocalizedText {
    switch reason {
    case .unexpectedEnd: LocalizedText("JSONが途中で終わっています。", "The JSON ends in the middle.")
    case .unexpectedByte(let byte):
      if let sign = Self.sign(byte) {
        LocalizedText("ここに「\(sign)」は置けません。", "A \(sign) cannot stand here.")
      } else {
        LocalizedText("ここに置けない文字があります。", "A character stands here that JSON does not allow.")
      }
    case .badLiteral: LocalizedText("true・false・null のいずれでもない語です。", "The word is none of true, false and null.")
    case .badNumber: LocalizedText("JSONの数の書き方ではありません。", "The number is not written as JSON writes numbers.")
    case .badEscape: LocalizedText("JSONにない「\\」の書き方です。", "The backslash escape is not one of JSON's.")
    case .loneSurrogate: LocalizedText("\\u の組が片方だけです。", "A \\u surrogate stands without its other half.")
    case .controlCharacter(let byte):
      LocalizedText(
        "文字列の中に制御文字（\(Echo.codePoint(Unicode.Scalar(byte)))）がそのまま入っています。",
        "A control character (\(Echo.codePoint(Unicode.Scalar(byte)))) stands unescaped in a string.")
    case .badUTF8: LocalizedText("UTF-8として読めないバイトがあります。", "A byte is not UTF-8.")
    case .tooDeep(let limit): LocalizedText("入れ子が\(limit)段を超えています。", "The nesting is deeper than \(limit) levels.")
    case .duplicateKey(let key):
      LocalizedText("キー\(Echo.quoted(key))が同じ所に二つあります。", "The key \(Echo.plain(key)) stands twice in one object.")
    case .trailingBytes: LocalizedText("JSONの値の後に余分な文字があります。", "Something follows the JSON value.")
    }
  }

  private static func sign(_ byte: UInt8) -> String? {
    let scalar = Unicode.Scalar(byte)
    return "{}[],:\"".unicodeScalars.contains(scalar) ? String(scalar) : nil
  }

  /// An error at the fault's line and column of the file whose bytes are given.
  package func diagnostic(_ code: String, file: String, bytes: [UInt8]) -> Diagnostic {
    .error(code, at: SourceLocation(file: file, bytes: bytes, byte: byte), words)
  }
}

extension SourceLocation {
  /// The place of a byte in a whole text file: line and column are counted from the bytes, a column a character.
  package init(file: String, bytes: [UInt8], byte: Int) {
    let before = bytes.prefix(byte)
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    self.init(file: file, line: line, column: column, byte: byte)
  }
}
