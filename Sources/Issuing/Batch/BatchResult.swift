/// How a batch ended: what the shell is told, and what the report says.
package struct BatchResult: Sendable {
  package var status: ExitStatus
  /// Nil where nothing was left to do.
  package var report: RunReport?
}
