import Foundation
import Testing

/// What an operator of a nightly batch sets and watches: limits, metrics, the log.
@Suite struct OperationTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func batch(_ input: String, _ more: [String]) throws -> Command {
    try Command.run(["batch", input, "--out", scratch.path("out"), "--documents", "certificate"] + Examples.day + more)
  }

  /// The samples of the metrics file as Prometheus' own Python library reads them, `name{labels} value` a line.
  private func samples() throws -> [String: String] {
    let script = """
      import sys
      from prometheus_client.parser import text_string_to_metric_families
      for family in text_string_to_metric_families(open(sys.argv[1], encoding='utf-8').read()):
          assert family.documentation and family.type == 'gauge', family
          for s in family.samples:
              print(s.name + ''.join(f'[{v}]' for v in s.labels.values()), f'{s.value:g}' if s.value < 1e6 else int(s.value), sep='=')
      """
    let command = try Command.run(
      tool: "\(Command.root)/.venv/bin/python", ["-c", script, scratch.path("shosho.prom")])
    #expect(command.status == 0, "\(command.error)")
    return Dictionary(
      uniqueKeysWithValues: command.output.split(separator: "\n").map { line in
        let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
        return (parts[0], parts[1])
      })
  }

  @Test func metricsTellOfEveryRunAndRememberTheLastGoodOne() throws {
    let metrics = ["--metrics", scratch.path("shosho.prom"), "--quiet"]
    #expect(try batch(try scratch.put(try Examples.many(3), at: "in.jsonl"), metrics).status == 0)
    let first = try samples()
    #expect(first["shosho_batch_exit_status"] == "0")
    #expect(first["shosho_batch_records[issued]"] == "3" && first["shosho_batch_documents"] == "3")
    #expect(first["shosho_batch_last_success_timestamp_seconds"] == first["shosho_batch_end_timestamp_seconds"])
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path("shosho.prom"))[.posixPermissions] as? Int
    #expect(mode == 0o644)

    #expect(try batch(scratch.path("none.jsonl"), metrics).status == 66)
    let failed = try samples()
    #expect(failed["shosho_batch_exit_status"] == "66" && failed["shosho_batch_records[issued]"] == nil)
    #expect(
      failed["shosho_batch_last_success_timestamp_seconds"] == first["shosho_batch_last_success_timestamp_seconds"])

    #expect(try batch(Examples.path("faults.csv"), metrics).status == 65)
    let rejected = try samples()
    #expect(
      rejected["shosho_batch_last_completion_timestamp_seconds"] == rejected["shosho_batch_end_timestamp_seconds"])
    #expect(
      rejected["shosho_batch_last_success_timestamp_seconds"] == first["shosho_batch_last_success_timestamp_seconds"])
    #expect(rejected["shosho_batch_records[rejected]"].flatMap { Int($0) }.map { $0 > 0 } == true)
  }

  @Test func metricsThatCannotBeWrittenAreAWarning() throws {
    let input = try scratch.put(try Examples.many(1), at: "in.jsonl")
    let command = try batch(input, ["--metrics", "\(input)/shosho.prom"])
    #expect(command.status == 0 && command.error.contains("[file.open]"), "\(command.error)")
  }

  @Test func timeLimitEndsTheRunInOrderWith75() throws {
    let input = try scratch.put(try Examples.many(3000), at: "in.jsonl")
    let command = try batch(input, ["--time-limit", "1s", "--lang", "en"])
    #expect(command.status == 75 && command.error.contains("run.unread"), "\(command.status) \(command.error)")
    let report = try Examples.object(scratch.text("out/report.json"))
    #expect(report.text("end") == "timeLimit")
    let numbers = ["read", "unread"].compactMap { report.text("counts.\($0)").flatMap { Int($0) } }
    #expect(numbers.reduce(0, +) == 3000)
    #expect(try Command.run(["verify", scratch.path("out")]).status == 0)
    #expect(try batch(input, ["--time-limit", "soon"]).status == 64)
  }

  @Test func everyLineOfTheJSONLogNamesTheRun() throws {
    let command = try batch(Examples.path("faults.csv"), ["--log", "json"])
    #expect(command.status == 65)
    let lines = try command.error.split(separator: "\n").map { try Examples.object(String($0)) }
    let run = try #require(try Examples.object(scratch.text("out/report.json")).text("register.run"))
    // Messages from before the register was opened have no run to name.
    let named = lines.drop { $0["run"] == nil }
    #expect(
      named.count > 5 && named.allSatisfy { $0.text("run") == run && $0.text("message") != nil && $0["time"] != nil })
  }
}
