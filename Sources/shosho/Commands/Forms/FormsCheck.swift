import ArgumentParser
import Diagnostics
import Forms
import HostSystem
import House
import Reporting

struct FormsCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: LocalizedText("様式を読み、誤りをすべて示します。", "Read forms and name every fault.").inHelp)

  @Argument(
    help: .both("様式のファイル。なければTemplates/のすべて", "form files; all of Templates/ without", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var files: [String] = []

  @OptionGroup var options: HomeOptions

  func run() throws {
    try CommandOutcome.end(options, stream: .output) { home, _, console in
      let library = files.isEmpty ? try home.readForms() : try home.readForms(files: files)
      // Of one form alone nobody can say which of the house's styles the others use.
      if files.isEmpty { console.report(library.warnings) }
      for form in library.forms {
        let secret = form.printsSecret ? LocalizedText("（認証キーを印字）", " (prints the key)") : LocalizedText("", "")
        console.notice(
          LocalizedText(
            "\(form.id) 第\(form.edition)版\(secret.japanese): 誤りはありません。",
            "\(form.id), version \(form.edition)\(secret.english): no faults.")
        )
      }
      return .success
    }
  }
}
