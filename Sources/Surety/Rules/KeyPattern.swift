package import Diagnostics

/// The form of 認証キー.
package struct KeyPattern: Sendable, Hashable {
  /// The characters that a key may have.
  package let alphabet: String
  package let length: Int
  /// Characters in a printed group.
  package let group: Int
  /// How the key notice describes it: 英大文字と数字の16文字です。…
  package let sentence: String

  /// Whether the text is a key, ungrouped. Space, hyphen and lower case are not forgiven: the paper must show what was issued.
  package func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count == length && scalars.allSatisfy(alphabet.unicodeScalars.contains)
  }

  package var description: Words {
    Words("\(length)文字、使える文字は \(alphabet)", "\(length) characters out of \(alphabet)")
  }
}
