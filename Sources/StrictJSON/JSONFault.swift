package import Diagnostics

/// Why bytes are not the JSON that RFC 8259 defines, and where.
///
/// ```swift
/// do {
///   _ = try JSONParser.parse(bytes)
/// } catch {
///   report(error.diagnostic("mapping.json", file: "m.json", bytes: bytes))
/// }
/// // m.json:1:2: error: The JSON ends in the middle. [mapping.json]
/// ```
package struct JSONFault: Error, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// The bytes end inside the value.
    case unexpectedEnd
    case unexpectedByte(UInt8)
    /// A word that is none of `true`, `false` and `null`.
    case badLiteral
    case badNumber
    case badEscape
    /// `\u` with one half of a surrogate pair.
    case loneSurrogate
    /// A character below U+0020 in a string, which must be escaped there.
    case controlCharacter(UInt8)
    case badUTF8
    case tooDeep(limit: Int)
    case duplicateKey(String)
    /// Something other than white space behind the value.
    case trailingBytes
  }

  package var reason: Reason
  /// Byte offset of the fault in the file, from 0.
  package var byte: Int

  package init(_ reason: Reason, at byte: Int) {
    self.reason = reason
    self.byte = byte
  }
}

extension JSONFault {
  /// What is wrong, in one sentence. It never quotes a value, which may be the key; a byte is shown only when it is one
  /// of JSON's structural characters.
  package var message: LocalizedText {
    switch reason {
    case .unexpectedEnd: LocalizedText("JSONが途中で終わっています。", "The JSON ends in the middle.")
    case .unexpectedByte(let byte):
      if let character = Self.structuralCharacter(byte) {
        LocalizedText("ここに「\(character)」は置けません。", "A \(character) cannot stand here.")
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

  private static func structuralCharacter(_ byte: UInt8) -> String? {
    let scalar = Unicode.Scalar(byte)
    return "{}[],:\"".unicodeScalars.contains(scalar) ? String(scalar) : nil
  }

  /// The fault as an error at its line and column.
  ///
  /// - Parameter bytes: the whole file, in which lines and columns are counted.
  package func diagnostic(_ code: String, file: String, bytes: [UInt8]) -> Diagnostic {
    .error(code, at: SourceLocation(file: file, bytes: bytes, byte: byte), message)
  }
}

extension SourceLocation {
  /// The location of a byte in a UTF-8 file whose bytes are given: the line and, in Unicode scalars, the column are
  /// counted from them.
  package init(file: String, bytes: [UInt8], byte: Int) {
    let before = bytes.prefix(byte)
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let column = before[lineStart...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    self.init(file: file, line: line, column: column, byte: byte)
  }
}
