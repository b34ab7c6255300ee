import Testing

@testable import Reporting
@testable import Sharding

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
