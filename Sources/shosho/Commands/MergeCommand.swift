import ArgumentParser
import Diagnostics
import HostSystem
import Reporting
import Sharding

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: LocalizedText("終わった分割を一つの発行にまとめます。", "Put the closed shards of a plan together.").inHelp)

  @Argument(help: .both("planの--outのフォルダ", "the folder of the plan", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(
    help: .both("発行簿のファイル。なければ計画のもの", "the register's file; the plan's without", valueName: "file"), completion: .file()
  )
  var register: String?

  @Option(help: .both("同時に働くスレッドの数。なければコア数", "worker threads; one a core without", valueName: "n"))
  var jobs: Int?

  @Option(help: .both("ログの形 text・json", "form of messages", valueName: "form"))
  var log: LogFormat = .text

  @Flag(help: .both("エラーだけを示す", "errors only"))
  var quiet = false

  @OptionGroup var language: LanguageOption

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs: 1…1024") }
  }

  func run() throws {
    let console = Console(language: language.language(), format: log, quiet: quiet)
    try CommandOutcome.end(console: console) {
      StopSignal.listen()
      return try Merge(
        ShardedFolder(folder), register: register, jobs: jobs ?? HostEnvironment.coreCount, console: console
      )
      .execute()
    }
  }
}
