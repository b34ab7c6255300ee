import Diagnostics
package import Reporting

/// `--shard`: which part of a planned run this process is.
package enum ShardChoice: Sendable, Hashable {
  /// `I/N`, from 0.
  case stated(index: Int, count: Int)
  /// What the scheduler says to each of its tasks.
  case auto

  /// As the command line spells it.
  package init?(_ text: String) {
    if text == "auto" {
      self = .auto
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Self.number(parts[0]), let count = Self.number(parts[1]), index < count else {
      return nil
    }
    self = .stated(index: index, count: count)
  }

  private static func number(_ text: some StringProtocol) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }

  /// The variables by which schedulers number the tasks of an array, the index first, then, where there is one, that of how many they are.
  private static let variables = [
    ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT"), ("JOB_COMPLETION_INDEX", nil),
    ("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"),
  ]

  /// The shard's index in a plan of so many.
  ///
  /// - Parameter environment: the value of a variable.
  package func index(of shards: Int, environment: (String) -> String?) throws(RunFailure) -> Int {
    switch self {
    case .stated(let index, let count):
      if count != shards { throw Self.otherCount("--shard", count, shards) }
      return index
    case .auto:
      for (name, size) in Self.variables {
        guard let text = environment(name), !text.isEmpty else { continue }
        guard let index = Self.number(text), index < shards else { throw Self.beyond(name, text, shards) }
        // Fewer tasks than shards is an array of what is to be done again; more were planned otherwise.
        if let size, let count = environment(size).flatMap(Self.number), count > shards {
          throw Self.otherCount(size, count, shards)
        }
        return index
      }
      throw Self.none
    }
  }

  private static func otherCount(_ name: String, _ count: Int, _ shards: Int) -> RunFailure {
    RunFailure(
      .usage,
      .error(
        "shard.count",
        LocalizedText(
          "\(name)は\(count)分割ですが、計画は\(shards)分割です。", "\(name) says \(count) shards, the plan has \(shards)."),
        advice: LocalizedText("計画の分割数に合わせてください。", "Say as many as the plan.")))
  }

  private static func beyond(_ name: String, _ text: String, _ shards: Int) -> RunFailure {
    RunFailure(
      .usage,
      .error(
        "shard.index",
        LocalizedText(
          "\(name)の\(Echo.quoted(text))は、計画の分割の番号（0から\(shards - 1)）ではありません。",
          "\(name) is \(Echo.quoted(text)), which is no shard of the plan (0 to \(shards - 1))."),
        advice: LocalizedText("配列ジョブの番号を0から始めてください。", "Number the tasks of the array from 0.")))
  }

  private static let none = RunFailure(
    .usage,
    .error(
      "shard.auto",
      LocalizedText(
        "--shard autoに要る変数（\(variables.map(\.0).joined(separator: "、"))）がどれもありません。",
        "--shard auto finds none of the variables \(variables.map(\.0).joined(separator: ", "))."),
      advice: LocalizedText(
        "配列ジョブの中で実行するか、--shard I/Nで示してください。", "Run it in an array of tasks, or say which with --shard I/N.")))
}
