import ArgumentParser
import Diagnostics

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: LocalizedText("プログラムがどう読み、どう組むかを示します。", "Show how the program reads and sets things.").inHelp,
    subcommands: [
      InspectRows.self, InspectText.self, InspectDate.self, InspectAmount.self, InspectBreaks.self, InspectLines.self,
      InspectGlyphs.self,
    ])
}
