import ArgumentParser
import Diagnostics
import HostSystem
import House
import Reporting

/// The process. Help, and messages about a wrong command line, come in the reader's language; everything else is done
/// by the command that the argument parser finds.
@main
enum Program {
  static func main() {
    ProcessSafety.begin()
    // A closed pipe is an error of write(2), with an exit status, instead of a kill.
    StopSignal.ignoreBrokenPipes()
    run()
    endWithOutputFault()
  }

  /// A result that did not get out whole is no success (73), whatever the command made of it.
  private static func endWithOutputFault() {
    guard let fault = StandardStream.outputFault else { return }
    if !fault.isClosedPipe {
      Console(language: HelpLanguage.current, format: .text).report(
        .error(
          "output.cut",
          LocalizedText(
            "標準出力にすべてを書けませんでした（\(fault.reason)）。", "Standard output did not take everything (\(fault.reason)).")))
    }
    Shosho.exit(withError: ExitCode(ExitStatus.cannotWrite.rawValue))
  }

  private static func run() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let names = HelpCommand.requestedNames(in: arguments), let text = HelpCommand.text(of: names) {
      StandardStream.output.write(text)
      return
    }
    do {
      var command = try Shosho.parseAsRoot()
      try command.run()
    } catch {
      let message = ParserMessage.translate(Shosho.fullMessage(for: error), to: HelpLanguage.current)
      let code = Shosho.exitCode(for: error)
      if !message.isEmpty { (code == .success ? StandardStream.output : .error).write(message + "\n") }
      // A failure of the command itself says more than the loss of its output.
      if code == .success { return }
      Shosho.exit(withError: code)
    }
  }
}

/// `shosho` itself, with its subcommands.
struct Shosho: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shosho",
    abstract: LocalizedText("電子保証の書類を発行します。", "Issue the papers of electronic guarantees.").inHelp,
    // This is evaluated in every run, but only --version needs the versions of the libraries.
    version: CommandLine.arguments.contains("--version") ? EngineVersion.text : EngineVersion.release,
    subcommands: [
      BatchCommand.self, CheckCommand.self, ExplainCommand.self, FontsCommand.self, FormsCommand.self,
      InspectCommand.self, MappingCommand.self, MergeCommand.self, PlanCommand.self, PreviewCommand.self,
      RegisterCommand.self, ReissueCommand.self,
      RenderCommand.self, SchemaCommand.self, StatusCommand.self, VerifyCommand.self, HelpCommand.self,
    ])
}
