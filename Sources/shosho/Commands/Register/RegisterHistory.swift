import ArgumentParser
import Diagnostics
import Register

struct RegisterHistory: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: LocalizedText("一つの番号の経緯をすべて示します。", "Tell everything that happened to a contract's papers.").inHelp)

  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("変更回数", "the change count", valueName: "n"))
  var change: Int?

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String?

  @Option(help: .both("形 table・csv・json", "form", valueName: "form"))
  var format: RowExport = .table

  @OptionGroup var register: RegisterOption
  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandOutcome.end(home) { _ in
      let register = try register.open(home, .readOnly)
      let rows = try register.history(number: number, change: change, document: document)
      if rows.isEmpty {
        throw RegisterFault(.notIssued(number: number, change: change, document: document), path: register.path)
      }
      RowPrinter.print(
        rows, as: format,
        brief: [.sequence, .recordedAt, .action, .state, .change, .document, .issuedOn, .sha256, .by, .reason])
    }
  }
}
