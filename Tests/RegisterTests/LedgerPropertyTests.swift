import TestSupport
import Testing

@testable import Register

@Suite struct LedgerPropertyTests {
  /// Some operations, wise or foolish, against a model: the chain stays whole, and a paper is valid
  /// exactly when the model says so.
  @Test(arguments: 1...12) func `whatever is asked of it, the chain is whole and one paper of an identity is valid`(
    seed: UInt64
  ) throws {
    let house = try TestHouse()
    let register = try house.begun()
    var random = Seeded(seed: seed)
    /// The content of the valid papers of a number, or nil when they are void.
    var model: [String: RecordContent?] = [:]
    for step in 0..<40 {
      let number = "第\(Int.random(in: 1...6, using: &random))号"
      let record = content(price: Int.random(in: 1...3, using: &random))
      let time = Int64(step)
      switch Int.random(in: 0...9, using: &random) {
      case 0:
        let reason = fault { try register.voidPapers(number: number, reason: "契約解除", by: nil, at: time) }
        let isHeld = model[number].flatMap { $0 } != nil
        #expect((reason == nil) == isHeld)
        if isHeld { model[number] = .some(nil) }
      case 1:
        if let original = try register.validPaper(number: number, document: "certificate"), let copy = original.paper {
          try register.enterReissue(original, as: copy, mark: "再発行", reason: "紛失", by: nil, at: time)
        }
      case 2:
        // The second record of this chunk has the identity of the first: it is left out.
        let chunk = issue("新\(step)号", record: record) + issue("新\(step)号", record: record)
        #expect(fault { try register.enterIssues(chunk, run: "R1", at: time) } != nil)
        model["新\(step)号"] = record
      default:
        switch try register.status(
          of: ContractIdentity(number: number, change: 0), content: record, documents: ["certificate", "key-notice"])
        {
        case .new:
          #expect(model[number] == nil)
          try register.enterIssues(issue(number, record: record), run: "R1", at: time)
          model[number] = record
        case .unchanged: #expect(model[number].flatMap { $0 }?.digest == record.digest)
        case .changed(let valid, _):
          #expect(model[number].flatMap { $0 }.map { $0.digest != record.digest } == true)
          let papers = valid.map { paper(number, $0.identity.document, supersedes: $0.sequence, text: "\(step)") }
          try register.enterIssues([NewIssue(record: record, papers: papers)], run: "R1", at: time)
          model[number] = record
        case .voided: #expect(model[number] != nil && model[number].flatMap { $0 } == nil)
        case .incomplete: #expect(Bool(false), "papers are entered together")
        case .elsewhere: #expect(Bool(false), "no bundle was entered")
        }
      }
      if step.isMultiple(of: 10) { #expect(try register.verifyChain().faults == []) }
    }
    let report = try register.verifyChain()
    #expect(report.faults == [])
    let rows = try register.rows()
    for copy in rows where copy.action == .reissue {
      let original = try #require(rows.first { $0.sequence == copy.target })
      #expect(copy.state == original.state && copy.endedBy == original.endedBy, "\(copy.sequence)")
    }
    for (number, record) in model {
      let row = try register.validPaper(number: number, document: "certificate")
      #expect(row?.paper?.recordDigest == record?.digest, "\(number)")
    }
  }
}
