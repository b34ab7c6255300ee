import Foundation
import Testing

/// What a plan fixes, and what refuses to be another.
@Suite struct PlanTests {
  @Test func everyShardRefusesAnotherInstallation() throws {
    let run = try ShardedRun(shards: 1)
    _ = try run.plan()
    let changes: [(file: String, from: String, to: String, code: String)] = [
      ("Templates/certificate.xml", "<form ", "<form  ", "plan.other.forms"),
      ("Templates/house/styles.xml", "\n", "\n\n", "plan.other.forms"),
      ("Rules/tariffs.json", "{", "{ ", "plan.other.rules"),
      ("Fonts/fonts.json", "{", "{ ", "plan.other.fonts"),
    ]
    for (file, from, to, code) in changes {
      let home = try Scratch()
      for name in ["Templates", "Rules", "Fonts"] {
        try FileManager.default.copyItem(atPath: "\(Command.root)/\(name)", toPath: home.path(name))
      }
      let text = try home.text(file)
      let location = try #require(text.range(of: from))
      try home.put(text.replacingCharacters(in: location, with: to), at: file)
      let command = try Command.run(run.arguments(0), home: home.root)
      #expect(command.status == 78 && ShardedRun.codes(command) == [code], "\(file): \(command.error)")
    }
    #expect(!FileManager.default.fileExists(atPath: run.scratch.path("run/shard-0")))
  }

  @Test func everyShardRefusesAnotherInput() throws {
    let run = try ShardedRun(shards: 1)
    _ = try run.plan()
    try run.scratch.put(try Examples.lines().prefix(14).joined(separator: "\n"), at: "in.jsonl")
    let command = try run.shard(0)
    #expect(command.status == 66 && ShardedRun.codes(command) == ["plan.other.input"], "\(command.error)")
  }

  @Test func mappingAndKeysAreInputsToo() throws {
    let scratch = try Scratch()
    let mapping = try scratch.put(try Examples.text("mapping.json"), at: "mapping.json")
    let plan = try Command.run(
      [
        "plan", Examples.path("certificates-host.csv"), "--encoding", "cp932", "--mapping", mapping, "--shards", "1",
        "--out",
        scratch.path("run"),
      ]
        + Examples.day)
    #expect(plan.status == 0, "\(plan.error)")
    let shard = ["batch", "--plan", scratch.path("run/plan.json"), "--shard", "0/1", "--quiet"]
    try scratch.put(try Examples.text("mapping.json") + " ", at: "mapping.json")
    let command = try Command.run(shard)
    #expect(command.status == 66 && ShardedRun.codes(command) == ["plan.other.input"], "\(command.error)")
    try scratch.put(try Examples.text("mapping.json"), at: "mapping.json")
    #expect(try Command.run(shard).status == 0)
  }

  @Test func aFolderHasOnePlan() throws {
    let run = try ShardedRun(shards: 2)
    #expect(try run.plan().status == 65)
    let first = try run.scratch.text("run/plan.json")
    #expect(try run.plan(["--issued-on", "2026-04-02"]).status == 64)
    #expect(
      try Command.run(["plan", run.input, "--shards", "3", "--out", run.scratch.path("run")] + Examples.day).status
        == 64)
    #expect(try run.scratch.text("run/plan.json") == first)
    // A folder that a run of its own has used is nothing to plan into.
    #expect(try run.single().status == 65)
    #expect(try run.plan(out: "single").status == 64)
  }

  @Test func aPlanTellsWhatTheRulesRefuse() throws {
    let run = try ShardedRun(shards: 2)
    let plan = try run.plan(["--lang", "en"])
    #expect(plan.status == 65)
    #expect(plan.error.contains("The rules refuse 1.") && plan.error.contains("record 10"), "\(plan.error)")
    let records = try Examples.object(run.scratch.text("run/plan.json"))["records"] as? [Int] ?? []
    #expect(records.count == 2 && records.reduce(0, +) == 15)
  }
}
