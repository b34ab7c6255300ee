import StrictJSON
import Testing

/// Counts are bounded, so that adding up those of a file cannot overflow.
@Suite struct CountTests {
  @Test(
    arguments: [
      ("0", 0), ("12", 12), ("1000000000000", 1_000_000_000_000), ("1000000000001", nil), ("-1", nil), ("12.0", nil),
      ("1e3", nil), ("9223372036854775807", nil), ("\"12\"", nil), ("null", nil),
    ] as [(String, Int?)])
  func aCountIsWholeAndBounded(text: String, count: Int?) throws {
    #expect(try JSONParser.parse(Array(text.utf8)).count == count)
  }
}
