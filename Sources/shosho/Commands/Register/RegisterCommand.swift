import ArgumentParser
import Diagnostics

struct RegisterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "register",
    abstract: LocalizedText("発行簿を調べ、書類を無効にします。", "Look into the register; declare papers void.").inHelp,
    subcommands: [RegisterList.self, RegisterShow.self, RegisterHistory.self, RegisterVoid.self, RegisterExport.self])
}
