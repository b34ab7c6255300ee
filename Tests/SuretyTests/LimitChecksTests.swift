import Diagnostics
import Fields
import Rules
import Testing

@testable import Surety

@Suite("An assumed limit of an orderer loosens no standard one that has a source")
struct LimitChecksTests {
  /// Every orderer of the rules with each breach of a sourced standard limit: changes of an example and the code.
  static let breaches: [(changes: [String: String?], number: String, code: String)] = [
    (
      ["advance.amount": "48345000", "guarantee.amount": "48345000", "premium.amount": nil],
      "44-07-0012345-00", "limit.advance.share"
    ),
    (
      ["advance.amount": "24200000", "guarantee.amount": "24200000", "premium.amount": nil],
      "44-07-0012345-00", "limit.advance.share"
    ),
    (["guarantee.amount": "100000", "premium.amount": nil], "44-07-0012344-00", "limit.performance.share"),
    (
      ["advance.amount": "40000000", "guarantee.amount": "40000000", "premium.amount": nil],
      "44-07-0015502-00", "limit.interim.share"
    ),
  ]
  static let orderers = (try? Samples.rulebook.get().orderers.orderers.map(\.name)) ?? []

  private func severity(_ breach: Int, of orderer: String) throws -> Severity? {
    let (changes, number, code) = Self.breaches[breach]
    let record = try Samples.record(changes.merging(["orderer.name": orderer]) { $1 }, like: number)
    return try Samples.assess(record).diagnostics.filter { $0.code == code }.map(\.severity).max()
  }

  @Test(arguments: orderers) func assumedIsNoLooser(_ orderer: String) throws {
    let limits = try Samples.rulebook.get().orderers.orderers.first { $0.name == orderer }?.limits ?? []
    for (index, breach) in Self.breaches.enumerated() {
      let own = limits.filter { "limit.\($0.measure.rawValue)" == breach.code }
      if own.contains(where: { !$0.provenance.assumed }) { continue }
      let unlisted = try #require(try severity(index, of: "豊州市"), "\(breach.code)")
      #expect(unlisted == .error)
      #expect(try severity(index, of: orderer) == unlisted, "\(breach.code)")
    }
  }

  @Test("an assumed limit that allows more decides nothing; one that allows less still warns")
  func bounds() throws {
    let record = try Samples.record([
      "advance.amount": "19400000", "guarantee.amount": "19400000", "premium.amount": nil,
    ])
    let row =
      #"{"measure": "advance.share", "atMost": "4/10", "severity": "error", "from": "2022-05-09", "assumed": true}"#
    for (bound, severity) in [("9/10", Severity.error), ("4/10", .error), ("1/10", .error)] {
      let rules = try Samples.rulebook(replacing: [row: row.replacing("4/10", with: bound)], in: "Rules/orderers.json")
      let found = rules.assess(record, papers: .withoutKey, issuedOn: Samples.today).diagnostics
      #expect(found.filter { $0.code == "limit.advance.share" }.map(\.severity) == [severity], "\(bound)")
    }
    let low = try Samples.rulebook(replacing: [row: row.replacing("4/10", with: "1/10")], in: "Rules/orderers.json")
    let kept = low.assess(try Samples.record([:]), papers: .withoutKey, issuedOn: Samples.today).diagnostics
    #expect(kept.filter { $0.code == "limit.advance.share" }.map(\.severity) == [.warning])
  }
}
