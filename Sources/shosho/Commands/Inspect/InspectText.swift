import ArgumentParser
import Diagnostics
import HostSystem
import Inputs
import Records
import Reporting

struct InspectText: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: LocalizedText("入力の文字をUTF-8で示します。", "Show an input's text as UTF-8.").inHelp)

  @Argument(help: .both("ファイル", "a file", valueName: "file"), completion: .file())
  var file: String

  @Option(help: .both("文字コード", "encoding", valueName: "name"))
  var encoding: StatedEncoding?

  @OptionGroup var language: LanguageOption

  func run() throws {
    let console = Console(language: language.language(), format: .text)
    try CommandOutcome.end(console: console) {
      var inspection = try RunInput(
        file, options: ReadingOptions(encoding: encoding), temporaryFolder: HostEnvironment.temporaryFolder
      ).inspectText()
      var status = ExitStatus.success
      do throws(DiagnosticError) {
        while let piece = try inspection.next() {
          StandardStream.output.write(piece.text)
          console.report(piece.diagnostics)
          if !piece.diagnostics.isEmpty { status = .recordsRejected }
        }
      } catch {
        throw RunFailure(.noInput, error)
      }
      return status
    }
  }
}
