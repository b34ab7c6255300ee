import Diagnostics
import Fields
import Testing

@testable import Surety

@Suite("Every example record passes the rules")
struct ExamplesTests {
  @Test func passes() throws {
    for row in try Samples.rows("Examples/certificates.jsonl") {
      let assessment = try Samples.assess(row)
      let errors = assessment.diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty, "record \(row.place.record ?? 0): \(errors.map { TextWriter(language: .english).text(of: $0) })")
      #expect(assessment.isAccepted)
    }
  }

  @Test("The refund sheet of the design: 19,300,000 down to 17,600,000")
  func refund() throws {
    let rows = try Samples.rows("Examples/certificates.jsonl")
    let row = try #require(rows.first { if case .text("44-07-0012345-01")? = $0["number"]?.value { true } else { false } })
    let values = try Samples.assess(row).values
    func text(_ path: String) -> String? { if case .text(let text)? = values[path] { text } else { nil } }
    func yen(_ path: String) -> Int64? { if case .yen(let yen)? = values[path] { yen } else { nil } }
    #expect(yen("premium.difference") == -3230)
    #expect(yen("premium.amount") == 40940)
    #expect(yen("premium.before.amount") == 44170)
    #expect(text("premium.total") == "40,940")
    #expect(text("premium.dropped") == nil)
    guard case .list(let steps)? = values["premium.steps"] else {
      Issue.record("no steps")
      return
    }
    let lines = steps.map { step -> [String] in
      ["slice", "rate", "before.product", "product"].map { if case .text(let text)? = step[$0] { text } else { "–" } }
    }
    #expect(
      lines == [
        ["3,000,000円以下の部分", "0.30", "9,000", "9,000"],
        ["3,000,000円を超え10,000,000円以下", "0.25", "17,500", "17,500"],
        ["10,000,000円を超え30,000,000円以下", "0.19", "17,670", "14,440"],
      ])
  }
}
