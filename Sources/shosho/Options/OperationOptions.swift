import ArgumentParser
import Diagnostics
import Issuance

/// What whoever runs a batch every night sets: limits, and what a monitoring system is told.
struct OperationOptions: ParsableArguments {
  @Option(name: .customLong("max-rejects"), help: .both("拒否がこの件数になったら止める", "stop at so many rejects", valueName: "n"))
  var maxRejects: Int?

  @Option(
    name: .customLong("time-limit"),
    help: .both(
      "この時間が過ぎたら新しい記録を始めない（例 90s、45m、5h30m）", "begin no further record after so long: 90s, 45m, 5h30m",
      valueName: "time"))
  var timeLimit: TimeSpan?

  @Option(
    help: .both("Prometheusの形式の計測値を書くファイル", "file for metrics in Prometheus' text format", valueName: "file"),
    completion: .file())
  var metrics: String?

  @Flag(
    name: .customLong("no-space-check"), help: .both("始める前に空き容量を確かめない", "do not check the free space before the start"))
  var skipsSpaceCheck = false

  /// For tests of what a kill leaves: with small chunks many fall into a short run.
  @Option(help: .both("一度に発行簿へ記録する書類の数", "papers entered in the register together", valueName: "n").hidden)
  var chunk = 1000

  /// Sets the limits of a run but that on rejects, which a plan settles for its shards.
  func limit(_ options: inout BatchOptions) {
    (options.timeLimit, options.checksSpace, options.chunk) = (timeLimit, !skipsSpaceCheck, max(1, chunk))
  }

  func validate() throws {
    if let maxRejects, maxRejects < 1 {
      throw ValidationError(LocalizedText("--max-rejectsは1以上です。", "--max-rejects is 1 or more.").inHelp)
    }
  }
}

extension ArgumentHelp {
  /// The same help, left out of lists.
  fileprivate var hidden: ArgumentHelp {
    var help = self
    help.visibility = .hidden
    return help
  }
}

extension TimeSpan: ExpressibleByArgument {
  /// As the command line spells it.
  public init?(argument: String) {
    self.init(argument)
  }
}
