import Diagnostics
import Testing

@testable import Reporting

@Suite struct ProgressTests {
  private func counts(read: Int, rejected: Int) -> Progress.Counts {
    Progress.Counts(read: read, issued: read - rejected, rejected: rejected)
  }

  @Test func terminalGetsABar() {
    var progress = Progress(language: .japanese, isTerminal: true, now: 100)
    let early = progress.text(counts(read: 1, rejected: 0), total: 1_000, now: 100.1)
    let shown = progress.text(counts(read: 250, rejected: 2), total: 1_000, now: 110)
    let again = progress.text(counts(read: 251, rejected: 2), total: 1_000, now: 110.1)
    #expect(early == nil)
    #expect(
      shown
        == "\r\u{1B}[K[#####...............] 250/1000件 発行248 拒否2 毎秒25件 残り0:30")
    #expect(again == nil)
  }

  @Test func fileGetsALineNowAndThen() {
    var progress = Progress(language: .english, isTerminal: false, now: 0)
    let early = progress.text(counts(read: 100, rejected: 0), total: nil, now: 9)
    let shown = progress.text(counts(read: 110, rejected: 0), total: nil, now: 10)
    #expect(early == nil)
    #expect(shown == "110 records, 110 issued, 0 rejected, 11/s\n")
  }

  @Test(arguments: [(0.2, "0:01"), (59, "0:59"), (61, "1:01"), (3_723, "1:02:03")]) func duration(
    seconds: Double, text: String
  ) {
    #expect(Progress.duration(seconds) == text)
  }
}
