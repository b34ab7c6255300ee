import ArgumentParser
import Diagnostics

struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: LocalizedText("様式を調べます。", "Look at forms.").inHelp,
    subcommands: [FormsCheck.self, FormsFields.self])
}
