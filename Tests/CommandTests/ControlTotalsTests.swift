import Foundation
import Testing

/// A run over other inputs than those that were meant issues nothing: records and amounts are compared with what the
/// sender counted, and an input that was issued before is known again.
@Suite struct ControlTotalsTests {
  private let scratch: Scratch
  private let input: String

  init() throws {
    scratch = try Scratch()
    input = try scratch.put(try Examples.many(3), at: "in.jsonl")
  }

  private func batch(_ options: [String], _ input: String? = nil) throws -> Command {
    try Command.run(
      ["batch", input ?? self.input, "--out", scratch.path("out"), "--documents", "certificate", "--quiet"] + options
        + Examples.day)
  }

  /// Each record guarantees 19,300,000 yen.
  static let totals: [(options: [String], code: String?)] = [
    (["--expect-records", "3"], nil), (["--expect-records", "4"], "input.total.records"),
    (["--expect-amount", "57900000"], nil), (["--expect-amount", "57900001"], "input.total.amount"),
    (["--expect-records", "3", "--expect-amount", "57900000"], nil),
  ]

  @Test(arguments: totals) func commandLine(_ options: [String], _ code: String?) throws {
    let command = try batch(options)
    #expect(command.status == (code == nil ? 0 : 66), "\(command.error)")
    if let code {
      #expect(command.error.contains("[\(code)]"))
      #expect(!FileManager.default.fileExists(atPath: scratch.path("out/manifest.jsonl")))
    }
  }

  @Test(
    arguments: [
      (#"{"records":3,"amount":57900000}"#, nil), (#"{"records":2}"#, "input.total.records"),
      (#"{"amount":1}"#, "input.total.amount"), (#"{}"#, "expect.shape"), (#"{"records":"3"}"#, "expect.shape"),
      (#"{"records":3,"record":3}"#, "expect.shape"), (#"{"records":3"#, "expect.json"),
    ] as [(String, String?)])
  func file(_ text: String, _ code: String?) throws {
    let command = try batch(["--expect", try scratch.put(text, at: "expect.json")])
    #expect(command.status == (code == nil ? 0 : 66), "\(command.error)")
    if let code { #expect(command.error.contains("[\(code)]")) }
  }

  @Test func anAmountThatCannotBeReadIsSaid() throws {
    let text = try Examples.many(3).replacing("19300000", with: "未定", maxReplacements: 2)
    let command = try batch(["--expect-amount", "57900000"], try scratch.put(text, at: "undecided.jsonl"))
    #expect(command.status == 66 && command.error.contains("読めない額が1件"), "\(command.error)")
  }

  @Test func anInputThatWasIssuedBeforeIsKnown() throws {
    let register = ["--register", try scratch.register()]
    #expect(try batch(register).status == 0)
    // The next night, into another folder, yesterday's file again.
    func again(_ options: [String]) throws -> Command {
      try Command.run(
        ["batch", input, "--out", scratch.path("next"), "--documents", "certificate"] + register + options
          + ["--issued-on", "2026-01-31"])
    }
    let refused = try again(["--once"])
    #expect(refused.status == 66 && refused.error.contains("[input.known]"), "\(refused.error)")
    let warned = try again([])
    #expect(warned.status == 0 && warned.error.contains("[input.known]") && warned.error.contains("2026-01-30"))
    // At night nobody hears anything else, and what counts warnings counts it.
    let night = try again(["--quiet"])
    #expect(night.status == 0 && night.error.contains("[input.known]"), "\(night.error)")
    #expect(try scratch.text("next/report.json").contains(#""input.known":1"#))
    // Another file is not.
    try scratch.put(try Examples.many(4), at: "in.jsonl")
    #expect(try !again(["--once"]).error.contains("input.known"))
  }

  /// A plan is judged by the same options as a run of one process, before any shard begins.
  @Test func plansAreJudgedToo() throws {
    let input = try scratch.put(try Examples.many(4), at: "plan.jsonl")
    func plan(_ options: [String]) throws -> Command {
      try Command.run(
        [
          "plan", input, "--shards", "2", "--out", scratch.path("plan"), "--documents", "certificate", "--issued-on",
          "2026-01-30",
        ]
          + options)
    }
    let wrong = try plan(["--expect-records", "5"])
    #expect(wrong.status == 66 && wrong.error.contains("5"), "\(wrong.error)")
    #expect(throws: (any Error).self) { try scratch.text("plan/plan.json") }
    let right = try plan([
      "--expect-records", "4", "--no-rejects-bom", "--once", "--register", scratch.path("house.sqlite"),
      "--new-register",
    ])
    #expect(right.status == 0, "\(right.error)")
    let text = try scratch.text("plan/plan.json")
    #expect(text.contains("\"markRejects\": false") || text.contains("\"markRejects\":false"))
  }

  @Test func headingsAloneAreSaidQuietlyToo() throws {
    let headings = try #require(try Examples.text("certificates.csv").split(whereSeparator: \.isNewline).first)
    let command = try batch([], try scratch.put(headings + "\r\n", at: "empty.csv"))
    let lines = command.error.split(separator: "\n")
    #expect(command.status == 0 && command.error.contains("[input.noRecords]"))
    #expect(lines.count { $0.contains("記録が") } == 1, "\(command.error)")
    #expect(lines.last?.hasPrefix("記録0件を読み") == true, "\(command.error)")
  }

  /// Warnings are counted by code where programs look for them.
  @Test func warningsAreCounted() throws {
    let late = try scratch.put(try Examples.many(3).replacing("2025-06-16", with: "2025-05-16"), at: "late.jsonl")
    let command = try batch(["--metrics", scratch.path("shosho.prom")], late)
    #expect(command.status == 0)
    let report = try Examples.object(scratch.text("out/report.json"))
    let warnings = try #require(report["warnings"] as? [String: Int])
    #expect(warnings["record.concludedOn.late"] == 3)
    let metrics = try scratch.text("shosho.prom")
    for (code, count) in warnings { #expect(metrics.contains("shosho_batch_warnings{code=\"\(code)\"} \(count)\n")) }
  }
}
