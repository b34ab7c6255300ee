import ArgumentParser
import Diagnostics
import Register

struct RegisterList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: LocalizedText("発行した書類の一覧。", "List issued papers.").inHelp)

  @OptionGroup var filter: RowFilterOptions

  @Option(help: .both("新しいものからこの件数まで。0はすべて", "at most so many, the newest; 0 for all", valueName: "n"))
  var limit = 100

  @Option(help: .both("形 table・csv・json", "form", valueName: "form"))
  var format: RowExport = .table

  @OptionGroup var register: RegisterOption
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit: 0…") }
  }

  func run() throws {
    try CommandOutcome.end(home) { _ in
      let rows = try register.open(home, .readOnly).rows(filter.filter, limit: limit == 0 ? nil : limit)
      RowPrinter.print(rows, as: format)
    }
  }
}
