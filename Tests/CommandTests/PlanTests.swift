import Foundation
import Testing

/// `plan`: what it settles, and that a shard refuses to run under anything else.
@Suite struct PlanTests {
  @Test func everyShardRefusesAnotherInstallation() throws {
    let run = try ShardedRun(shards: 1)
    _ = try run.plan()
    let changes: [(file: String, from: String, to: String, code: String)] = [
      ("Templates/certificate.xml", "<form ", "<form  ", "plan.other.forms"),
      ("Templates/house/styles.xml", "\n", "\n\n", "plan.other.forms"),
      ("Rules/tariffs.json", "{", "{ ", "plan.other.rules"),
      ("Fonts/fonts.json", "BIZ UDMincho", "BIZ  UDMincho", "plan.other.fonts"),
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
    #expect(try run.plan(["--issued-on", "2026-01-31"]).status == 64)
    #expect(
      try Command.run(["plan", run.input, "--shards", "3", "--out", run.scratch.path("run")] + Examples.day).status
        == 64)
    #expect(try run.scratch.text("run/plan.json") == first)
    // A folder that holds the papers of a batch cannot take a plan.
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

/// `merge` refuses shards that are not together the whole of one plan, says why, and then changes nothing.
@Suite struct MergeTests {
  /// A planned run whose two shards are closed. Every test works on a copy.
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
    _ = try other.plan(["--issued-on", "2026-01-31"])
    _ = try other.shard(1)
    try FileManager.default.removeItem(atPath: scratch.path("run/shard-1"))
    try FileManager.default.copyItem(atPath: other.scratch.path("run/shard-1"), toPath: scratch.path("run/shard-1"))
    try expectRefusal(folder, 66, "merge.foreign")
    // One shard is not accepted in the place of another.
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

  /// Forged files of a shard are found even if its trailer is forged too, because every record belongs to one shard.
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

  /// Writes a file of a shard, and enters its digest in the trailer.
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
    let register = ["--register", try run.scratch.register("house.sqlite")]
    _ = try run.plan(register)
    for shard in [0, 1] { _ = try run.shard(shard) }
    #expect(try run.single(register).status == 65)
    let merge = try run.merge()
    #expect(merge.status == 70 && ShardedRun.codes(merge) == ["merge.overtaken", "merge.nothing"], "\(merge.error)")
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
