package import Diagnostics
package import Fields
package import HostSystem
package import Layout
package import Papers
package import Records
import Register
import Reporting
package import Surety
package import Typesetting

/// An accepted record on its way to its papers: the rules of the trade found no fault in it.
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

  /// The location of the contract number in the input, for messages about the record.
  package var numberLocation: SourceLocation { row["number"]?.location ?? row.location }
}

/// A record after the rules of the trade were applied to it, before the register is asked.
struct JudgedRecord {
  let record: RecordRow
  let diagnostics: [Diagnostic]
  /// What is said of the record when papers of it would have to be issued on the run's day, which its days do not allow:
  /// it is accepted only as one whose papers were all issued before. Nil for every other record.
  var refusedNow: [Diagnostic]?
  /// Nil for a record that is rejected.
  var accepted: AcceptedRecord?
  /// What the register must be asked about an accepted record; nil without a register.
  var registered: (accepted: AcceptedRecord, content: RecordContent)?
}

/// A paper after it was written, still under a name of its own (`StagedFile`). While an `IssuedFile` has the bytes of the paper, this has what remains when the bytes
/// stand on the disk: its manifest line, and how its texts had to give way.
package struct IssuedPaper: Sendable {
  package var entry: ManifestEntry
  /// The step of tightening that the page needed; 0 when none.
  package var step: Int
  package var fits: [FitResult]
  package var baseForms: [BaseForm] = []
  /// The file that is still to get its name; nil for a paper that has it already, and when nothing is written.
  package var staged: StagedFile?
}

/// A record of which papers were issued.
struct IssuedRecord: Sendable {
  /// The papers that this run made.
  var papers: [IssuedPaper]
  /// The manifest lines of all its papers, also of those that an earlier run issued.
  var entries: [ManifestEntry]
  /// What the register is to keep; nil without a register.
  var issue: NewIssue?
  /// Whether this same run made the papers before it was broken off and started again. Such papers are counted as
  /// issued, but their texts are in the run's `FitStatistics` already.
  var isResumed = false
}

/// What became of one record.
struct RecordOutcome: Sendable {
  enum Ending: Sendable {
    /// All of its papers are made, and whole on the disk. When nothing is written, as in `check`, they could be.
    case issued(IssuedRecord)
    /// Issued before with the same content. The entries are of those of its papers that stand in this folder.
    case unchanged([ManifestEntry])
    case rejected
    /// A paper could not be drawn or finished, which no record should be able to cause. The record is rejected like any
    /// other, the run goes on, and its exit status tells that the program is at fault.
    case rejectedByFault
    /// Not processed, because the run is being stopped.
    case unread
    /// The run cannot go on: the host refused a file, or the register could not be asked.
    case failed(RunFailure)

    /// Whether the record goes into the rejects.
    var isRejection: Bool {
      switch self {
      case .rejected, .rejectedByFault: true
      case .issued, .unchanged, .unread, .failed: false
      }
    }
  }

  var record: RecordRow
  var ending: Ending
  /// The errors of a rejected record; warnings and notes of any record.
  var diagnostics: [Diagnostic]
  /// What goes into the print file; nil for a rejected record, and when no print file is written.
  var print: PrintedPapers?
}
