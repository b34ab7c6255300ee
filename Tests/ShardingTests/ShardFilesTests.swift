import Diagnostics
import Encodings
import Fields
import Records
import StrictJSON
import Testing

@testable import House
@testable import Issuance
@testable import Papers
@testable import Reporting
@testable import Sharding

/// What shards write for each other and for the merge comes back as it was written.
@Suite struct ShardFilesTests {
  static let plan = ShardPlan(
    release: "0.1.0", format: 1, architecture: "x86_64",
    libraries: [EngineVersion.Library(name: "cairo", version: "1.16.0")],
    issuedOn: CalendarDate(iso: "2026-04-01")!, documents: ["certificate", "key-notice"], language: .english,
    supersedes: true,
    register: "/var/lib/shosho/register.sqlite", sealingKey: nil,
    attachesRecord: true, protections: [ProtectionRequest(document: "key-notice", path: "/secure/夜間.txt")],
    sources: ShardPlan.Sources(forms: "f0", rules: "r0", fonts: "n0"), encoding: .cp932, inputFormat: nil,
    mapping: ShardPlan.Companion(path: "/data/列名.json", digest: "aa"), keysFrom: nil, keysEncoding: .cp932,
    marksRejects: false,
    inputs: [ShardPlan.Input(file: "夜間.csv", path: "/data/夜間.csv", bytes: 12, digest: "bb", records: 5)],
    records: [2, 3])

  @Test func planOfARun() throws {
    #expect(try ShardPlan(Array(Self.plan.json.utf8), file: "plan.json") == Self.plan)
  }

  @Test(arguments: [
    "", "[]", "{}", #"{"version": 1}"#, plan.json.replacing("\"shards\": 2", with: "\"shards\": 3"),
    plan.json.replacing("\"records\": [2,3]", with: "\"records\": [2,\"3\"]"),
    plan.json.replacing("2026-04-01", with: "2026-04-31"),
    plan.json.replacing("\"keysFrom\": null,\n", with: ""), plan.json.replacing("cp932", with: "ebcdic"),
  ]) func whatIsNoPlanIsRefused(text: String) {
    #expect { try ShardPlan(Array(text.utf8), file: "plan.json") } throws: {
      ($0 as? RunFailure)?.status == .badConfiguration
    }
  }

  @Test func planOfALaterReleaseSaysSo() {
    let text = Self.plan.json.replacing("\"version\": 1", with: "\"version\": 2")
    #expect { try ShardPlan(Array(text.utf8), file: "plan.json") } throws: { error in
      (error as? RunFailure)?.diagnostics.map(\.code) == ["plan.version"]
    }
  }

  @Test func trailerOfAShard() {
    var counts = RunCounts()
    (counts.read, counts.issued, counts.rejected, counts.documents, counts.bytes, counts.pages) = (5, 4, 1, 16, 999, 17)
    let trailer = ShardTrailer(
      plan: "ab", shard: 1, shards: 2, counts: counts, files: [ShardTrailer.File(name: "rejects-2.csv", digest: "cd")],
      run: "plan-ab-1", rows: 16, head: "ef")
    #expect(ShardTrailer(Array(trailer.json.utf8)) == trailer)
    #expect(ShardTrailer(Array(trailer.json.utf8.dropLast(3))) == nil)
    #expect(trailer.rejects(inputs: 2).map(\.input) == [1])
    #expect(trailer.rejects(inputs: 1).isEmpty)
  }

  @Test func journal() {
    for line in [
      ShardJournal(input: 1, record: 17, papers: 4), ShardJournal(input: 0, record: 1, papers: 0, reject: 231),
    ] {
      #expect(ShardJournal(line: line.line.utf8.dropLast()) == line)
    }
    for text in ["", "{}", #"{"input":0,"record":0,"papers":1}"#, #"{"input":-1,"record":1,"papers":1}"#] {
      #expect(ShardJournal(line: text.utf8) == nil)
    }
  }

  @Test func statisticsOfFits() throws {
    let forms = #"""
      {"certificate":{"papers":2,"bytes":9,"pages":3,"tightened":1,"continued":1,\#
      "boxes":{"工事名":{"condensed":2,"narrowest":0.81,"shrunk":1,"smallest":0.90}},"baseForms":{"葛":1}}}
      """#
    let tightest = #"""
      [{"form":"certificate","box":"工事名","condensed":0.81,"shrunk":0.90,"lines":2,"number":"1","change":0},\#
      {"form":"certificate","box":"備考","condensed":1.00,"shrunk":1.00,"lines":3,"number":"1","change":0}]
      """#
    var statistics = FitStatistics(try JSONParser.parse(forms.utf8), tightest: try JSONParser.parse(tightest.utf8))
    #expect(statistics.json == forms)
    #expect(statistics.tightestJSON == tightest)
    let other = (
      forms.replacing("0.81", with: "0.77").replacing("0.90", with: "1.00"),
      tightest.replacing("0.81", with: "0.72").replacing(#""number":"1""#, with: #""number":"2""#)
    )
    statistics += FitStatistics(try JSONParser.parse(other.0.utf8), tightest: try JSONParser.parse(other.1.utf8))
    #expect(
      statistics.json == #"""
        {"certificate":{"papers":4,"bytes":18,"pages":6,"tightened":2,"continued":2,\#
        "boxes":{"工事名":{"condensed":4,"narrowest":0.77,"shrunk":2,"smallest":0.90}},"baseForms":{"葛":2}}}
        """#)
    // Of each box the shard where it was tighter.
    #expect(statistics.tightestJSON.contains(#""box":"工事名","condensed":0.72,"shrunk":0.90,"lines":2,"number":"2""#))
    #expect(statistics.tightestJSON.contains(#""box":"備考","condensed":1.00,"shrunk":1.00,"lines":3,"number":"1""#))
  }

  @Test func everyRecordHasOneShard() {
    var owners = RecordOwnership(counts: [2, 0, 1])
    let entries: [(input: Int, record: Int, shard: Int)] = [(2, 1, 0), (0, 2, 1), (0, 1, 0)]
    for (input, record, shard) in entries {
      let first = owners.assignRecord(input: input, record: record, shard: shard)
      let second = owners.assignRecord(input: input, record: record, shard: 1 - shard)
      #expect(first && !second)
    }
    for (input, record) in [(0, 0), (0, 3), (1, 1), (3, 1), (-1, 1)] {
      let isAssigned = owners.assignRecord(input: input, record: record, shard: 0)
      #expect(!isAssigned, "\(input) \(record)")
    }
    var order: [Int] = []
    owners.forEach { order.append($0) }
    #expect(order == [0, 1, 0])
  }

  static let arrays: [(states: [ShardState], array: String?)] = [
    ([.closed(RunCounts()), .missing, .running, .failed], "--array=1,3"),
    ([.missing, .missing, .missing, .running, .failed, .missing], "--array=0-2,4-5"),
    ([.closed(RunCounts()), .running], nil),
  ]

  @Test(arguments: arrays) func whatIsLeftIsSubmittedAgain(states: [ShardState], array: String?) {
    #expect(ShardOverview(plan: Self.plan, states: states).array == array)
  }
}
