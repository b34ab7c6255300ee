import Testing

@testable import Reporting
@testable import Rules
@testable import Sharding
@testable import Surety

/// `--shard`, as people and schedulers say it.
@Suite struct ShardChoiceTests {
  @Test func spelling() {
    #expect(ShardChoice("3/64") == .stated(index: 3, count: 64))
    #expect(ShardChoice("auto") == .auto)
    for text in ["", "3", "64/64", "-1/4", "1/0", "a/4", "1/4/2", "+1/4", " 1/4", "AUTO", "/4", "1/"] {
      #expect(ShardChoice(text) == nil, "\(text)")
    }
  }

  static let environments: [(variables: [String: String], index: Int?)] = [
    (["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_COUNT": "4"], 0),
    (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "4"], 3),
    // An array of what was left: --array=1,3.
    (["SLURM_ARRAY_TASK_ID": "3", "SLURM_ARRAY_TASK_COUNT": "2"], 3),
    (["JOB_COMPLETION_INDEX": "2"], 2),
    (["AWS_BATCH_JOB_ARRAY_INDEX": "1"], 1),
    (["AWS_BATCH_JOB_ARRAY_INDEX": "1", "AWS_BATCH_JOB_ARRAY_SIZE": "4"], 1),
    // The plan has four shards.
    (["SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_COUNT": "4"], nil),
    (["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "8"], nil),
    (["JOB_COMPLETION_INDEX": "7"], nil),
    (["JOB_COMPLETION_INDEX": "x"], nil),
    ([:], nil),
    (["SLURM_ARRAY_TASK_ID": ""], nil),
  ]

  @Test(arguments: environments) func autoAsksTheScheduler(variables: [String: String], index: Int?) {
    let found = try? ShardChoice.auto.index(of: 4) { variables[$0] }
    #expect(found == index)
  }

  @Test func whatDoesNotFitThePlanIsWrongUsage() {
    for choice in [ShardChoice.stated(index: 1, count: 3), .auto] {
      #expect { try choice.index(of: 4) { _ in nil } } throws: { ($0 as? RunFailure)?.status == .usage }
    }
  }
}

/// A record's shard follows from its contract number alone, today and in ten years.
@Suite struct ShardHashTests {
  private let pattern = NumberPattern(
    parts: [
      .run(name: "serial", kind: .digits, length: 7), .literal("-"),
      .run(name: NumberPattern.changeCount, kind: .digits, length: 2),
    ], sample: "0000001-00")

  /// Worked out with `printf 0012345 | sha256sum`: the first sixteen digits as a number, modulo the shards.
  static let shards: [(number: String, count: Int, shard: Int)] = [
    ("0012345-00", 1, 0), ("0012345-00", 4, 0), ("0012345-00", 64, 56), ("0012346-00", 4, 1),
    ("0012346-00", 64, 33), ("東京-1", 64, 49), ("", 64, 20),
  ]

  @Test(arguments: shards) func isAStableHashOfTheNumber(number: String, count: Int, shard: Int) {
    #expect(ShardHash(count: count, pattern: pattern).shard(ofNumber: number) == shard)
  }

  @Test func anOriginalAndItsChangesStayTogether() {
    let hash = ShardHash(count: 1000, pattern: pattern)
    for serial in 1_000_000...1_000_050 {
      #expect(hash.shard(ofNumber: "\(serial)-00") == hash.shard(ofNumber: "\(serial)-17"))
    }
  }

  @Test func numbersSpreadEvenly() {
    let hash = ShardHash(count: 8, pattern: pattern)
    var records = Array(repeating: 0, count: 8)
    for serial in 1_000_000..<1_008_000 { records[hash.shard(ofNumber: "\(serial)-00")] += 1 }
    #expect(records.allSatisfy { (850...1150).contains($0) }, "\(records)")
  }
}
