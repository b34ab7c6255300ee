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
  package var place: Place?
  /// What is wrong, one sentence.
  package var summary: Words
  /// What to do next, one sentence.
  package var advice: Words?

  package init(_ severity: Severity, _ code: String, at place: Place? = nil, _ summary: Words, advice: Words? = nil) {
    self.severity = severity
    self.code = code
    self.place = place
    self.summary = summary
    self.advice = advice
  }

  /// An error at a place.
  package static func error(_ code: String, at place: Place? = nil, _ summary: Words, advice: Words? = nil) -> Diagnostic {
    Diagnostic(.error, code, at: place, summary, advice: advice)
  }

  /// A warning at a place.
  package static func warning(_ code: String, at place: Place? = nil, _ summary: Words, advice: Words? = nil) -> Diagnostic {
    Diagnostic(.warning, code, at: place, summary, advice: advice)
  }
}

/// Why something was refused: every problem found, never only the first. The error of module borders.
package struct Refusal: Error, Sendable, Hashable {
  package var diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  package init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }
}
