import Diagnostics
import Digests
import HostSystem
import Issuance
package import Reporting
import Surety

/// One part of a planned run.
package struct Shard: Sendable {
  package let plan: ShardPlan
  /// SHA-256 of plan.json.
  let planDigest: String
  /// From 0.
  package let index: Int
  let folder: ShardedFolder

  /// - Parameters:
  ///   - planPath: the file plan.json.
  ///   - out: the run's folder, when it is not the plan's.
  ///   - environment: the value of a variable, for `--shard auto`.
  package init(
    planPath: String, choice: ShardChoice, out: String?, environment: (String) -> String?
  ) throws(RunFailure) {
    (plan, planDigest) = try ShardedFolder.readPlan(planPath)
    index = try choice.index(of: plan.shards, environment: environment)
    folder = ShardedFolder(out ?? OutputFile.parts(of: planPath).folder)
  }

  init(plan: ShardPlan, planDigest: String, index: Int, folder: ShardedFolder) {
    (self.plan, self.planDigest, self.index, self.folder) = (plan, planDigest, index, folder)
  }

  /// The shard's folder.
  package var path: String { folder.shard(index) }
  /// Its register.
  var register: String { RegisterOptions.inside(path) }

  /// The shard's run in its register: the same however often it is started.
  var runID: String { "\(planRunID)-\(index)" }

  /// The whole run in the house's register.
  var planRunID: String { Self.runID(planDigest: planDigest) }

  static func runID(planDigest: String) -> String { "plan-\(planDigest.prefix(16))" }
}

/// The folder of a run over many machines: the plan, a folder for each shard, and what comes of them together.
package struct ShardedFolder: Sendable, Hashable {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  var plan: String { "\(path)/\(OutputFolderLayout.plan)" }
  /// The house's register as it stood when the plan was made.
  var registerBefore: String { "\(path)/\(OutputFolderLayout.registerBefore)" }

  func shard(_ index: Int) -> String { "\(path)/\(OutputFolderLayout.shard(index))" }

  /// The plan that stands here, with the digest of its bytes.
  package func readPlan() throws(RunFailure) -> (plan: ShardPlan, digest: String) {
    try Self.readPlan(plan)
  }

  static func readPlan(_ path: String) throws(RunFailure) -> (plan: ShardPlan, digest: String) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    return (try ShardPlan(bytes, file: path), ContentDigest(of: bytes).hexadecimal)
  }
}

/// Which part of a run a record belongs to.
///
/// A stable hash of the contract number decides, never the record's place: a record more moves no other, and an original and its changes,
/// whose numbers differ in the change count alone, stay together.
package struct ShardHash: Sendable {
  let count: Int
  private let pattern: NumberPattern

  /// - Parameter pattern: of contract numbers, in which the change count is found.
  init(count: Int, pattern: NumberPattern) {
    self.count = count
    self.pattern = pattern
  }

  /// The shard of a record, from 0. A record without a number, which can only be refused, belongs to that of the empty number.
  func shard(of identity: RecordIdentity?) -> Int {
    shard(ofNumber: identity?.number ?? "")
  }

  /// The first eight bytes of the SHA-256 of the number without its change count, taken as a number, modulo the count of shards.
  func shard(ofNumber number: String) -> Int {
    Int(DigestPrefix(of: pattern.base(of: number)).high % UInt64(count))
  }
}

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
