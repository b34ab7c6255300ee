import ArgumentParser

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "プログラムがどう読み、どう組むかを示します。 / Show how the program reads and sets things.",
    subcommands: [
      InspectRows.self, InspectText.self, InspectDate.self, InspectAmount.self, InspectBreaks.self, InspectLines.self, InspectGlyphs.self,
    ])
}
