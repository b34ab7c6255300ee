package import Diagnostics

/// Why a step does not fit a value. The reader of records adds the place of the value and reports it.
package struct StepFault: Error, Sendable {
  /// The step as the mapping names it: `date`.
  package let step: String
  package let summary: LocalizedText
  package let advice: LocalizedText?

  init(_ step: String, _ summary: LocalizedText, advice: LocalizedText? = nil) {
    self.step = step
    self.summary = summary
    self.advice = advice
  }

  /// The diagnostic at the value's place. A value of the key is not quoted: nothing but the step is then said.
  package func diagnostic(at location: SourceLocation, isSecret: Bool) -> Diagnostic {
    let secret = LocalizedText(
      "認証キーに、対応表の手順 \(step) が合いません。", "The mapping's step \(step) does not fit the key.")
    return .error("row.step.\(step)", at: location, isSecret ? secret : summary, advice: isSecret ? nil : advice)
  }
}
