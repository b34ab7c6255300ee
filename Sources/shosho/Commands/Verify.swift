import ArgumentParser
import Diagnostics
import Issuing

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "発行した書類を目録と照らし合わせます。 / Check issued papers against their manifest.")

  @Argument(help: ArgumentHelp("batchの出力フォルダ / an output folder of batch", valueName: "dir"), completion: .directory)
  var folder: String

  @OptionGroup var language: LanguageOption

  func run() throws {
    let console = Console(language: language.language(), format: .text, stream: .output)
    try CommandOutcome.end(console: console) {
      let verification = try FolderVerification(folder: folder)
      console.report(verification.findings)
      console.notice(
        Words(
          "書類\(verification.documents)件を調べ、問題は\(verification.findings.count)件でした。",
          "\(verification.documents) documents checked, \(verification.findings.count) problems."))
      return verification.findings.isEmpty ? .success : .internalFault
    }
  }
}
