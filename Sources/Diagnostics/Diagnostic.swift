// A problem as a value. Every module reports what is wrong in this form and prints nothing itself: the command decides
// how a diagnostic is shown (`TextWriter` for a terminal, `Diagnostic.json` for programs). The file goes from the parts
// to the whole: the sentence in two languages, the location, the severity, the diagnostic, and the error that carries
// diagnostics out of a module.

/// The language in which a message is written. Japanese is the default everywhere.
package enum Language: String, Sendable, CaseIterable {
  case japanese = "ja"
  case english = "en"
}

/// One sentence in both languages, so that no message can exist in one of them only.
///
/// Values from the input are put into a sentence through `Echo`, never directly:
///
/// ```swift
/// let text = LocalizedText("\(Echo.quoted(name))という項目はありません。", "There is no field \(Echo.plain(name)).")
/// text.text(in: .english)  // There is no field work.prise.
/// ```
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

/// Where in an input a problem is, as precisely as the reader of that input knows it. Only the file is always known.
///
/// The 請負代金額 of the second record of a CSV file, and a fault in a form:
///
/// ```swift
/// SourceLocation(file: "certificates.csv", record: 2, line: 4, byte: 310, heading: "請負代金額", field: "work.price")
/// SourceLocation(file: "notice.xml", line: 12, column: 3).position  // notice.xml:12:3
/// ```
package struct SourceLocation: Sendable, Hashable {
  /// The file as the user named it; `-` is standard input.
  package var file: String
  /// Number of the record in a data file, from 1; the heading row does not count.
  package var record: Int?
  /// Line of a text file, from 1. For a value of a record this is the line where the value begins.
  package var line: Int?
  /// Column in `line`, from 1, counted in Unicode scalars.
  package var column: Int?
  /// Byte offset in the file, from 0, in the file's own encoding.
  package var byte: Int?
  /// The CSV heading or JSON key as the file spells it. It may differ from the catalogue's when columns are mapped.
  package var heading: String?
  /// The field's path in the catalogue, `work.price` or `contractor.members[2].name`.
  package var field: String?

  package init(
    file: String, record: Int? = nil, line: Int? = nil, column: Int? = nil, byte: Int? = nil, heading: String? = nil,
    field: String? = nil
  ) {
    self.file = file
    self.record = record
    self.line = line
    self.column = column
    self.byte = byte
    self.heading = heading
    self.field = field
  }

  /// File, line and column in the form that editors and terminals make clickable: `certificates.csv:12:3`,
  /// `certificates.csv:12` or `certificates.csv`.
  package var position: String {
    [file, line.map(String.init), line == nil ? nil : column.map(String.init)].compactMap(\.self).joined(separator: ":")
  }
}

/// How bad a problem is: an error refuses the record (or the whole file), a warning or a note does not.
///
/// Severities are ordered: `.note < .warning < .error`.
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

/// A problem as a value: how bad it is, what it is, where it is, and what to do about it.
///
/// ```swift
/// Diagnostic.error(
///   "record.yen.fraction", at: cell.location,
///   LocalizedText("円未満があります。", "There is a fraction of a yen."),
///   advice: LocalizedText("整数の円で書いてください。", "Write whole yen."))
/// // c.csv:4 record 3 請負代金額: error: There is a fraction of a yen. [record.yen.fraction]
/// //     → Write whole yen.
/// ```
package struct Diagnostic: Sendable, Hashable {
  /// An error refuses the record or file; see `Severity`.
  package var severity: Severity
  /// A stable dotted name for programs, `record.yen.fraction`. A code never comes to mean something else.
  package var code: String
  /// Where the problem is; nil when it belongs to no file.
  package var location: SourceLocation?
  /// What is wrong, in one sentence. The key never appears in it; values of the input appear only through `Echo`.
  package var summary: LocalizedText
  /// What to do next, in one sentence; nil when the summary already says it.
  package var advice: LocalizedText?

  /// A problem of any severity. For errors and warnings `error(_:at:_:advice:)` and `warning(_:at:_:advice:)` read
  /// better.
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

  /// A problem that refuses the record or file it is in.
  package static func error(
    _ code: String, at location: SourceLocation? = nil, _ summary: LocalizedText, advice: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(.error, code, at: location, summary, advice: advice)
  }

  /// A problem that the user should see, but that refuses nothing.
  package static func warning(
    _ code: String, at location: SourceLocation? = nil, _ summary: LocalizedText, advice: LocalizedText? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, code, at: location, summary, advice: advice)
  }
}

/// The error that modules throw: why an input was refused. It carries every problem that was found, not only the first.
package struct DiagnosticError: Error, Sendable, Hashable {
  package var diagnostics: [Diagnostic]

  package init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  package init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }
}
