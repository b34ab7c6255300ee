/// 認証キー, and the password of a protected paper: a value that has no description, is not Codable, Hashable or Equatable, and opens in one place only.
///
/// The type exists so that a key cannot reach a log, a message, a file name or a digest by accident: whatever prints, encodes or hashes
/// values does not compile with it, or prints the mask.
package struct Secret: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  private let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// Hands the text to `use`. A key is opened by the formatter `key`, by the check of alphabet and length, by the register's
  /// sealing and where `--keys-from` asks whether two keys are the same; a password where a paper is encrypted; nowhere else.
  package func open<Result>(_ use: (String) -> Result) -> Result {
    use(text)
  }

  /// The mask; string interpolation must not leak what it wraps.
  package var description: String { "＊＊＊＊" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
