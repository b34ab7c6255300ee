package import Diagnostics
import HostSystem

/// Why a command stopped before its work was done: the exit status and every reason found.
package struct RunFailure: Error, Sendable, Hashable {
  package var status: ExitStatus
  package var diagnostics: [Diagnostic]

  package init(_ status: ExitStatus, _ diagnostics: [Diagnostic]) {
    self.status = status
    self.diagnostics = diagnostics
  }

  package init(_ status: ExitStatus, _ error: DiagnosticError) {
    self.init(status, error.diagnostics)
  }

  package init(_ status: ExitStatus, _ diagnostic: Diagnostic) {
    self.init(status, [diagnostic])
  }

  /// The failure that a thrown error means for the command.
  ///
  /// A function that can be stopped by several kinds of errors ends with one `catch`:
  ///
  ///     do {
  ///       try folder.removeStaleTemporaries()
  ///       try register.keepSources(sources)
  ///     } catch {
  ///       throw RunFailure(error)
  ///     }
  ///
  /// An error of a type that nobody made `RunFailureConvertible` was not foreseen, and is our own fault (70).
  package init(_ error: any Error) {
    self = (error as? any RunFailureConvertible)?.runFailure ?? .unforeseen(error)
  }

  private static func unforeseen(_ error: any Error) -> RunFailure {
    RunFailure(
      .internalFault,
      .error(
        "internal",
        LocalizedText("内部の誤りです（\(type(of: error))）。", "An internal fault (\(type(of: error))).")))
  }
}

/// An error type that knows with which status and diagnostics a command ends because of it.
package protocol RunFailureConvertible: Error {
  var runFailure: RunFailure { get }
}

extension RunFailure: RunFailureConvertible {
  package var runFailure: RunFailure { self }
}

/// A file operation that the host refused while something was written. Where an input is read instead, the caller says
/// `RunFailure(.noInput, fault.diagnostic)`.
extension FileFault: RunFailureConvertible {
  package var runFailure: RunFailure { RunFailure(.cannotWrite, diagnostic) }
}
