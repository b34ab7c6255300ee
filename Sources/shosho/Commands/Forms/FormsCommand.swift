import ArgumentParser

struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: "様式を調べます。 / Look at forms.", subcommands: [FormsCheck.self, FormsFields.self])
}
