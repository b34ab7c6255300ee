package import Diagnostics

/// The form of 認証キー.
package struct KeyPattern: Sendable, Hashable {
  /// The characters that a key may have: Latin letters and digits, each once.
  package let alphabet: String
  package let length: Int
  /// Characters in a printed group; the last group may have fewer.
  package let group: Int
  /// What the key notice says of the key's characters; the same for all records, so it is put together once.
  package private(set) var sentence = ""

  init(alphabet: String, length: Int, group: Int) {
    (self.alphabet, self.length, self.group) = (alphabet, length, group)
    sentence = said
  }

  /// The cells that a notice has room for: one row of four, or two of three.
  static let cellRange = 2...6
  /// Characters that a cell holds.
  static let groupLimit = 4

  /// Printed groups.
  package var cells: Int { (length + group - 1) / group }

  /// Whether the text is a key, ungrouped. Space, hyphen and lower case are not forgiven: the paper must show what was issued.
  package func matches(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    return scalars.count == length && scalars.allSatisfy(alphabet.unicodeScalars.contains)
  }

  package var description: LocalizedText {
    LocalizedText("\(length)文字、使える文字は \(alphabet)", "\(length) characters out of \(alphabet)")
  }

  /// Whether there are fewer keys than sixty bits tell apart: such a key can be found by trying.
  package var isWeak: Bool {
    var keys: UInt64 = 1
    for _ in 0..<length {
      let (product, overflows) = keys.multipliedReportingOverflow(by: UInt64(alphabet.unicodeScalars.count))
      if overflows || product >= 1 << Self.safeBits { return false }
      keys = product
    }
    return true
  }

  static let safeBits = 60
}
