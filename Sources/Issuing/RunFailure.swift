package import Diagnostics

/// Why a command stopped before its work was done: every reason found, and the exit code that says which kind they are.
package struct RunFailure: Error, Sendable, Hashable {
  package var status: ExitStatus
  package var refusal: DiagnosticError

  package init(_ status: ExitStatus, _ refusal: DiagnosticError) {
    self.status = status
    self.refusal = refusal
  }

  package init(_ status: ExitStatus, _ diagnostic: Diagnostic) {
    self.init(status, DiagnosticError(diagnostic))
  }
}

extension RunFailure {
  /// An error that nobody foresaw: our fault.
  package static func `internal`(_ error: any Error) -> RunFailure {
    RunFailure(
      .internalFault,
      .error("internal", LocalizedText("内部の誤りです（\(type(of: error))）。", "An internal fault (\(type(of: error))).")))
  }
}
