import ArgumentParser
import Diagnostics
import HostSystem
import House
import Reporting

/// How a command ends: what it could not do is said, and the exit code tells which kind of end it was.
enum CommandOutcome {
  /// Runs a command's work and ends the process with its status.
  static func end(console: Console, _ work: () throws -> ExitStatus) throws {
    let status: ExitStatus
    do {
      status = try work()
    } catch let failure as RunFailure {
      console.report(failure.diagnostics)
      status = failure.status
    }
    if status != .success { throw ExitCode(status.rawValue) }
  }

  /// The same for a command that works in a home: finds it, and speaks the language that its defaults ask for.
  static func end(
    _ options: HomeOptions, format: LogFormat = .text, stream: StandardStream, quiet: Bool = false,
    _ work: (_ home: Home, _ defaults: Home.Defaults, _ console: Console) throws -> ExitStatus
  ) throws {
    try end(console: Console(language: options.language.language(), format: format, stream: stream, quiet: quiet)) {
      let (home, defaults) = try options.find()
      let console = Console(
        language: options.language.language(default: defaults.language), format: format, stream: stream, quiet: quiet)
      do {
        return try work(home, defaults, console)
      } catch let failure as RunFailure {
        console.report(failure.diagnostics)
        return failure.status
      }
    }
  }
}
