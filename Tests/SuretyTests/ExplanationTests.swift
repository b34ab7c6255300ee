import Diagnostics
import Fields
import Rules
import StrictJSON
import Testing

@testable import Surety

@Suite("An explanation names each rule that applied, where it stands, and why")
struct ExplanationTests {
  static func explanation(of number: String) throws -> Explanation {
    let row = try #require(try Samples.certificates.get().first { $0.text("number") == number })
    return try Samples.rulebook.get().explain(row, papers: .withoutKey, issuedOn: Samples.today)
  }

  @Test func refund() throws {
    let explanation = try Self.explanation(of: "44-07-0012345-01")
    #expect(
      Set(explanation.entries.map(\.topic)) == [
        .number, .issuer, .terms, .orderer, .start, .category, .clauses, .submission, .limit, .tariff, .slice,
        .rounding, .amendment,
      ])
    let slices = explanation.entries.filter { $0.topic == .slice }.map(\.decision.japanese)
    #expect(slices.count == 6)
    #expect(slices.first == "変更前　3,000,000 × 0.30% ＝ 9,000")
    #expect(slices.last == "変更後　7,600,000 × 0.19% ＝ 14,440")
    #expect(explanation.entries.last?.decision.japanese == "40,940 − 44,170 ＝ △3,230、返還")
  }

  @Test("each rule is found at the line that it names")
  func locations() throws {
    let explanation = try Self.explanation(of: "44-07-0012345-00")
    let start = try #require(explanation.entries.first { $0.topic == .start })
    let location = try #require(start.location)
    let lines = try Samples.text(location.file).split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(location.line)
    #expect(lines[line - 1].contains(#""trigger": "当初契約日""#) && lines[line - 1].contains("S0"))
    #expect(start.source == "S0" && start.from?.iso == "2025-04-01" && !start.assumed)
    let slice = try #require(explanation.entries.last { $0.topic == .slice }?.location)
    let sliceLine = try Samples.text(slice.file).split(separator: "\n", omittingEmptySubsequences: false)[
      (slice.line ?? 1) - 1]
    #expect(sliceLine.contains("0.19"))
  }

  @Test("an assumed limit is said to be assumed, in both languages")
  func assumed() throws {
    let explanation = try Self.explanation(of: "44-07-0012345-00")
    let limit = try #require(
      explanation.entries.first {
        $0.topic == .limit && $0.decision.japanese.contains("前払金額の割合は4/10以下、19,300,000 ÷ 48,345,000")
      })
    #expect(limit.assumed && limit.source == nil)
    #expect(explanation.text(in: .japanese).contains("仮定"))
    #expect(explanation.text(in: .english).contains("assumed"))
  }

  @Test("every example is explained as text and as JSON without its key")
  func writing() throws {
    for row in try Samples.certificates.get() + Samples.examples("faults.csv") {
      let explanation = try Samples.rulebook.get().explain(row, papers: .withoutKey, issuedOn: Samples.today)
      let node = try JSONParser.parse(Array(explanation.json.utf8))
      #expect(node["rules"]?.array?.count == explanation.entries.count)
      guard case .secret(let key)? = row["key"]?.value else { continue }
      let shown = explanation.json + explanation.text(in: .japanese) + explanation.text(in: .english)
      #expect(key.open { !shown.contains($0) })
    }
  }
}
