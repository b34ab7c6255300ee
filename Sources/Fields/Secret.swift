/// A value that must not be shown: the 認証キー (authentication key), or the password of a protected paper.
///
/// It has no description, is not Codable, Hashable or Equatable, and can be read in one way only, `open`. A key can
/// therefore not reach a log, a message, a file name or a digest by accident: code that prints it gets the mask, and
/// code that encodes, hashes or compares it does not compile.
///
/// ```swift
/// let key = Secret("7KQM4XHRW2PD")
/// "\(key)"                 // ＊＊＊＊
/// key.open { $0.count }    // 12
/// ```
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What stands where the secret would: in rejects, in `inspect rows` and wherever a secret is printed. Full-width
  /// asterisks exist in every encoding that we read and write.
  package static let mask = "＊＊＊＊"

  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// Hands the text to `use`. A key is opened by the formatter `key`, by the check of its alphabet and length, by the
  /// register's sealing, where `--keys-from` compares two keys, and where a key that was split over cells is looked for; a
  /// password where a paper is encrypted. Nothing else opens a secret.
  package func open<Result>(_ use: (String) -> Result) -> Result {
    use(text)
  }

  /// Whether a text that was read is the mask instead of a secret, as it was written or as somebody typed it again: asterisks
  /// of any number and width, spaces among them. No secret is made of them.
  package static func isMask(_ text: String) -> Bool {
    let visible = text.unicodeScalars.filter { !$0.properties.isWhitespace }
    return !visible.isEmpty && visible.allSatisfy { ["*", "＊", "∗", "﹡"].contains($0) }
  }

  /// Whether the mask stands in a text, in either width.
  package static func hasMask(_ text: String) -> Bool {
    text.contains(mask) || text.contains("****")
  }

  package var description: String { Self.mask }
  package var debugDescription: String { Self.mask }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
