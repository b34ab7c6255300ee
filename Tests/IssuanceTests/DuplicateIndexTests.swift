import Testing

@testable import Issuance

@Suite struct IdentityCensusTests {
  @Test func bothOfADoubledPairAreKnownAndNothingElse() {
    var census = DuplicateIndex()
    let records: [(String, Int)] = [("1", 0), ("2", 0), ("1", 1), ("2", 0), ("10", 0), ("2", 0)]
    for (index, record) in records.enumerated() {
      census.count(number: record.0, change: record.1, at: .init(input: index / 4, record: index % 4 + 1))
    }
    census.close()
    func others(_ index: Int) -> [String] {
      census.others(
        number: records[index].0, change: records[index].1, than: .init(input: index / 4, record: index % 4 + 1)
      )
      .map { "\($0.input):\($0.record)" }
    }
    #expect(records.indices.map(others) == [[], ["0:4", "1:2"], [], ["0:2", "1:2"], [], ["0:2", "0:4"]])
  }

  @Test func numbersThatOnlyLookAlikeStayApart() {
    // か+゛ and が are the same to Swift's ==, but two numbers to the trade.
    var census = DuplicateIndex()
    census.count(number: "\u{304C}", change: 0, at: .init(input: 0, record: 1))
    census.count(number: "\u{304B}\u{3099}", change: 0, at: .init(input: 0, record: 2))
    census.count(number: "1", change: 10, at: .init(input: 0, record: 3))
    census.count(number: "1\u{0}1", change: 0, at: .init(input: 0, record: 4))
    census.close()
    #expect(census.others(number: "\u{304C}", change: 0, than: .init(input: 0, record: 1)).isEmpty)
    #expect(census.others(number: "1", change: 10, than: .init(input: 0, record: 3)).isEmpty)
  }
}
