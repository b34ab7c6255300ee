import Testing

@testable import Issuance

@Suite struct TimeSpanTests {
  static let cases: [(text: String, seconds: Int?)] = [
    ("90", 90), ("90s", 90), ("45m", 2700), ("6h", 21_600), ("5h30m", 19_800), ("1h1m1s", 3661), ("2h5s", 7205),
    ("", nil), ("0", nil), ("0h", nil), ("h", nil), ("1m1h", nil), ("1h1h", nil), ("5h30", nil), ("-5", nil),
    ("1.5h", nil), ("１h", nil),
    ("5 h", nil), ("1d", nil), ("99999999999999999999", nil), ("9000h", nil),
  ]

  @Test(arguments: cases) func statedLengths(text: String, seconds: Int?) {
    #expect(TimeSpan(text)?.seconds == seconds)
  }
}
