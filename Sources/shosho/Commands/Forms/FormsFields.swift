import ArgumentParser
import Diagnostics
import Forms
import HostSystem
import House
import Reporting

struct FormsFields: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: LocalizedText(
      "様式が使う項目を1行に1つ、項目名・見出し・必要な保証の種類とともに示します。",
      "List the fields that a form uses, one a line, with headings and who needs them."
    ).inHelp)

  @Argument(help: .both("様式のファイル", "a form file", valueName: "file"), completion: .file(extensions: ["xml"]))
  var file: String

  @OptionGroup var options: HomeOptions

  func run() throws {
    try CommandOutcome.end(options, stream: .error) { home, _, _ in
      for form in try home.readForms(files: [file]).forms {
        StandardStream.output.write(form.fields.map { "\($0)\n" }.joined())
      }
      return .success
    }
  }
}
