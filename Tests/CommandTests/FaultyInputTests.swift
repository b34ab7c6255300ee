import Foundation
import Testing

/// Faulty input is refused with one clear message and the documented exit code, and all other records are issued.
@Suite struct FaultyInputTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func batch(_ input: String, _ options: [String] = []) throws -> Command {
    try Command.run(
      ["batch", input, "--out", scratch.path("out"), "--documents", "certificate"] + options + Examples.day)
  }

  private func counts() throws -> [String: Any] {
    try Examples.object(scratch.text("out/report.json"))["counts"] as? [String: Any] ?? [:]
  }

  private func manifestLines() throws -> Int {
    try scratch.text("out/manifest.jsonl").split(separator: "\n").count
  }

  @Test func checkNamesEveryFaultOfTheFaultyExamples() throws {
    let command = try Command.run(["check", Examples.path("faults.csv")] + Examples.day)
    #expect(command.status == 65)
    let codes = Set(command.output.matches(of: #/\[([a-zA-Z.]+)\]/#).map { String($0.1) })
    #expect(codes.count >= 12, "\(codes.sorted())")
    #expect(
      command.output.split(separator: "\n").filter { $0.contains("エラー") }.allSatisfy { $0.contains("faults.csv:") })
  }

  @Test func checkInEnglishAndAsJSON() throws {
    let english = try Command.run(["check", Examples.path("faults.csv"), "--lang", "en"] + Examples.day)
    #expect(english.status == 65 && english.output.contains("error: "))
    let json = try Command.run(["check", Examples.path("faults.csv"), "--log", "json"] + Examples.day)
    let objects = try json.output.split(separator: "\n").map { try Examples.object(String($0)) }
    #expect(objects.contains { $0.text("code") == "record.date.impossible" && $0.text("record") == "5" })
  }

  @Test func checkAndBatchAgree() throws {
    let check = try Command.run(["check", Examples.path("faults.csv")] + Examples.day)
    let batch = try Command.run(
      ["batch", Examples.path("faults.csv"), "--out", scratch.path("out"), "--quiet"] + Examples.day)
    #expect(batch.status == 65)
    func errors(_ text: String) -> [Substring] { text.split(separator: "\n").filter { $0.contains("エラー") } }
    #expect(errors(check.output) == errors(batch.error))
  }

  @Test func rejectsAreTheRefusedRowsAndCanBeMended() throws {
    let good = try Examples.lines()[0]
    let bad = try Examples.lines()[3].replacing(
      "\"concludedOn\":\"2025-06-13\"", with: "\"concludedOn\":\"2025-02-29\"")
    try #require(bad != (try Examples.lines()[3]))
    let input = try scratch.put("\(good)\n\(bad)\n", at: "in.jsonl")
    let first = try batch(input, ["--documents", "key-notice"])
    #expect(first.status == 65)
    #expect(try counts().text("rejected") == "1")
    let rejects = try scratch.text("out/rejects.jsonl")
    let key = try #require(try Examples.object(bad).text("key"))
    #expect(rejects.contains("2025-02-29") && !rejects.contains(key))
    let mode =
      try FileManager.default.attributesOfItem(atPath: scratch.path("out/rejects.jsonl"))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    // Mended by hand and fed in again, the key taken back from the first input; the rejects of the first run are gone
    // then.
    let mended = try scratch.put(rejects.replacing("2025-02-29", with: "2025-06-13"), at: "mended.jsonl")
    let second = try Command.run(
      ["batch", mended, "--out", scratch.path("out"), "--documents", "key-notice", "--keys-from", input] + Examples.day)
    #expect(second.status == 0, "\(second.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/rejects.jsonl")))
  }

  @Test func sameIdentityTwiceIsRefusedBothTimes() throws {
    let lines = try Examples.lines()
    let input = try scratch.put([lines[0], lines[3], lines[0]].joined(separator: "\n"), at: "in.jsonl")
    let command = try batch(input)
    #expect(command.status == 65)
    #expect(try counts().text("issued") == "1" && counts().text("rejected") == "2")
    #expect(command.error.contains("3件目") && command.error.contains("1件目"))
  }

  @Test func hostileContractNumbersWriteNothingAnywhere() throws {
    let line = try Examples.lines()[0]
    let numbers = [
      "../../escape", "/tmp/escape", "..", "a\\u0000b", "%2e%2e", "44-07-0012345-00/../x",
      String(repeating: "9", count: 400),
    ]
    let input = try scratch.put(
      numbers.map { line.replacing("44-07-0012345-00", with: $0) }.joined(separator: "\n"), at: "in.jsonl")
    let command = try batch(input)
    #expect(command.status == 65)
    #expect(try counts().text("rejected") == String(numbers.count))
    let files = try scratch.files(below: ".").map(\.path).filter { !$0.hasPrefix("out/register.sqlite") }
    #expect(files == ["in.jsonl", "out/manifest.jsonl", "out/rejects.jsonl", "out/report.json"])
  }

  @Test func fileCutInTheMiddleIssuesWhatStoodBefore() throws {
    let lines = try Examples.lines()
    let input = try scratch.put(lines[0] + "\n" + lines[3].prefix(200), at: "in.jsonl")
    let command = try batch(input)
    #expect(command.status == 65)
    #expect(try manifestLines() == 1)
    #expect(try counts().text("rejected") == "1")
  }

  @Test func headerAloneIsAWarning() throws {
    let header = String(try Examples.text("certificates.csv").unicodeScalars.prefix { $0 != "\n" }) + "\n"
    let command = try batch(try scratch.put(header, at: "in.csv"))
    #expect(command.status == 0, "\(command.error)")
    #expect(command.error.contains("input.noRecords"))
    #expect(try manifestLines() == 0)
  }

  static let unreadable: [(name: String, bytes: Data, code: String)] = [
    ("empty.csv", Data(), "input.empty"),
    ("binary.csv", Data([0x25, 0x50, 0x44, 0x46, 0x2D, 0x31, 0x2E, 0x37, 0x00, 0xFF]), "input.binary"),
    (
      "unknown.csv", Data([0x95, 0xDB, 0x8F, 0xD8, 0x82, 0xCC, 0x8E, 0xED, 0x97, 0xDE, 0x0A]), "input.encoding.unknown"
    ),
    ("columns.csv", Data("保証の種類,保証契約番号\n前払金保証,1\n".utf8), "columns.missing"),
  ]

  @Test(arguments: unreadable) func inputThatCannotBeReadIs66(name: String, bytes: Data, code: String) throws {
    let command = try batch(try scratch.put(bytes, at: name))
    #expect(command.status == 66, "\(command.error)")
    #expect(command.error.contains("エラー"), "\(command.error)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path("out/manifest.jsonl")))
  }

  @Test func inputThatIsNotThereIs66() throws {
    #expect(try batch(scratch.path("nothing.csv")).status == 66)
  }

  @Test func fieldOfTenMegabytesRefusesThatRecordAlone() throws {
    let lines = try Examples.lines()
    let huge = lines[3].replacing(
      "\"name\":\"", with: "\"name\":\"" + String(repeating: "長", count: 3_500_000), maxReplacements: 1)
    let command = try batch(try scratch.put([huge, lines[0]].joined(separator: "\n"), at: "in.jsonl"))
    #expect(command.status == 65)
    #expect(try counts().text("issued") == "1" && counts().text("rejected") == "1")
    #expect(command.error.utf8.count < 2_000)
  }

  /// A run stops at the same record whatever the number of workers is, says so in its last line, and has an exit status
  /// of its own; the same command on the mended input issues the rest.
  @Test func runEndsAtTheLimitOfRejects() throws {
    let good = try Examples.many(60).split(separator: "\n").map(String.init)
    let lines = good.enumerated().map { $0 % 9 == 8 ? $1.replacing("2025-06-20", with: "2025-02-30") : $1 }
    let input = try scratch.put(lines.joined(separator: "\n") + "\n", at: "in.jsonl")
    var manifests: Set<String> = []
    for jobs in ["1", "2", "5"] {
      let out = scratch.path("out-\(jobs)")
      let command = try Command.run(
        ["batch", input, "--out", out, "--documents", "certificate", "--max-rejects", "3", "--jobs", jobs, "--quiet"]
          + Examples.day)
      #expect(command.status == 69, "\(command.error)")
      let last = try #require(command.error.split(separator: "\n").last)
      #expect(last.hasPrefix("記録27件を読み、24件（書類24通）を発行し、3件を拒否しました。") && last.contains("残りの33件は読んでいません。終了コード69"))
      let report = try Examples.object(scratch.text("out-\(jobs)/report.json"))
      #expect(report.text("end") == "tooManyRejects" && report.text("counts.unread") == "33")
      manifests.insert(try scratch.text("out-\(jobs)/manifest.jsonl") + scratch.text("out-\(jobs)/rejects.jsonl"))
      #expect(try scratch.issued(below: "out-\(jobs)").count == 26)
    }
    #expect(manifests.count == 1)
    try scratch.put(good.joined(separator: "\n") + "\n", at: "in.jsonl")
    let again = try Command.run(
      [
        "batch", input, "--out", scratch.path("out-2"), "--documents", "certificate", "--max-rejects", "3", "--log",
        "json",
      ]
        + Examples.day)
    #expect(again.status == 0, "\(again.error)")
    let summary = try Examples.object(String(try #require(again.error.split(separator: "\n").last)))
    #expect(summary.text("event") == "summary" && summary.text("status") == "0")
    #expect(summary.text("read") == "60" && summary.text("issued") == "36" && summary.text("unchanged") == "24")
  }
}
