import ArgumentParser
import Diagnostics
import Fields
import HostSystem
import Inputs
import Records
import Reporting

struct InspectRows: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: LocalizedText("読んだままの記録をJSONで示します（認証キーは伏せます）。", "Show the rows as read, as JSON, the key masked.").inHelp)

  @Argument(
    help: .both("記録のファイル。-は標準入力", "a file of records; - is standard input", valueName: "input"), completion: .file())
  var input: String

  @OptionGroup var reading: InputOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let console = Console(language: language.language(), format: .text)
    try CommandOutcome.end(console: console) {
      var reader = try RunInput(input, options: try reading.reading(), temporaryFolder: HostEnvironment.temporaryFolder)
        .open()
      var status = ExitStatus.success
      do throws(DiagnosticError) {
        while let record = try reader.next() {
          StandardStream.output.write(record.json + "\n")
          if record.row.diagnostics.contains(where: { $0.severity == .error }) { status = .recordsRejected }
        }
      } catch {
        throw RunFailure(.noInput, error)
      }
      console.report(reader.diagnostics)
      return status
    }
  }
}
