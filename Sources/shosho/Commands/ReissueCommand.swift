import ArgumentParser
import Diagnostics
import HostSystem
import Issuance
import OnDemand
import Papers
import Register
import Reporting

/// `reissue`: makes an issued paper a second time, for instance because the first one was lost. It must be the same
/// paper, so a difference from the first one stops the command unless it is accepted.
struct ReissueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reissue",
    abstract: LocalizedText(
      "発行した書類を、控えか発行簿からもう一度作ります。", "Make an issued paper again, from the archive or the register."
    ).inHelp)

  @OptionGroup var paper: IssuedPaperOptions

  @Option(help: .both("付ける印。再発行だけ", "the mark to print: 再発行 only", valueName: "mark"))
  var mark: String?

  @Flag(
    name: .customLong("accept-changes"), help: .both("同じファイルにならなくても発行する", "issue it though it is not the same file"))
  var acceptChanges = false

  @Option(help: .both("書き出す先。-は標準出力", "a file; - is standard output", valueName: "file"), completion: .file())
  var out: String

  @OptionGroup var responsibility: ResponsibilityOptions
  @OptionGroup var register: RegisterOption
  @OptionGroup var archive: ArchiveOption
  @OptionGroup var protection: ProtectOption
  @OptionGroup var replacing: ReplaceOption
  @OptionGroup var home: HomeOptions

  func validate() throws {
    if protection.protect.count > 1 {
      throw ValidationError.both("--protectは一つだけ指定できます。", "--protect can be given once: one paper is made.")
    }
    if let mark, mark != "再発行" {
      throw ValidationError.both("--markに指定できるのは再発行だけです。", "--mark takes 再発行 only.")
    }
  }

  func run() throws {
    try CommandRunner.run(in: home, stream: .error) { home, defaults, console in
      try responsibility.refuseKey(self.home)
      try OutputPlace(
        sparing: OutputPlace.Spared.register(register.path(home, defaults))
          + protection.protect.map { OutputPlace.Spared($0.path, "パスワードのファイル", "a file of passwords") } + [
            OutputPlace.Spared(register.sealingKey, "封印の鍵", "the sealing key"),
            OutputPlace.Spared(archive.path(home, defaults), "控え", "the archive"),
          ], replaces: replacing.replace
      ).check(out, for: .paper)
      let register = try IssueRegister.open(register.required(home, defaults), .readWrite)
      let archive = try archive.path(home, defaults).map { path throws(RunFailure) in
        try PaperArchive.open(path, for: register)
      }
      var choices = PaperChoices()
      try choices.protect(protection.protect, documents: [paper.document]) { console.report($0) }
      let reissued = try Reissue(register: register, archive: archive, home: home).execute(
        ReissueRequest(
          number: paper.number, document: paper.document, change: paper.change, reason: responsibility.reason,
          by: responsibility.person, isMarked: mark != nil,
          acceptsChanges: acceptChanges, passwords: choices.passwords[paper.document], target: out))
      console.report(reissued.notes)
      let row = reissued.row.target ?? 0
      console.notice(
        reissued.source == .archive
          ? LocalizedText(
            "発行簿の\(row)行目の書類を控えから取り出しました。", "The paper of row \(row) of the register was taken from the archive.")
          : LocalizedText("発行簿の\(row)行目の書類を作り直しました。", "The paper of row \(row) of the register was made again."))
      do {
        console.notice(try register.chainHead().notice)
      } catch {
        throw RunFailure(error)
      }
      return .success
    }
  }
}
