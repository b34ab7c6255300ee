import Diagnostics
import Reporting

/// What became of the records of a run. Nothing may vanish between reading and reporting.
package struct RunCounts: Sendable, Hashable {
  package var read = 0
  package var issued = 0
  /// Issued before with the same content; nothing was written. Only a register can know.
  package var unchanged = 0
  package var rejected = 0
  /// Left alone because the run was stopped, by a signal or by --max-rejects. Not among `read`; nil when nobody knows how many.
  package var unread: Int? = 0
  package var documents = 0
  package var bytes = 0
  package var pages = 0

  package init() {}

  /// read = issued + unchanged + rejected.
  package var addUp: Bool { read == issued + unchanged + rejected }

  /// As the progress bar shows them.
  var progress: Progress.Counts { Progress.Counts(read: read, issued: issued, rejected: rejected) }

  package var json: String {
    JSONWriter.object([
      ("read", String(read)), ("issued", String(issued)), ("unchanged", String(unchanged)),
      ("rejected", String(rejected)),
      ("unread", unread.map(String.init) ?? "null"), ("documents", String(documents)), ("bytes", String(bytes)),
      ("pages", String(pages)),
    ])
  }
}
