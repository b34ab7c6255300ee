import Foundation
import Testing

/// A run that is divided into shards gives what one process would have given.
@Suite struct ShardTests {
  @Test func mergedRunEqualsOneProcess() throws {
    let run = try ShardedRun(shards: 3)
    #expect(try run.plan().status == 65)
    #expect(try run.merge().status == 66)
    var statuses: [Int32] = []
    for shard in [2, 0, 1] { statuses.append(try run.shard(shard).status) }
    #expect(statuses.sorted() == [0, 0, 65])
    let merge = try run.merge()
    #expect(merge.status == 65, "\(merge.error)")
    #expect(try run.single().status == 65)
    try run.expectSame()
    for folder in ["run", "run/shard-0", "run/shard-1", "run/shard-2"] {
      let verify = try Command.run(["verify", run.scratch.path(folder)])
      #expect(verify.status == 0, "\(folder): \(verify.output)")
    }
    let (mine, other) = (try report(run, "run"), try report(run, "single"))
    #expect(mine.counts == other.counts)
    #expect(mine.forms == other.forms)
  }

  private func report(_ run: ShardedRun, _ folder: String) throws -> (counts: NSDictionary, forms: NSDictionary) {
    let report = try Examples.object(run.scratch.text("\(folder)/report.json"))
    return (report["counts"] as? NSDictionary ?? [:], report["forms"] as? NSDictionary ?? [:])
  }

  @Test func registerKnowsWhatWasIssuedBefore() throws {
    let run = try ShardedRun(shards: 2)
    let lines = try Examples.lines()
    // The house has issued five of the records, one of them with another content, and voided a sixth.
    var before = Array(lines[..<6])
    let name = try #require(try Examples.object(lines[1]).text("work.name"))
    before[1] = before[1].replacing(name, with: name + "（仮）")
    #expect(before[1] != lines[1])
    let earlier = try run.scratch.put(before.joined(separator: "\n") + "\n", at: "before.jsonl")
    for register in ["one", "many"] {
      let options = ["--register", try run.scratch.register("\(register).sqlite")]
      let command = try Command.run(
        [
          "batch", earlier, "--out", run.scratch.path("before-\(register)"), "--documents", ShardedRun.documents,
          "--quiet",
        ] + Examples.day
          + options)
      #expect(command.status == 0, "\(command.error)")
      let number = try #require(try Examples.object(lines[5]).text("number"))
      #expect(try Command.run(["register", "void", number, "--all", "--yes", "--reason", "誤発行"] + options).status == 0)
    }
    let many = ["--register", run.scratch.path("many.sqlite"), "--supersede"]
    #expect(try run.plan(many).status == 65)
    for shard in 0..<2 { _ = try run.shard(shard) }
    #expect(try run.merge().status == 65)
    #expect(try run.single(["--register", run.scratch.path("one.sqlite"), "--supersede"]).status == 65)
    try run.expectSame()
    #expect(try report(run, "run").counts == report(run, "single").counts)
    let verify = try Command.run(["verify", run.scratch.path("run"), "--register", run.scratch.path("many.sqlite")])
    #expect(verify.status == 0, "\(verify.output)")
    #expect(try listed(run, "many.sqlite") == listed(run, "one.sqlite"))
  }

  /// The rows of the register with their states, in an order that does not depend on that of the runs.
  private func listed(_ run: ShardedRun, _ register: String) throws -> [String] {
    let command = try Command.run(["register", "export", "--format", "json", "--register", run.scratch.path(register)])
    return try command.output.split(separator: "\n").map { line in
      let row = try Examples.object(String(line))
      return ["number", "document", "action", "state", "sha256"].map { row.text($0) ?? "-" }.joined(separator: " ")
    }.sorted()
  }

  @Test func twiceIsOnce() throws {
    let run = try ShardedRun(shards: 2)
    _ = try run.plan()
    #expect(try run.plan().status == 65)
    for shard in [0, 1] { _ = try run.shard(shard) }
    let before = try run.scratch.files(below: "run").map(\.bytes)
    // A closed shard started again writes nothing; one that lost a paper makes it again, to the same bytes.
    for shard in [0, 1] { _ = try run.shard(shard) }
    #expect(try run.scratch.files(below: "run").map(\.bytes) == before)
    let lost = try #require(try run.scratch.files(below: "run/shard-1").first { $0.path.hasSuffix(".pdf") })
    try FileManager.default.removeItem(atPath: run.scratch.path("run/shard-1/\(lost.path)"))
    #expect(try run.merge().status == 70)
    _ = try run.shard(1)
    #expect(try Data(contentsOf: URL(filePath: run.scratch.path("run/shard-1/\(lost.path)"))) == lost.bytes)
    #expect(try run.merge().status == 65)
    let merged = try run.scratch.files(below: "run").filter { !$0.path.hasPrefix("register.sqlite") }.map(\.bytes)
    #expect(try run.merge().status == 65)
    #expect(try run.scratch.files(below: "run").filter { !$0.path.hasPrefix("register.sqlite") }.map(\.bytes) == merged)
    #expect(try Command.run(["verify", run.scratch.path("run")]).status == 0)
    for shard in [0, 1] { _ = try run.shard(shard) }
    #expect(try run.merge().status == 65)
  }

