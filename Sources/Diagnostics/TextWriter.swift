/// Writes diagnostics as lines for a person at a terminal.
///
/// ```
/// c.csv:4 record 3 請負代金額: error: There is a fraction of a yen. [record.yen.fraction]
///     → Write whole yen.
/// ```
package struct TextWriter: Sendable {
  package let language: Language

  package init(language: Language) {
    self.language = language
  }

  /// The diagnostic without a line end after it: location, severity, summary and code on the first line, the advice
  /// indented on a second.
  package func text(of diagnostic: Diagnostic) -> String {
    var line = ""
    if let location = diagnostic.location { line += describe(location) + ": " }
    let summary = Echo.line(diagnostic.summary.text(in: language))
    line += "\(severity(diagnostic.severity)): \(summary) [\(diagnostic.code)]"
    if let advice = diagnostic.advice { line += "\n    → \(Echo.line(advice.text(in: language)))" }
    return line
  }

  private func describe(_ location: SourceLocation) -> String {
    var parts = [Echo.line(location.position)]
    if let record = location.record { parts.append(language == .japanese ? "\(record)件目" : "record \(record)") }
    if let heading = location.heading ?? location.field { parts.append(Echo.plain(heading)) }
    return parts.joined(separator: " ")
  }

  private func severity(_ severity: Severity) -> String {
    switch (severity, language) {
    case (.error, .japanese): "エラー"
    case (.warning, .japanese): "注意"
    case (.note, .japanese): "参考"
    case (.error, .english): "error"
    case (.warning, .english): "warning"
    case (.note, .english): "note"
    }
  }
}
