import Diagnostics
import Digests
import HostSystem
import Issuance
package import Reporting
import Rules
import Surety

/// One part of a planned run: the records whose contract number falls to it (`ShardHash`), which one process issues
/// into a folder of its own inside the run's folder (`ShardedFolder`). `ShardChoice` says which shard a process is.
package struct Shard: Sendable {
  package let plan: ShardPlan
  /// SHA-256 of plan.json.
  let planDigest: String
  /// From 0.
  package let index: Int
  let folder: ShardedFolder

  /// - Parameters:
  ///   - planPath: the file plan.json.
  ///   - out: the run's folder, when it is not the folder of the plan.
  ///   - environment: looks up an environment variable, for `--shard auto`.
  package init(
    planPath: String, choice: ShardChoice, out: String?, environment: (String) -> String?
  ) throws(RunFailure) {
    (plan, planDigest) = try ShardedFolder.readPlan(planPath)
    index = try choice.index(of: plan.shards, environment: environment)
    folder = ShardedFolder(out ?? OutputFile.folderAndName(of: planPath).folder)
  }

  init(plan: ShardPlan, planDigest: String, index: Int, folder: ShardedFolder) {
    (self.plan, self.planDigest, self.index, self.folder) = (plan, planDigest, index, folder)
  }

  /// The shard's folder.
  package var path: String { folder.shard(index) }
  /// The shard's register.
  var register: String { RegisterOptions.inside(path) }

  /// The id of the shard's run in its register, the same however often it is started: `plan-0123456789abcdef-7`.
  var runID: String { "\(Self.runID(planDigest: planDigest))-\(index)" }

  /// The id of the whole run in the house's register: `plan-0123456789abcdef`.
  static func runID(planDigest: String) -> String { "plan-\(planDigest.prefix(16))" }
}

/// The folder of a run over many machines. It holds the plan, a folder for each shard and, after the merge, the
/// papers of all shards.
package struct ShardedFolder: Sendable, Hashable {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  var plan: String { "\(path)/\(OutputFolderLayout.plan)" }
  /// The copy of the house's register from when the plan was made.
  var registerBefore: String { "\(path)/\(OutputFolderLayout.registerBefore)" }

  func shard(_ index: Int) -> String { "\(path)/\(OutputFolderLayout.shard(index))" }

  /// Reads the plan, and gives it with the SHA-256 of its bytes.
  package func readPlan() throws(RunFailure) -> (plan: ShardPlan, digest: String) {
    try Self.readPlan(plan)
  }

  static func readPlan(_ path: String) throws(RunFailure) -> (plan: ShardPlan, digest: String) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path, atMost: OutsideFile.Limit.list)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    return (try ShardPlan(bytes, file: path), ContentDigest(of: bytes).hexadecimal)
  }
}

/// Decides to which shard a record belongs.
///
/// A stable hash of the contract number decides, not the record's place in the input. So one more record moves no
/// other, and a contract and its changes, whose numbers differ in the change count alone, are in the same shard.
struct ShardHash: Sendable {
  private let count: Int
  private let pattern: NumberPattern

  /// - Parameters:
  ///   - count: how many shards there are.
  ///   - pattern: the pattern of contract numbers, by which the change count is found.
  init(count: Int, pattern: NumberPattern) {
    self.count = count
    self.pattern = pattern
  }

  /// The shard of a record, from 0. A record without a number, which can only be refused, counts as one with the empty
  /// number.
  func shard(of identity: RecordIdentity?) -> Int {
    shard(ofNumber: identity?.number ?? "")
  }

  /// The first eight bytes of the SHA-256 of the number without its change count, as a big-endian number, modulo the
  /// count of shards. With 64 shards: `0012345-00` → 56.
  func shard(ofNumber number: String) -> Int {
    Int(DigestPrefix(of: pattern.base(of: number)).high % UInt64(count))
  }
}

/// `--shard`: which shard of a planned run this process issues.
package enum ShardChoice: Sendable, Hashable {
  /// `3/64`: the shard with the index 3, counted from 0, of 64.
  case stated(index: Int, count: Int)
  /// The scheduler gives the index to each of its tasks in an environment variable.
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

  /// The variables by which schedulers (Slurm, Kubernetes, AWS Batch) number the tasks of an array: that of the index
  /// and, where there is one, that of how many tasks there are.
  private static let variables = [
    ("SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_COUNT"), ("JOB_COMPLETION_INDEX", nil),
    ("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"),
  ]

  /// The index of the shard.
  ///
  /// - Parameters:
  ///   - shards: how many shards the plan has.
  ///   - environment: looks up an environment variable.
  package func index(of shards: Int, environment: (String) -> String?) throws(RunFailure) -> Int {
    switch self {
    case .stated(let index, let count):
      if count != shards { throw Self.otherCount("--shard", count, shards) }
      return index
    case .auto:
      for (name, size) in Self.variables {
        guard let text = environment(name), !text.isEmpty else { continue }
        guard let index = Self.number(text), index < shards else { throw Self.noSuchShard(name, text, shards) }
        // Fewer tasks than shards are those that are to be done again. More tasks than shards are of another plan.
        if let size, let count = environment(size).flatMap(Self.number), count > shards {
          throw Self.otherCount(size, count, shards)
        }
        return index
      }
      throw Self.noVariable
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

  private static func noSuchShard(_ name: String, _ text: String, _ shards: Int) -> RunFailure {
    RunFailure(
      .usage,
      .error(
        "shard.index",
        LocalizedText(
          "\(name)の\(Echo.quoted(text))は、計画の分割の番号（0から\(shards - 1)）ではありません。",
          "\(name) is \(Echo.quoted(text)), which is no shard of the plan (0 to \(shards - 1))."),
        advice: LocalizedText("配列ジョブの番号を0から始めてください。", "Number the tasks of the array from 0.")))
  }

  private static let noVariable = RunFailure(
    .usage,
    .error(
      "shard.auto",
      LocalizedText(
        "--shard autoに要る変数（\(variables.map(\.0).joined(separator: "、"))）がどれもありません。",
        "--shard auto finds none of the variables \(variables.map(\.0).joined(separator: ", "))."),
      advice: LocalizedText(
        "配列ジョブの中で実行するか、--shard I/Nで示してください。", "Run it in an array of tasks, or say which with --shard I/N.")))
}
