import ArgumentParser
import Diagnostics
import Issuing
import Register

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "発行した書類を目録と照らし合わせます。 / Check issued papers against their manifest.")

  @Argument(help: ArgumentHelp("batchの出力フォルダ / an output folder of batch", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("発行簿のファイル。なければフォルダの中のもの / the register's file; the one in the folder without", valueName: "file"),
    completion: .file())
  var register: String?

  @OptionGroup var language: LanguageOption

  func run() throws {
    let console = Console(language: language.language(), format: .text, stream: .output)
    try CommandOutcome.end(console: console) {
      var verification = try FolderVerification(folder: folder)
      let inside = RegisterOptions.inside(folder)
      if let path = register ?? (InputFile.exists(inside) ? inside : nil) {
        try verification.compare(with: try IssueRegister.open(RegisterOptions(path: path), .readOnly), folder: folder)
      }
      console.report(verification.findings)
      console.notice(
        Words(
          "書類\(verification.documents)件を調べ、問題は\(verification.findings.count)件でした。",
          "\(verification.documents) documents checked, \(verification.findings.count) problems."))
      return verification.findings.isEmpty ? .success : .internalFault
    }
  }
}
