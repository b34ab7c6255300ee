import Fields
import Testing

@testable import Surety

@Suite("A record's identity is read from the raw row, whether or not the record is accepted")
struct RecordIdentityTests {
  /// Rows as JSON, with the number and the change count that identify them.
  static let rows: [(String, String?, Int)] = [
    (#"{"number": "44-07-0012345-00"}"#, "44-07-0012345-00", 0),
    (#"{"number": "44-07-0012345-12"}"#, "44-07-0012345-12", 12),
    // The number carries the count: the record's own field does not decide.
    (#"{"number": "44-07-0012345-01", "amendment": {"count": "2"}}"#, "44-07-0012345-01", 1),
    // A number of another form carries none.
    (#"{"number": "第123号", "amendment": {"count": "2"}}"#, "第123号", 2),
    (#"{"number": "第123号", "amendment": {"count": 2}}"#, "第123号", 2),
    (#"{"number": "第123号", "amendment": {"count": "二"}}"#, "第123号", 0),
    (#"{"number": "　第123号 "}"#, "第123号", 0),
    (#"{"number": " "}"#, nil, 0),
    (#"{"kind": "契約保証"}"#, nil, 0),
  ]

  @Test(arguments: rows) func identity(_ json: String, _ number: String?, _ change: Int) throws {
    let row = try #require(try Samples.rows(json).first)
    let identity = RecordIdentity(row, rules: try Samples.rulebook.get())
    #expect(identity?.number == number)
    #expect(identity?.change ?? 0 == change)
  }
}
