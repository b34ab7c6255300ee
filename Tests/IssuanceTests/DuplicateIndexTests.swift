import Testing

@testable import Issuance

@Suite struct DuplicateIndexTests {
  @Test func bothOfADuplicatePairAreKnownAndNothingElse() {
    var index = DuplicateIndex()
    let records: [(String, Int)] = [("1", 0), ("2", 0), ("1", 1), ("2", 0), ("10", 0), ("2", 0)]
    for (position, record) in records.enumerated() {
      index.addRecord(number: record.0, change: record.1, at: .init(input: position / 4, record: position % 4 + 1))
    }
    index.finishAdding()
    func others(_ position: Int) -> [String] {
      index.others(
        number: records[position].0, change: records[position].1,
        than: .init(input: position / 4, record: position % 4 + 1)
      )
      .map { "\($0.input):\($0.record)" }
    }
    #expect(records.indices.map(others) == [[], ["0:4", "1:2"], [], ["0:2", "1:2"], [], ["0:2", "0:4"]])
  }

  @Test func numbersThatOnlyLookAlikeStayApart() {
    // か+゛ and が are the same to Swift's ==, but two numbers to the trade.
    var index = DuplicateIndex()
    index.addRecord(number: "\u{304C}", change: 0, at: .init(input: 0, record: 1))
    index.addRecord(number: "\u{304B}\u{3099}", change: 0, at: .init(input: 0, record: 2))
    index.addRecord(number: "1", change: 10, at: .init(input: 0, record: 3))
    index.addRecord(number: "1\u{0}1", change: 0, at: .init(input: 0, record: 4))
    index.finishAdding()
    #expect(index.others(number: "\u{304C}", change: 0, than: .init(input: 0, record: 1)).isEmpty)
    #expect(index.others(number: "1", change: 10, than: .init(input: 0, record: 3)).isEmpty)
  }
}
