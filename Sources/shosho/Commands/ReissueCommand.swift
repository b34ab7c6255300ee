import ArgumentParser
import Diagnostics
import HostSystem
import Issuance
import OnDemand
import Papers
import Register
import Reporting

struct ReissueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reissue",
    abstract: LocalizedText(
      "発行した書類を、控えか発行簿からもう一度作ります。", "Make an issued paper again, from the archive or the register."
    ).inHelp)

  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("書類のid", "id of the paper", valueName: "id"))
  var document: String

  @Option(help: .both("変更回数。なければ最も新しいもの", "the change count; the newest without", valueName: "n"))
  var change: Int?

  @Option(help: .both("付ける印。再発行だけ", "the mark to print: 再発行 only", valueName: "mark"))
  var mark: String?

  @Flag(
    name: .customLong("accept-changes"), help: .both("同じファイルにならなくても発行する", "issue it though it is not the same file"))
  var acceptChanges = false

  @Option(help: .both("書き出す先。-は標準出力", "a file; - is standard output", valueName: "file"), completion: .file())
  var out: String

  @OptionGroup var act: ActOptions
  @OptionGroup var register: RegisterOption
  @OptionGroup var archive: ArchiveOption
  @OptionGroup var protection: ProtectOption
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if protection.protect.count > 1 {
      throw ValidationError(
        LocalizedText("--protectは一つだけ指定できます。", "--protect can be given once: one paper is made.").inHelp)
    }
    if let mark, mark != "再発行" {
      throw ValidationError(LocalizedText("--markに指定できるのは再発行だけです。", "--mark takes 再発行 only.").inHelp)
    }
  }

  func run() throws {
    try CommandOutcome.end(home, stream: .error) { home, defaults, console in
      let register = try IssueRegister.open(register.required(home, defaults), .readWrite)
      let archive = try archive.path(home, defaults).map { path throws(RunFailure) in
        try PaperArchive.open(path, for: register)
      }
      var choices = PaperChoices()
      try choices.protect(protection.protect, documents: [document]) { console.report($0) }
      let reissued = try Reissue(register: register, archive: archive, home: home).execute(
        ReissueRequest(
          number: number, document: document, change: change, reason: act.reason, by: act.person, isMarked: mark != nil,
          acceptsChanges: acceptChanges, passwords: choices.passwords[document], target: out))
      console.report(reissued.notes)
      let row = reissued.row.target ?? 0
      console.notice(
        reissued.source == .archive
          ? LocalizedText(
            "発行簿の\(row)行目の書類を控えから取り出しました。", "The paper of row \(row) of the register was taken from the archive.")
          : LocalizedText("発行簿の\(row)行目の書類を作り直しました。", "The paper of row \(row) of the register was made again."))
      return .success
    }
  }
}
