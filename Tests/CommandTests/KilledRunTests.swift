import Foundation
import TestSupport
import Testing

/// A run that is killed, whenever that is, and started again ends as an undisturbed one: papers, manifest, rejects and
/// archive to the byte, the register to the row, the report to the count.
@Suite(.serialized) struct KilledRunTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try prepare()
  }

  /// The run of these tests has some of everything: what an earlier run issued into the folder stands unchanged, is
  /// superseded, or is no part of the input; there are new records, refused ones and doubled ones. Its chunks are
  /// small, so that there are many.
  private func prepare() throws {
    try scratch.put(Data((0..<32).map { UInt8($0) }), at: "sealing.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path("sealing.key"))
    let lines = try Examples.many(20).split(separator: "\n").map(String.init)
    try scratch.put(lines[..<8].joined(separator: "\n"), at: "earlier.jsonl")
    let work = try #require(try Examples.object(lines[0]).text("work.name"))
    let kind = try #require(try Examples.object(lines[0]).text("kind"))
    let changed = lines[4..<6].map { $0.replacing(work, with: "\(work)（その2）") }
    let refused = lines[8..<10].map { $0.replacing("\"\(kind)\"", with: "\"契約保証予約\"") }
    try scratch.put(
      (lines[..<4] + changed + refused + lines[10...] + [lines[19]]).joined(separator: "\n") + "\n", at: "in.jsonl")
    try scratch.register("work/register.sqlite")
    let earlier = try Command.run(arguments("earlier.jsonl"))
    #expect(earlier.status == 0, "\(earlier.error)")
    try FileManager.default.moveItem(atPath: scratch.path("work"), toPath: scratch.path("before"))
  }

  private func arguments(_ input: String) -> [String] {
    [
      "batch", scratch.path(input), "--out", scratch.path("work/out"), "--register",
      scratch.path("work/register.sqlite"), "--archive",
      scratch.path("work/archive"), "--sealing-key", scratch.path("sealing.key"), "--documents",
      "certificate,key-notice", "--supersede",
      "--chunk", "6", "--quiet", "--home", Command.root,
    ] + Examples.day
  }

  /// Restores the folder, register and archive of the time before the run.
  private func reset() throws {
    try? FileManager.default.removeItem(atPath: scratch.path("work"))
    try FileManager.default.copyItem(atPath: scratch.path("before"), toPath: scratch.path("work"))
  }

  /// The run to its end; it refuses some records.
  private func complete() throws {
    let command = try Command.run(arguments("in.jsonl"))
    #expect(command.status == 65, "\(command.status) \(command.error)")
  }

  private func undisturbed() throws -> (traces: RunTraces, seconds: Double) {
    try reset()
    let start = Date()
    try complete()
    let seconds = Date().timeIntervalSince(start)
    let traces = try RunTraces(scratch, "work")
    // 8 records issued before, 2 of them again, 9 new; 2 refused, 2 doubled.
    #expect(
      traces.counts["read"] == "19" && traces.counts["unchanged"] == "4" && traces.counts["issued"] == "11",
      "\(traces.counts)")
    #expect(
      traces.report["forms"]?.contains("certificate") == true && traces.report["tightest"] != nil,
      "\(traces.report.keys)")
    #expect(traces.files.keys.count { $0.hasSuffix(".pdf") } == 34 && traces.files["rejects.jsonl"] != nil)
    #expect(traces.files["manifest.jsonl"]?.count { $0 == UInt8(ascii: "\n") } == 34)
    return (traces, seconds)
  }

  /// Whether the register has the run as complete. A kill after that moment tests nothing.
  private func isOver() throws -> Bool {
    try RunTraces.runs(scratch.path("work/register.sqlite")) == ["complete", "complete"]
  }

  private func compare(with undisturbed: RunTraces, _ story: String) throws {
    let differences = try RunTraces(scratch, "work").differences(from: undisturbed)
    #expect(differences.isEmpty, "\(story): \(differences.prefix(5).joined(separator: "; "))")
    let verify = try Command.run([
      "verify", scratch.path("work/out"), "--register", scratch.path("work/register.sqlite"),
    ])
    #expect(verify.status == 0, "\(story): \(verify.output)")
  }

  @Test func fiftyKillsAtRandomMoments() throws {
    let (undisturbed, seconds) = try undisturbed()
    var random = Seeded(seed: 0x5348_4F52)
    var kills = 0
    var ends = 0
    var story: [String] = []
    try reset()
    while kills < 50 || !story.isEmpty {
      if kills < 50 {
        let process = try Command.start(arguments("in.jsonl"))
        let moment = Double.random(in: 0...1, using: &random) * seconds
        let end = Date(timeIntervalSinceNow: moment)
        while process.isRunning, Date() < end { usleep(500) }
        if process.isRunning {
          kill(process.processIdentifier, SIGKILL)
          kills += 1
          story.append("killed after \(Int(moment * 1000)) ms")
        }
        process.waitUntilExit()
        if try !isOver() { continue }
      } else if try !isOver() {
        try complete()
      }
      try compare(with: undisturbed, story.joined(separator: ", "))
      ends += 1
      story = []
      try reset()
    }
    #expect(kills == 50 && ends > 1)
  }

  /// The calls by which a run leaves something behind, and which of them it does not live to see, counted on each
  /// thread.
  static let calls: [(call: String, times: [Int])] = [
    ("openat", [150, 400]), ("write", [3, 9]), ("fchmod", [1, 4]), ("renameat", [1, 2, 7, 14]), ("mkdirat", [1, 5]),
    ("syncfs", [1, 2, 3]),
    ("pwrite64", [1, 9, 25, 60]), ("fdatasync", [1, 2, 4]), ("unlinkat", [1]), ("unlink", [1]),
  ]

  @Test func killsAtTheCallsThatLeaveSomethingBehind() throws {
    let (undisturbed, _) = try undisturbed()
    var kills = 0
    for (call, times) in Self.calls {
      for time in times {
        try reset()
        let traced = try Command.run(
          tool: "strace",
          [
            "-f", "-qq", "-o", scratch.path("trace"), "-e", "trace=\(call)", "-e",
            "inject=\(call):signal=SIGKILL:when=\(time)",
            Command.executable.path,
          ] + arguments("in.jsonl"))
        #expect([65, 137].contains(traced.status), "strace: \(traced.status) \(traced.error)")
        if traced.status == 137 { kills += 1 }
        if try !isOver() { try complete() }
        try compare(with: undisturbed, "killed at \(call) \(time)")
      }
    }
    #expect(kills > 15, "\(kills)")
  }
}

