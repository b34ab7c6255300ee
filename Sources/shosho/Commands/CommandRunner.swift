import ArgumentParser
import Diagnostics
import HostSystem
import House
import Issuance
import Register
import Reporting

/// Runs the work of a command and ends the process with its status. When the work throws a `RunFailure`, its
/// diagnostics are reported and its status is the exit code.
///
/// There is one `run` for each thing that a command can need before it works: a console, a home, a register. Messages
/// are in the language of `--lang`, else in the one that the home's defaults ask for, else in Japanese.
enum CommandRunner {
  static func run(_ console: Console, _ work: () throws -> ExitStatus) throws {
    let status = try reportFailure(to: console, work)
    if status != .success { throw ExitCode(status.rawValue) }
  }

  /// Runs a command that needs neither home nor register.
  static func run(
    in language: LanguageOption, stream: StandardStream = .error, _ work: (_ console: Console) throws -> ExitStatus
  ) throws {
    let console = Console(language: language.language(), format: .text, stream: stream)
    try run(console) { try work(console) }
  }

  /// For a command that works in a home: finds it, and reads its defaults.
  static func run(
    in home: HomeOptions, format: LogFormat = .text, stream: StandardStream, quiet: Bool = false,
    _ work: (_ home: Home, _ defaults: Home.Defaults, _ console: Console) throws -> ExitStatus
  ) throws {
    // The first console reports that there is no home, in which case no defaults name a language.
    try run(Console(language: home.language.language(), format: format, stream: stream, quiet: quiet)) {
      let (found, defaults) = try home.find()
      let console = Console(
        language: home.language.language(default: defaults.language), format: format, stream: stream, quiet: quiet)
      return try reportFailure(to: console) { try work(found, defaults, console) }
    }
  }

  /// For a command that reads the register or enters something in it.
  static func run(
    in options: OpenRegisterOptions, _ access: IssueRegister.Access,
    _ work: (_ register: IssueRegister, _ console: Console) throws -> Void
  ) throws {
    try run(in: options.home.language) { console in
      do {
        try work(options.open(access), console)
        return .success
      } catch let fault as RegisterFault {
        throw RunFailure(fault)
      }
    }
  }

  /// The status of the work, or of the failure that it ended with, which is reported.
  static func reportFailure(to console: Console, _ work: () throws -> ExitStatus) throws -> ExitStatus {
    do {
      return try work()
    } catch let failure as RunFailure {
      console.report(failure.diagnostics)
      return failure.status
    }
  }
}
