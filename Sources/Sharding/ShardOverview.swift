package import Diagnostics
import HostSystem
package import Issuance
package import Reporting

/// `shosho status`: the states of all shards of a plan, and which of them must be submitted again.
package struct ShardOverview: Sendable {
  package let plan: ShardPlan
  package let states: [ShardState]

  package init(_ folder: ShardedFolder) throws(RunFailure) {
    let (plan, digest) = try folder.readPlan()
    self.init(
      plan: plan,
      states: (0..<plan.shards).map { .of(Shard(plan: plan, planDigest: digest, index: $0, folder: folder)) })
  }

  init(plan: ShardPlan, states: [ShardState]) {
    self.plan = plan
    self.states = states
  }

  package var isClosed: Bool { states.allSatisfy { if case .closed = $0 { true } else { false } } }

  /// The shards that are not closed and that no process works on.
  private var unfinished: [Int] {
    states.indices.filter { states[$0] == .missing || states[$0] == .failed }
  }

  /// Slurm's option for the shards that must be submitted again, such as `--array=3,7-9`; nil when there are none.
  package var array: String? {
    if unfinished.isEmpty { return nil }
    var ranges: [ClosedRange<Int>] = []
    for index in unfinished {
      if let last = ranges.last, last.upperBound == index - 1 {
        ranges[ranges.count - 1] = last.lowerBound...index
      } else {
        ranges.append(index...index)
      }
    }
    return "--array="
      + ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
  }

  /// A line for each shard, a line with how many there are of each state, and the array option.
  package func text(in language: Language) -> String {
    let lines = states.enumerated().map { index, state in
      "\(index)\t\(plan.records[index])\t\(Self.word(state).text(in: language))"
    }
    let head = LocalizedText("分割\t記録\t状態", "shard\trecords\tstate").text(in: language)
    return ([head] + lines + [summary.text(in: language)] + (array.map { [$0] } ?? [])).map { $0 + "\n" }.joined()
  }

  /// One object with the shards and the array option.
  package var json: String {
    let shards = states.enumerated().map { index, state in
      JSONWriter.object([
        ("shard", String(index)), ("records", String(plan.records[index])),
        ("state", JSONWriter.literal(Self.name(state))),
        ("counts", { if case .closed(let counts) = state { counts.json } else { nil } }()),
      ])
    }
    return JSONWriter.object([("shards", JSONWriter.array(shards)), ("array", array.map(JSONWriter.literal))]) + "\n"
  }

  private var summary: LocalizedText {
    func count(_ name: String) -> Int { states.count { Self.name($0) == name } }
    return LocalizedText(
      "全\(states.count)分割: 終了\(count("closed")) 実行中\(count("running")) 未着手\(count("missing")) 中断\(count("failed"))",
      "\(states.count) shards: \(count("closed")) closed, \(count("running")) running, \(count("missing")) "
        + "missing, \(count("failed")) failed"
    )
  }

  private static func name(_ state: ShardState) -> String {
    switch state {
    case .missing: "missing"
    case .running: "running"
    case .failed: "failed"
    case .closed: "closed"
    }
  }

  private static func word(_ state: ShardState) -> LocalizedText {
    switch state {
    case .missing: LocalizedText("未着手", "missing")
    case .running: LocalizedText("実行中", "running")
    case .failed: LocalizedText("中断", "failed")
    case .closed(let counts):
      LocalizedText(
        "終了（発行\(counts.issued) 変わらず\(counts.unchanged) 拒否\(counts.rejected)）",
        "closed (\(counts.issued) issued, \(counts.unchanged) unchanged, \(counts.rejected) rejected)")
    }
  }
}

/// How far a shard is.
package enum ShardState: Sendable, Hashable {
  /// It was never begun.
  case missing
  /// A process is working on it.
  case running
  /// It was begun and is not closed, and no process works on it: it was stopped or killed, or ended with a fault.
  case failed
  /// It is done. The counts are those of its trailer.
  case closed(RunCounts)

  /// Looks at the shard's folder, without waiting for a lock.
  static func of(_ shard: Shard) -> ShardState {
    guard let folder = try? Folder(openingAt: shard.path) else { return .missing }
    // The lock is given back at the end of this function. A process of the shard that starts in this moment is
    // refused as if another were running, and the scheduler starts it again.
    if case false? = try? folder.tryLock() { return .running }
    guard let bytes = try? InputFile.bytes(at: "\(shard.path)/\(OutputFolderLayout.trailer)"),
      let trailer = ShardTrailer(bytes), trailer.plan == shard.planDigest, trailer.shard == shard.index
    else { return .failed }
    return .closed(trailer.counts)
  }
}
