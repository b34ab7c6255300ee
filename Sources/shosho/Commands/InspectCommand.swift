import ArgumentParser
import Diagnostics
import Encodings
import Fields
import HostSystem
import House
import Inputs
import Records
import Reporting
import Rules

/// `inspect`: shows how the program reads inputs (`rows` and `text`, below) and lines of text
/// (InspectLineCommands.swift).
struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: LocalizedText("プログラムがどう読み、どう組むかを示します。", "Show how the program reads and sets things.").inHelp,
    subcommands: [
      InspectRowsCommand.self, InspectTextCommand.self, InspectDateCommand.self, InspectAmountCommand.self,
      InspectBreaksCommand.self, InspectLinesCommand.self,
      InspectWhyCommand.self, InspectGlyphsCommand.self,
    ])
}

/// `inspect rows`: shows the records as the program has read them, before any rule judges them. It tells a fault of the
/// input from a fault of reading it.
struct InspectRowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: LocalizedText("読んだままの記録をJSONで示します（認証キーは伏せます）。", "Show the rows as read, as JSON, the key masked.").inHelp)

  @Argument(
    help: .both("記録のファイル。-は標準入力", "a file of records; - is standard input", valueName: "input"), completion: .file())
  var input: String

  @OptionGroup var reading: InputOptions
  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home.language) { console in
      // Keys outside their own column are masked too, by the form that the house's rules give them, if there is a house.
      let keyForm = (try? home.find().home.readRules())?.issuer.key.form
      var reader = try RunInput(input, options: try reading.reading(), temporaryFolder: HostEnvironment.temporaryFolder)
        .open(masking: keyForm)
      var status = ExitStatus.success
      do throws(DiagnosticError) {
        while let record = try reader.next() {
          StandardStream.output.write(record.json(masking: keyForm) + "\n")
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

/// `inspect text`: shows an input in UTF-8, to find out which encoding it has and where it is damaged.
struct InspectTextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "text", abstract: LocalizedText("入力の文字をUTF-8で示します。", "Show an input's text as UTF-8.").inHelp)

  @Argument(help: .both("ファイル", "a file", valueName: "file"), completion: .file())
  var file: String

  @Option(help: .both("文字コード", "encoding", valueName: "name"))
  var encoding: StatedEncoding?

  @OptionGroup var language: LanguageOption

  func run() throws {
    try CommandRunner.run(in: language) { console in
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
