package import Diagnostics
package import Fields
package import Layout
package import Papers
package import Records
import Register
import Reporting
package import Surety
package import Typesetting

/// A paper as it was issued: its manifest line, and how its texts had to give way.
package struct IssuedPaper: Sendable {
  package var entry: ManifestEntry
  package var step: Int
  package var fits: [FitResult]
  package var baseForms: [BaseForm] = []
}

/// A record whose papers were made.
struct IssuedRecord: Sendable {
  /// Those that were made now.
  var papers: [IssuedPaper]
  /// The manifest's lines of all its papers, with those that an earlier run had issued.
  var entries: [ManifestEntry]
  /// What the register is to keep; nil where no register is.
  var issue: NewIssue?
  /// Whether this run issued the papers before it was broken off: they are counted as issued, and were looked at then.
  var isResumed = false
}

/// What became of one record.
struct RecordOutcome: Sendable {
  enum Ending: Sendable {
    /// All of its papers are whole under their final names (or, where nothing is written, could be).
    case issued(IssuedRecord)
    /// Issued before with the same content: the manifest's lines of its papers that stand in this folder.
    case unchanged([ManifestEntry])
    case rejected
    /// Left alone because the run is being stopped.
    case unread
    /// The run cannot go on: the host takes no files, or we are at fault.
    case failed(RunFailure)
  }

  var record: RecordRow
  var ending: Ending
  /// Errors when it was rejected, warnings and notes in any case.
  var diagnostics: [Diagnostic]
  /// What goes into the print file; nil without one, and for a record that was rejected.
  var print: PrintedPapers?
}

/// An accepted record on its way to its papers.
package struct AcceptedRecord {
  let record: RecordRow
  package let row: RawRow
  let certificate: Certificate
  package let values: ValueTree
  package let naming: PaperNaming

  package init(_ record: RecordRow, certificate: Certificate, values: ValueTree) {
    self.record = record
    row = record.row
    self.certificate = certificate
    self.values = values
    naming = PaperNaming(certificate: certificate, row: record.row)
  }

  /// Where its number stands, for messages.
  package var numberLocation: SourceLocation { row["number"]?.location ?? row.location }
}

/// A record as the rules judge it.
struct JudgedRecord {
  let record: RecordRow
  let diagnostics: [Diagnostic]
  /// Nil for a record that is rejected.
  var accepted: AcceptedRecord?
  /// What the register is to be asked; nil without one.
  var registered: (accepted: AcceptedRecord, content: RecordContent)?
}
