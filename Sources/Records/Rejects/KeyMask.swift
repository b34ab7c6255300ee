/// What stands in rejects and in `inspect rows` where the 認証キー stood.
package enum KeyMask {
  /// Full-width asterisks: every encoding that we read has them.
  package static let text = "＊＊＊＊"

  static func isMask(_ text: String) -> Bool { text.utf8.elementsEqual(Self.text.utf8) }
}
