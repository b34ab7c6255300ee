import ArgumentParser
import Diagnostics
import HostSystem
import House
import Issuance
import Reporting

/// The options that say with how many threads a run works, and what it logs.
struct RunOptions: ParsableArguments {
  @Option(help: .both("同時に働くスレッドの数。なければ使えるコアの数", "worker threads; one a usable core without", valueName: "n"))
  var jobs: Int?

  @Option(help: .both("ログの形 text・json", "form of messages", valueName: "form"))
  var log: LogFormat = .text

  @Flag(help: .both("エラーだけを示す", "errors only"))
  var quiet = false

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs: 1…1024") }
  }

  /// The number of threads that the command line states, else the home's defaults, else one for each processor that the process may use.
  func jobs(_ defaults: Home.Defaults? = nil) -> Int {
    jobs ?? defaults?.jobs ?? ProcessorShare.count
  }
}

extension LogFormat: ExpressibleByArgument {}

/// What an operator sets for a batch that runs every night: limits, and the metrics that a monitoring system reads.
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

  @Flag(
    name: .customLong("set-aside"),
    help: .both(
      "書類の置き場所に発行簿の知らないものがあれば、set-asideフォルダに移す",
      "move what the register does not know out of the place of a paper, into the folder set-aside"))
  var movesUnknownAside = false

  /// For tests that kill a run: with a small number even a short run enters papers in the register many times.
  @Option(help: .both("一度に発行簿へ記録する書類の数", "papers entered in the register together", valueName: "n").hidden)
  var chunk = 1000

  /// Sets all limits but `--max-rejects`, which a plan settles for its shards.
  func applyLimits(to options: inout BatchOptions) {
    (options.timeLimit, options.checksSpace, options.chunk) = (timeLimit, !skipsSpaceCheck, max(1, chunk))
    options.movesUnknownAside = movesUnknownAside
  }

  func validate() throws {
    if let maxRejects, maxRejects < 1 {
      throw ValidationError.both("--max-rejectsは1以上です。", "--max-rejects is 1 or more.")
    }
  }
}

/// What an operator says of the inputs of a run, and how their rejects are written: the same options for `batch` and for
/// `plan`, whose shards then have them from the plan.
struct InputExpectationOptions: ParsableArguments {
  @Option(
    name: .customLong("expect-records"),
    help: .both("記録の件数。違えば何も発行しない", "how many records there must be; else nothing is issued", valueName: "n"))
  var expectedRecords: Int?

  @Option(
    name: .customLong("expect-amount"),
    help: .both(
      "保証金額の合計（円）。違えば何も発行しない", "the sum of the guaranteed amounts in yen; else nothing is issued", valueName: "yen"))
  var expectedAmount: Int64?

  @Option(
    help: .both(
      "件数と合計のファイル（JSONのrecordsとamount）。違えば何も発行しない",
      "a file with both (JSON: records, amount); else nothing is issued", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var expect: String?

  @Flag(
    name: .customLong("no-rejects-bom"),
    help: .both("UTF-8のrejects.csvの先頭にBOMを付けない", "no byte order mark at the head of a rejects.csv in UTF-8"))
  var skipsRejectsMark = false

  @Flag(help: .both("発行し終えた入力と同じものなら、何も発行しない", "issue nothing from an input that was issued to its end before"))
  var once = false

  /// What the inputs must be by this command line; nil when it does not say.
  func expected() throws(RunFailure) -> ExpectedTotals? {
    if expectedRecords == nil, expectedAmount == nil, expect == nil { return nil }
    return try ExpectedTotals(records: expectedRecords, amount: expectedAmount, file: expect)
  }

  /// Those of the options that the command line has.
  var stated: [String] {
    [
      ("--expect-records", expectedRecords != nil), ("--expect-amount", expectedAmount != nil),
      ("--expect", expect != nil), ("--once", once), ("--no-rejects-bom", skipsRejectsMark),
    ].filter(\.1).map(\.0)
  }
}

extension ArgumentHelp {
  /// The same help for an option that help pages and completions do not list.
  fileprivate var hidden: ArgumentHelp {
    var help = self
    help.visibility = .hidden
    return help
  }
}

extension TimeSpan: ExpressibleByArgument {
  /// `90s`, `5h30m`; nil for anything else.
  public init?(argument: String) {
    self.init(argument)
  }
}
