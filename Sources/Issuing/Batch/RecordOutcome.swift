import Diagnostics
import Records
package import Typesetting

/// A paper as it was issued: its manifest line, and how its texts had to give way.
package struct IssuedPaper: Sendable {
  package var entry: ManifestEntry
  package var step: Int
  package var fits: [Fit]
}

/// What became of one record.
struct RecordOutcome: Sendable {
  enum Ending: Sendable {
    /// All of its papers are whole under their final names (or, where nothing is written, could be).
    case issued([IssuedPaper])
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
}