/// What a run leaves, as far as two runs over the same input must leave the same: everything but times, run ids and
/// encrypted bytes.
struct RunTraces: Equatable {
  /// Every file of the output folder but report and register, by path, with its bytes and its mode.
  var files: [String: Data]
  var modes: [String: Int]
  /// The archive's files by path; of sealed ones only the length, because encryption gives other bytes every time.
  var archive: [String: Data]
  /// The register's rows and runs, one in each line.
  var rows: String
  /// The counts of report.json.
  var counts: [String: String]
  /// Its other members but times and the register's id and chain: how texts were fitted, inputs, day, end.
  var report: [String: String]

  init(_ scratch: Scratch, _ folder: String) throws {
    let issued = try scratch.issued(below: "\(folder)/out")
    files = Dictionary(uniqueKeysWithValues: issued.map { ($0.path, $0.bytes) })
    modes = try Dictionary(
      uniqueKeysWithValues: issued.map { file in
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path("\(folder)/out/\(file.path)"))
        return (file.path, attributes[.posixPermissions] as? Int ?? 0)
      })
    archive = try Dictionary(
      uniqueKeysWithValues: scratch.files(below: "\(folder)/archive").filter { !$0.path.contains(".shosho-tmp-") }.map {
        path, bytes in
        (path, path.hasSuffix(".sealed") ? Data("\(bytes.count)".utf8) : bytes)
      })
    rows = try Self.query(Self.script, scratch.path("\(folder)/register.sqlite"))
    let whole = try Examples.object(scratch.text("\(folder)/out/report.json"))
    counts = (whole["counts"] as? [String: Any] ?? [:]).compactMapValues { $0 as? Int }.mapValues(String.init)
    report = try whole.filter {
      !["counts", "milliseconds", "processorMilliseconds", "stageMilliseconds", "register"].contains($0.key)
    }
    .mapValues { value in
      String(decoding: try JSONSerialization.data(withJSONObject: [value], options: .sortedKeys), as: UTF8.self)
    }
  }

  /// Readable names of what differs; empty when the two are equal.
  func differences(from other: RunTraces) -> [String] {
    func keys<Value: Equatable>(_ a: [String: Value], _ b: [String: Value], _ what: String) -> [String] {
      Set(a.keys).union(b.keys).sorted().filter { a[$0] != b[$0] }.map { "\(what) \($0)" }
    }
    var names =
      keys(files, other.files, "file") + keys(modes, other.modes, "mode of") + keys(archive, other.archive, "archived")
    names += keys(counts, other.counts, "count") + keys(report, other.report, "report's")
    let (mine, yours) = (rows.split(separator: "\n"), other.rows.split(separator: "\n"))
    names +=
      mine.filter { !yours.contains($0) }.map { "row \($0)" }
      + yours.filter { !mine.contains($0) }.map { "no row \($0)" }
    return names
  }

  /// The state of each run, the oldest first: begun, stopped, complete. Empty when there is no register yet.
  static func runs(_ path: String) throws -> [Substring] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try query("for row in d.execute('SELECT state FROM run ORDER BY id'): print(*row)", path).split(
      separator: "\n")
  }

  /// Reads the register through Python's SQLite module, so that this program's code is not part of the test.
  private static func query(_ script: String, _ path: String) throws -> String {
    let opening = "import sqlite3, sys\nd = sqlite3.connect(sys.argv[1])\n"
    let command = try Command.run(tool: "python3", ["-c", opening + script, path])
    return command.status == 0 ? command.output : "unreadable: \(command.error)"
  }

  private static let script = """
    for row in d.execute('''
        SELECT sequence, action, entry.state, endedBy, target, number, change, document, mark, reason, "by", form, edition,
          hex(formDigest), hex(record.digest), record.json, record.sealed IS NULL, length(record.key), hex(configuration.digest),
          hex(configuration.rules), hex(configuration.fonts), format, entry.issuedOn, path, hex(entry.digest), bytes, pages
        FROM entry LEFT JOIN record ON record.id = entry.record LEFT JOIN configuration ON configuration.id = entry.configuration
        ORDER BY sequence'''): print(*row, sep='|')
    for row in d.execute('''
        SELECT run.id, state, configuration.issuedOn, folder, "read", issued, unchanged, rejected, libraries, hex(run_input.digest), run_input.bytes
        FROM run JOIN run_input ON run_input.run = run.id ORDER BY run.id, position'''): print('run', *row, sep='|')
    """
}
