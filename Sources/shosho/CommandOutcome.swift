import ArgumentParser
import Diagnostics
import Issuing

/// How a command ends: what it could not do is said, and the exit code tells which kind of end it was.
enum CommandOutcome {
  /// Runs a command's work and ends the process with its status.
  static func end(console: Console, _ work: () throws -> ExitStatus) throws {
    let status: ExitStatus
    do {
      status = try work()
    } catch let failure as RunFailure {
      console.report(failure.refusal.diagnostics)
      status = failure.status
    }
    if status != .success { throw ExitCode(status.rawValue) }
  }
}
