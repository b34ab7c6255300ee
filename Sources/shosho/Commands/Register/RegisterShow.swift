import ArgumentParser
import Diagnostics
import HostSystem
import Register

struct RegisterShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: LocalizedText("有効な書類の行と、その記録を示します。", "Show the row of a paper that holds, and its record.").inHelp)

  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String

  @Option(help: .both("変更回数。なければ最も新しいもの", "the change count; the newest without", valueName: "n"))
  var change: Int?

  @Option(help: .both("形 json・table・csv", "form", valueName: "form"))
  var format: RowExport = .json

  @OptionGroup var register: RegisterOption
  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandOutcome.end(home) { _ in
      let register = try register.open(home, .readOnly)
      guard let row = try register.validPaper(number: number, document: document, change: change) else {
        throw try register.reasonOfAbsence(number: number, document: document, change: change)
      }
      if format == .table {
        StandardStream.output.write(RowExport.card(of: row))
      } else {
        RowPrinter.print([row], as: format)
      }
      // A table for other programs holds rows and nothing else.
      if format != .csv, let record = try register.recordJSON(of: row) { StandardStream.output.write(record + "\n") }
    }
  }
}
