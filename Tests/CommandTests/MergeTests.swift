import Foundation
import Testing

/// A merge refuses whatever is not the whole of one plan, changes nothing then, and says why.
@Suite struct MergeTests {
  /// A planned run whose two shards are closed, to be copied by every test.
  private static let closed: ShardedRun? = {
    guard let run = try? ShardedRun(shards: 2), (try? run.plan())?.status == 65 else { return nil }
    for shard in [0, 1] where (try? run.shard(shard)) == nil { return nil }
    return run
  }()

  private func copy() throws -> (scratch: Scratch, folder: String) {
    let run = try #require(Self.closed)
    let scratch = try Scratch()
    try FileManager.default.copyItem(atPath: run.scratch.path("run"), toPath: scratch.path("run"))
    return (scratch, scratch.path("run"))
  }

  private func expectRefusal(
    _ folder: String, _ status: Int32, _ code: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let register = try FileManager.default.contentsOfDirectory(atPath: folder).contains("register.sqlite")
    let command = try Command.run(["merge", folder, "--lang", "en"])
    #expect(command.status == status, "\(command.error)", sourceLocation: sourceLocation)
    #expect(ShardedRun.codes(command) == [code], "\(command.error)", sourceLocation: sourceLocation)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(
      !names.contains("manifest.jsonl") && names.contains("register.sqlite") == register, sourceLocation: sourceLocation
    )
    let rows = try Command.run(["register", "list", "--register", "\(folder)/register.sqlite", "--format", "json"])
    #expect(rows.output.isEmpty, sourceLocation: sourceLocation)
  }

  @Test func missingShard() throws {
    let (scratch, folder) = try copy()
    try FileManager.default.removeItem(atPath: scratch.path("run/shard-1"))
    try expectRefusal(folder, 66, "merge.missing")
  }

  @Test func openShard() throws {
    let (scratch, folder) = try copy()
    try FileManager.default.removeItem(atPath: scratch.path("run/shard-0/shard.json"))
    try expectRefusal(folder, 66, "merge.open")
  }

  @Test func shardOfAnotherPlan() throws {
    let (scratch, folder) = try copy()
    let other = try ShardedRun(shards: 2)
    _ = try other.plan(["--issued-on", "2026-04-02"])
    _ = try other.shard(1)
    try FileManager.default.removeItem(atPath: scratch.path("run/shard-1"))
    try FileManager.default.copyItem(atPath: other.scratch.path("run/shard-1"), toPath: scratch.path("run/shard-1"))
    try expectRefusal(folder, 66, "merge.foreign")
    // Nor does one shard pass for another.
    try FileManager.default.removeItem(atPath: scratch.path("run/shard-1"))
    try FileManager.default.copyItem(atPath: scratch.path("run/shard-0"), toPath: scratch.path("run/shard-1"))
    try expectRefusal(folder, 66, "merge.foreign")
  }

  @Test(arguments: [
    "manifest.jsonl", "records.jsonl", "report.json", "rejects.jsonl", "pdf", "register.sqlite", "shard.json",
  ])
  func alteredFile(name: String) throws {
    let (scratch, folder) = try copy()
    let files = try scratch.files(below: "run").filter { $0.path.hasPrefix("shard-") && $0.path.hasSuffix(name) }
    let file = try #require(files.first)
    var bytes = file.bytes
    if name == "register.sqlite" {
      let program =
        "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('UPDATE entry SET pages = 9 WHERE sequence = 3'); c.commit()"
      let changed = try Command.run(tool: "python3", ["-c", program, scratch.path("run/\(file.path)")])
      #expect(changed.status == 0, "\(changed.error)")
      bytes = try Data(contentsOf: URL(filePath: scratch.path("run/\(file.path)")))
    } else {
      bytes[bytes.count / 2] ^= 1
    }
    try bytes.write(to: URL(filePath: scratch.path("run/\(file.path)")))
    switch name {
    case "register.sqlite": try expectRefusal(folder, 70, "register.chain.altered")
    case "shard.json":
      let command = try Command.run(["merge", folder])
      #expect(command.status == 66 || command.status == 70)
    default: try expectRefusal(folder, 70, "merge.altered")
    }
  }

  /// Whoever forges a shard's files has to forge its trailer too, and is still found out: every record has one shard.
  @Test func doubledRecord() throws {
    let (scratch, folder) = try copy()
    let journals = try (0..<2).map {
      try scratch.text("run/shard-\($0)/records.jsonl").split(separator: "\n").map(String.init)
    }
    let mine = try #require(Examples.object(journals[1][0]).text("record"))
    let other = try #require(Examples.object(journals[0][0]).text("record"))
    let forged = journals[1][0].replacing("\"record\":\(mine),", with: "\"record\":\(other),")
    try forge(scratch, "shard-1", "records.jsonl", ([forged] + journals[1].dropFirst()).joined(separator: "\n") + "\n")
    try expectRefusal(folder, 70, "merge.doubled")
  }

  @Test func recordLeftOut() throws {
    let (scratch, folder) = try copy()
    var journal = try scratch.text("run/shard-1/records.jsonl").split(separator: "\n").map(String.init)
    let last = try #require(journal.last)
    #expect(try Examples.object(last).text("papers") == "2")
    journal.removeLast()
    let manifest = try scratch.text("run/shard-1/manifest.jsonl").split(separator: "\n").dropLast(2)
    try forge(scratch, "shard-1", "records.jsonl", journal.joined(separator: "\n") + "\n")
    try forge(scratch, "shard-1", "manifest.jsonl", manifest.joined(separator: "\n") + "\n")
    try expectRefusal(folder, 70, "merge.counts")
  }

  /// Writes a file of a shard, and its digest into the trailer.
  private func forge(_ scratch: Scratch, _ shard: String, _ name: String, _ text: String) throws {
    let path = scratch.path("run/\(shard)/\(name)")
    func digest() throws -> String { String(try Command.run(tool: "sha256sum", [path]).output.prefix(64)) }
    let before = try digest()
    try scratch.put(text, at: "run/\(shard)/\(name)")
    try scratch.put(
      try scratch.text("run/\(shard)/shard.json").replacing(before, with: try digest()), at: "run/\(shard)/shard.json")
  }

  @Test func registerChangedSinceThePlan() throws {
    let run = try ShardedRun(shards: 2)
    let register = ["--register", run.scratch.path("house.sqlite")]
    _ = try run.plan(register)
    for shard in [0, 1] { _ = try run.shard(shard) }
    #expect(try run.single(register).status == 65)
    let merge = try run.merge()
    #expect(merge.status == 70 && ShardedRun.codes(merge) == ["merge.overtaken"], "\(merge.error)")
    #expect(!FileManager.default.fileExists(atPath: run.scratch.path("run/manifest.jsonl")))
  }

  @Test func whatIsNoPlan() throws {
    let scratch = try Scratch()
    #expect(try Command.run(["merge", scratch.root]).status == 66)
    try scratch.put("{}", at: "plan.json")
    #expect(try Command.run(["merge", scratch.root]).status == 78)
    #expect(try Command.run(["status", scratch.root]).status == 78)
  }
}
