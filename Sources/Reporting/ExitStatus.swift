import Glibc
package import HostSystem

/// What the command tells the shell, a scheduler and the operator's runbook (Documentation/operations.md has a line for each).
package enum ExitStatus: Int32, Sendable, Hashable, CaseIterable {
  case success = 0
  /// The command line itself is wrong.
  case usage = 64
  /// Some records were rejected; all others are complete.
  case recordsRejected = 65
  /// The input is missing, empty, not text, or lacks a required column.
  case noInput = 66
  /// Our own fault, or counts that do not add up.
  case internalFault = 70
  /// A file or folder cannot be written.
  case cannotWrite = 73
  /// Busy now; the same command will do later.
  case tryAgainLater = 75
  /// A form, a rules file or a font is bad or missing.
  case badConfiguration = 78
  case interrupted = 130
  case terminated = 143
}

extension StopSignal {
  /// The exit status that the signal asks for, or nil while none has come.
  package static var status: ExitStatus? {
    switch number {
    case SIGINT: .interrupted
    case SIGTERM: .terminated
    default: nil
    }
  }
}
