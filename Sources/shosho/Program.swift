import ArgumentParser
import Diagnostics
import HostSystem
import House

/// The process. Help, and messages about a wrong command line, come in the reader's language; everything else is done
/// by the command that the argument parser finds.
@main
enum Program {
  static func main() {
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
      BatchCommand.self, CheckCommand.self, ExplainCommand.self, FontsCommand.self,
      FormsCommand.self, InspectCommand.self,
      MergeCommand.self, PlanCommand.self, PreviewCommand.self, RegisterCommand.self, ReissueCommand.self,
      RenderCommand.self, SchemaCommand.self, StatusCommand.self, VerifyCommand.self, HelpCommand.self,
    ])
}
