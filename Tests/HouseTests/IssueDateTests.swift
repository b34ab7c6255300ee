import Fields
import Testing

@testable import House

@Suite struct IssueDateTests {
  static let cases: [(second: Int, iso: String)] = [
    (0, "1970-01-01"),
    // 14:59:59Z is still the same day in Japan, 15:00:00Z the next.
    (1_743_433_199, "2025-03-31"),
    (1_743_433_200, "2025-04-01"),
    (1_709_132_400, "2024-02-29"),
    (1_709_218_800, "2024-03-01"),
    (951_750_000, "2000-02-29"),
    (4_107_423_600, "2100-02-28"),
    (4_107_510_000, "2100-03-01"),
    (-32_401, "1969-12-31"),
    (-32_400, "1970-01-01"),
  ]

  @Test(arguments: cases) func dayInTokyo(second: Int, iso: String) {
    #expect(IssueDate.inTokyo(atEpochSecond: second)?.iso == iso)
  }

  @Test func everyDayOfFourCenturiesFollowsTheOneBefore() {
    var previous = IssueDate.inTokyo(atEpochSecond: -32_400)
    for day in 1...146_097 {
      let next = IssueDate.inTokyo(atEpochSecond: day * 86_400 - 32_400)
      guard let last = previous, let now = next else {
        Issue.record("no date on day \(day)")
        return
      }
      let follows =
        (last.year, last.month, last.day + 1) == (now.year, now.month, now.day)
        || (now.day == 1 && (last.month % 12) + 1 == now.month)
      if !follows || last >= now { Issue.record("\(last.iso) is followed by \(now.iso)") }
      previous = next
    }
    #expect(previous?.iso == "2370-01-01")
  }
}
