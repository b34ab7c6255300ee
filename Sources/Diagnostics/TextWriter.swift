/// Diagnostics as lines for a person's terminal.
package struct TextWriter: Sendable {
  package let language: Language

  package init(language: Language) {
    self.language = language
  }

  /// Place, severity, sentence and code on the first line; what to do, indented, on the next.
  package func text(of diagnostic: Diagnostic) -> String {
    var line = ""
    if let place = diagnostic.place { line += describe(place) + ": " }
    line += "\(severity(diagnostic.severity)): \(diagnostic.summary.text(in: language)) [\(diagnostic.code)]"
    if let advice = diagnostic.advice { line += "\n    → \(advice.text(in: language))" }
    return line
  }

  private func describe(_ place: Place) -> String {
    var parts = [place.position]
    if let record = place.record { parts.append(language == .japanese ? "\(record)件目" : "record \(record)") }
    if let heading = place.heading ?? place.field { parts.append(Echo.plain(heading)) }
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