  @Test func stoppedShardIsStartedAgain() throws {
    let run = try ShardedRun(shards: 2, input: try Examples.many(80))
    #expect(try run.plan().status == 0)
    let records = try #require(try Examples.object(run.scratch.text("run/plan.json"))["records"] as? [Int])
    let process = try Command.start(run.arguments(1))
    for _ in 0..<3000 {
      if let names = try? FileManager.default.contentsOfDirectory(atPath: run.scratch.path("run/shard-1")),
        names.count > 8
      {
        break
      }
      usleep(10_000)
    }
    // The process is stopped meanwhile, because a fast machine would have ended it.
    kill(process.processIdentifier, SIGSTOP)
    let status = try Command.run(["status", run.scratch.path("run"), "--lang", "en"])
    #expect(status.status == 75)
    #expect(
      status.output.contains("1\t\(records[1])\trunning") && status.output.hasSuffix("--array=0\n"), "\(status.output)")
    // The same shard started a second time does not disturb the first.
    #expect(try run.shard(1).status == 75)
    kill(process.processIdentifier, SIGTERM)
    kill(process.processIdentifier, SIGCONT)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 75)
    let left = try Command.run(["status", run.scratch.path("run"), "--lang", "en"])
    #expect(
      left.output.contains("0\t\(records[0])\tmissing\n1\t\(records[1])\tfailed\n")
        && left.output.hasSuffix("--array=0-1\n"),
      "\(left.output)")
    #expect(try run.merge().status == 66)
    #expect(try run.shard(1).status == 0 && run.shard(0).status == 0)
    #expect(try Command.run(["status", run.scratch.path("run")]).status == 0)
    #expect(try run.merge().status == 0)
    #expect(try run.single().status == 0)
    try run.expectSame()
    #expect(try report(run, "run").counts == report(run, "single").counts)
  }

  /// When a scheduler limits the time of a shard, the same command continues it until it is closed.
  @Test func shardThatRunsOutOfTimeGoesOn() throws {
    let run = try ShardedRun(shards: 1, input: try Examples.many(300))
    #expect(try run.plan().status == 0)
    let first = try run.shard(0, ["--time-limit", "1s", "--jobs", "1"])
    #expect(first.status == 75 && first.error.split(separator: "\n").count == 1, "\(first.status) \(first.error)")
    let report = try Examples.object(run.scratch.text("run/shard-0/report.json"))
    #expect(report.text("end") == "timeLimit")
    let left = try Command.run(["status", run.scratch.path("run"), "--lang", "en"])
    #expect(left.status == 75 && left.output.contains("0\t300\tfailed\n"), "\(left.output)")
    #expect(try run.merge().status == 66)
    #expect(try run.shard(0).status == 0)
    #expect(try run.merge().status == 0)
    #expect(try run.single().status == 0)
    try run.expectSame()
    #expect(try self.report(run, "run").counts == self.report(run, "single").counts)
  }

  @Test func inputsMayStandElsewhereOnAnotherMachine() throws {
    let run = try ShardedRun(shards: 1)
    _ = try run.plan()
    try FileManager.default.moveItem(atPath: run.input, toPath: run.scratch.path("moved.jsonl"))
    #expect(try run.shard(0).status == 66)
    #expect(try run.shard(0, [run.scratch.path("moved.jsonl")]).status == 65)
    #expect(try run.merge().status == 65)
  }

  static let wrong: [(arguments: [String], status: Int32)] = [
    (["--shard", "0/2"], 64), (["--shard", "3/3"], 64), (["--shard", "auto"], 64), ([], 64),
    (["--shard", "0/3", "--issued-on", "2026-01-31"], 64), (["--shard", "0/3", "--encoding", "cp932"], 64),
    (["--shard", "0/3", "--lang", "en"], 64), (["--shard", "0/3", "-"], 64),
    (["--shard", "0/3", "one.csv", "two.csv"], 64),
  ]

  @Test func wrongUsage() throws {
    let run = try ShardedRun(shards: 3)
    _ = try run.plan()
    for (arguments, status) in Self.wrong {
      let command = try Command.run(["batch", "--plan", run.scratch.path("run/plan.json")] + arguments)
      #expect(command.status == status, "\(arguments) \(command.error)")
    }
    #expect(try Command.run(["batch", run.input, "--out", run.scratch.path("x"), "--shard", "0/3"]).status == 64)
    #expect(try Command.run(["batch", "--plan", run.scratch.path("no/plan.json"), "--shard", "0/3"]).status == 66)
    #expect(try Command.run(["plan", "-", "--shards", "2", "--out", run.scratch.path("x")]).status == 64)
  }
}
