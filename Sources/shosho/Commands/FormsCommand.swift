import ArgumentParser
import Diagnostics
import Fields
import Forms
import HostSystem
import House
import OnDemand
import Papers
import Reporting
import Surety

/// `forms`: checks form files, and lists the fields that they use.
struct FormsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forms", abstract: LocalizedText("様式を調べます。", "Look at forms.").inHelp,
    subcommands: [FormsCheckCommand.self, FormsListCommand.self, FormsFieldsCommand.self])
}

/// `forms check`: reads forms and names every fault at once, so that the author of a form need not start a run to find
/// them. Fonts are judged too, without which no form can be drawn.
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
      let fonts = BackgroundTask { () throws(RunFailure) in try home.readFonts() }
      let library: FormLibrary
      do {
        library = try files.isEmpty ? home.readForms() : home.readForms(files: files)
      } catch let failure as RunFailure {
        console.report(failure.diagnostics)
        _ = try fonts.result()
        return failure.status
      }
      // The warnings name styles that no form uses, which only a reading of all forms can tell.
      if files.isEmpty { console.report(library.warnings) }
      let store = try fonts.result()
      let today = try IssueDate.statedOrToday(nil)
      let trial = FormTrial(fonts: store, issuer: ValueTree(issuerOf: try home.readRules(), on: today))
      var status = ExitStatus.success
      for form in library.all {
        // A message has no pages on which something could stand over something else.
        let faults = form.isMessage ? [] : trial.faults(of: form)
        if !faults.isEmpty {
          console.report(faults)
          status = .badConfiguration
          continue
        }
        let secret = form.printsSecret ? LocalizedText("（認証キーを印字）", " (prints the key)") : LocalizedText("", "")
        console.notice(
          LocalizedText(
            "\(form.id) 第\(form.edition)版\(secret.japanese): 誤りはありません。",
            "\(form.id), version \(form.edition)\(secret.english): no faults.")
        )
      }
      console.notice(.usable(store))
      return status
    }
  }
}

/// `forms list`: says which file each form and part comes from, and what it hides.
struct FormsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: LocalizedText(
      "様式と部品を、使うファイルと隠れるファイルとともに示します。", "List forms and parts with the files that serve and those that they hide."
    ).inHelp)

  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, _, console in
      do {
        let changed = try home.changedTemplates()
        let files =
          try home.templateFiles(ending: ".xml") + home.templateFiles(in: Home.parts, ending: ".xml")
          + home.templateFiles(in: Home.parts, ending: ".png") + home.templateFiles(in: Home.messages, ending: ".xml")
        for file in files {
          StandardStream.output.write(
            Echo.line(file.text(isChanged: changed.contains(file.name)).text(in: console.language)) + "\n")
        }
        return .success
      } catch let fault as FileFault {
        throw RunFailure(.badConfiguration, fault.diagnostic)
      }
    }
  }
}

extension TemplateFile {
  /// `certificate.xml  Templates/local/certificate.xml  hides Templates/certificate.xml`
  ///
  /// - Parameter isChanged: whether the installed file is not as it was installed.
  fileprivate func text(isChanged: Bool) -> LocalizedText {
    let notes = [
      hidden.map { LocalizedText("\($0)を隠す", "hides \($0)") },
      isChanged
        ? LocalizedText("導入したファイルが手で変えられている", "the installed file was changed by hand") : nil,
    ].compactMap(\.self)
    return LocalizedText(
      ([name, path] + notes.map(\.japanese)).joined(separator: "  "),
      ([name, path] + notes.map(\.english)).joined(separator: "  "))
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
