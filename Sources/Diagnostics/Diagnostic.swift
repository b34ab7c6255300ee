/// How bad a problem is: an error refuses the record (or the file), a warning does not.
package enum Severity: String, Sendable, Hashable, Comparable {
  case note
  case warning
  case error

  package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}

/// A problem as a value: what, where, and what to do next.
package struct Diagnostic: Sendable, Hashable {
  package var severity: Severity
  /// Stable and dotted, for programs: `record.yen.fraction`. Never reused for another meaning.
  package var code: String
  package var location: SourceLocation?
  /// What is wrong, one sentence.
  package var summary: LocalizedText
  /// What to do next, one sentence.
  package var advice: LocalizedText?

  package init(
    _ severity: Severity, _ code: String, at location: SourceLocation? = nil, _ summary: LocalizedText,
    advice: LocalizedText? = nil
  ) {
    self.severity = severity
    self.code = code
    self.location = location
    self.summary = summary
    self.advice = advice
  }

  /// An error at a place.
  package static func error(
    _ code: String, at location: SourceLocation? = nil, _ summary: LocalizedText, advice: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, at: location, summary, advice: advice)
  }

  /// A warning at a place.
  package static func warning(
    _ code: String, at location: SourceLocation? = nil, _ summary: LocalizedText, advice: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, code, at: location, summary, advice: advice)
  }
}

/// Why something was refused: every problem found, never only the first. The error of module borders.
package struct DiagnosticError: Error, Sendable, Hashable {
  package var diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  package init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }
}
