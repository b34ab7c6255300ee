import ArgumentParser
import Diagnostics
import Fields
import HostSystem
import House
import Inputs
import OnDemand
import Reporting
import Surety

/// `explain`: says which rule, rate and clause apply to one record, and why, for people who have to answer for a
/// premium or a refusal.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: LocalizedText("1件の記録に、どの規則・料率・約款をなぜ用いるかを示します。", "Which rule, rate and clause apply to a record, and why.")
      .inHelp)

  @Argument(
    help: .both("記録のファイル。-は標準入力", "a file of records; - is standard input", valueName: "input"), completion: .file())
  var input: String

  @OptionGroup var contract: ContractOptions

  @Option(help: .both("書類のid（,区切り）。なければすべて", "ids of the papers, comma-separated; all without", valueName: "list"))
  var documents: String?

  @OptionGroup var day: IssueDayOption

  @Flag(help: .both("JSONで示す", "as JSON"))
  var json = false

  @OptionGroup var reading: InputOptions
  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, defaults, console in
      let explanation = try RecordExplanation.explain(
        contract: contract.contract, change: contract.change,
        in: try RunInput(input, options: try reading.reading(), temporaryFolder: HostEnvironment.temporaryFolder),
        home: home,
        documents: documents.map(SelectionOptions.splitList) ?? defaults.documents, issuedOn: day.issuedOn
      )
      StandardStream.output.write(json ? explanation.json + "\n" : explanation.text(in: console.language))
      return explanation.diagnostics.contains { $0.severity == .error } ? .recordsRejected : .success
    }
  }
}
