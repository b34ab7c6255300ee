package import Diagnostics

/// Why a text is not a value of its field's type.
package struct ReadingFault: Error, Sendable, Hashable {
  /// Stable and dotted: `record.yen.fraction`.
  package let code: String
  package let summary: LocalizedText
  package let advice: LocalizedText?

  init(_ code: String, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    self.code = code
    self.summary = summary
    self.advice = advice
  }
}
