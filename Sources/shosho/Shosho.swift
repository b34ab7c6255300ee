import ArgumentParser
import Diagnostics
import House

/// The command and its subcommands.
struct Shosho: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shosho",
    abstract: LocalizedText("電子保証の書類を発行します。", "Issue the papers of electronic guarantees.").inHelp,
    // Libraries are asked for their versions only when somebody wants to know.
    version: CommandLine.arguments.contains("--version") ? EngineVersion.text : EngineVersion.release,
    subcommands: [
      BatchCommand.self, Check.self, Explain.self, FormsCommand.self, InspectCommand.self, MergeCommand.self,
      PlanCommand.self,
      PreviewCommand.self, RegisterCommand.self, ReissueCommand.self, Render.self, Schema.self, StatusCommand.self,
      Verify.self,
      HelpCommand.self,
    ])
}
