import ArgumentParser
import Diagnostics
import OnDemand
import Register

struct RegisterExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: LocalizedText("発行簿の行をすべての欄で書き出します。", "Write the register's rows with every column.").inHelp)

  @OptionGroup var filter: RowFilterOptions

  @Option(help: .both("形 csv・json・table", "form", valueName: "form"))
  var format: RowExport = .csv

  @Option(help: .both("書き出す先。-は標準出力", "a file; - is standard output", valueName: "file"), completion: .file())
  var out = "-"

  @OptionGroup var register: RegisterOption
  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandOutcome.end(home) { _ in
      try RowFile.writeRows(of: register.open(home, .readOnly), filter.filter, as: format, to: out)
    }
  }
}
