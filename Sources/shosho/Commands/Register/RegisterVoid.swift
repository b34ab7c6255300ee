import ArgumentParser
import Diagnostics
import HostSystem
import Register
import Reporting

struct RegisterVoid: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "void",
    abstract: LocalizedText("書類を無効にします。取り消せません。", "Declare papers void. It cannot be undone.").inHelp)

  @Argument(help: .both("保証契約番号", "the contract number", valueName: "number"))
  var number: String

  @Option(help: .both("変更回数。なければすべて", "the change count; all without", valueName: "n"))
  var change: Int?

  @Option(help: .both("書類のid。なければすべて", "id of the paper; all without", valueName: "id"))
  var document: String?

  @OptionGroup var act: ActOptions
  @OptionGroup var register: RegisterOption
  @OptionGroup var home: HomeOptions

  func run() throws {
    try CommandOutcome.end(home) { console in
      let register = try register.open(home, .readWrite)
      let rows = try register.voidPapers(
        number: number, change: change, document: document, reason: act.reason, by: act.person,
        at: Int64(HostClock.epochSecond))
      console.notice(LocalizedText("\(rows.count)通を無効にしました。", "\(rows.count) papers are void."))
      let copies = try register.copyCount(endedBy: rows)
      if copies > 0 {
        console.notice(
          LocalizedText("再発行した\(copies)通も、ともに無効です。", "So are the \(copies) copies that were made of them."))
      }
    }
  }
}
