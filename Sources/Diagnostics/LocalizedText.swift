/// The language in which a message is written. Japanese is the default everywhere.
package enum Language: String, Sendable, CaseIterable {
  case japanese = "ja"
  case english = "en"
}

/// One sentence in both languages, so that no message exists in one only.
package struct LocalizedText: Sendable, Hashable {
  package let japanese: String
  package let english: String

  package init(_ japanese: String, _ english: String) {
    self.japanese = japanese
    self.english = english
  }

  /// The sentence in `language`.
  package func text(in language: Language) -> String {
    language == .japanese ? japanese : english
  }
}
