import ArgumentParser
import Diagnostics
import HostSystem
import Reporting
import Sharding

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: LocalizedText("計画の分割がどこまで進んだかを示します。", "Show where the shards of a plan stand, and which to submit again.")
      .inHelp)

  @Argument(help: .both("planの--outのフォルダ", "the folder of the plan", valueName: "dir"), completion: .directory)
  var folder: String

  @Flag(help: .both("JSONで示す", "as JSON"))
  var json = false

  @OptionGroup var language: LanguageOption

  func run() throws {
    let language = language.language()
    try CommandOutcome.end(console: Console(language: language, format: .text)) {
      let overview = try ShardOverview(ShardedFolder(folder))
      StandardStream.output.write(json ? overview.json : overview.text(in: language))
      return overview.isClosed ? .success : .tryAgainLater
    }
  }
}
