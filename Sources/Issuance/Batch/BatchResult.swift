package import Reporting

/// How a batch ended: what the shell is told, and what the report says.
package struct BatchResult: Sendable {
  package var status: ExitStatus
  /// Nil where nothing was left to do.
  package var report: RunReport?

  package init(status: ExitStatus, report: RunReport? = nil) {
    (self.status, self.report) = (status, report)
  }
}
