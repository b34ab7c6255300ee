import ArgumentParser
import Diagnostics
import Forms
import HostSystem
import House
import OnDemand
import Reporting

/// `forms`: checks form files, and lists the fields that they use.
struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: LocalizedText("様式を調べます。", "Look at forms.").inHelp,
    subcommands: [FormsCheckCommand.self, FormsFieldsCommand.self])
}

/// `forms check`: reads forms and names every fault at once, so that the author of a form need not start a run to find
/// them.
struct FormsCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: LocalizedText("様式を読み、誤りをすべて示します。", "Read forms and name every fault.").inHelp)

  @Argument(
    help: .both("様式のファイル。なければTemplates/のすべて", "form files; all of Templates/ without", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var files: [String] = []

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .output) { home, _, console in
      let library = files.isEmpty ? try home.readForms() : try home.readForms(files: files)
      // The warnings name styles that no form uses, which only a reading of all forms can tell.
      if files.isEmpty {
        console.report(library.warnings)
        let problems = try FormTrial.problems(in: home)
        if !problems.isEmpty { throw RunFailure(.badConfiguration, problems) }
      }
      for form in library.all {
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

/// `forms fields`: lists the fields that a form prints, so that the sender of the records knows what they must contain.
struct FormsFieldsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fields",
    abstract: LocalizedText(
      "様式が使う項目を1行に1つ、項目名・見出し・必要な保証の種類とともに示します。",
      "List the fields that a form uses, one a line, with headings and who needs them."
    ).inHelp)

  @Argument(help: .both("様式のファイル", "a form file", valueName: "file"), completion: .file(extensions: ["xml"]))
  var file: String

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, _, _ in
      for form in try home.readForms(files: [file]).all {
        StandardStream.output.write(form.fields.map { "\($0)\n" }.joined())
      }
      return .success
    }
  }
}
