import Fields
import Testing

@testable import House
@testable import Issuance
@testable import Reporting

@Suite struct RunMetricsTests {
  private func report(end: RunReport.End = .complete) throws -> RunReport {
    var counts = RunCounts()
    (counts.read, counts.issued, counts.unchanged, counts.rejected) = (10, 7, 2, 1)
    (counts.documents, counts.pages, counts.bytes) = (28, 29, 1_708_000)
    return RunReport(
      issuedOn: try #require(CalendarDate(iso: "2026-04-01")), inputs: [], counts: counts, fits: FitStatistics(),
      jobs: 2, seconds: 1.5, processorSeconds: 2.0004, end: end)
  }

  private func metrics(
    _ status: Reporting.ExitStatus, _ report: RunReport?, after before: RunMetrics.PastRuns = .init()
  )
    -> RunMetrics
  {
    RunMetrics(status: status, report: report, startedAt: 1_774_970_100, finishedAt: 1_774_970_102, after: before)
  }

  @Test func everySampleOfARun() throws {
    let samples = metrics(.recordsRejected, try report()).text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(
      samples == [
        "shosho_build_info{release=\"\(EngineVersion.release)\",format=\"\(EngineVersion.format)\"} 1",
        "shosho_batch_exit_status 65",
        "shosho_batch_start_timestamp_seconds 1774970100",
        "shosho_batch_end_timestamp_seconds 1774970102",
        "shosho_batch_last_completion_timestamp_seconds 1774970102",
        "shosho_batch_records{outcome=\"issued\"} 7",
        "shosho_batch_records{outcome=\"unchanged\"} 2",
        "shosho_batch_records{outcome=\"rejected\"} 1",
        "shosho_batch_records{outcome=\"unread\"} 0",
        "shosho_batch_documents 28",
        "shosho_batch_pages 29",
        "shosho_batch_bytes 1708000",
        "shosho_batch_duration_seconds 1.500",
        "shosho_batch_cpu_seconds 2.000",
      ])
  }

  @Test func aRunThatFailsKeepsWhenOneLastSucceeded() throws {
    let first = metrics(.success, try report())
    let past = RunMetrics.PastRuns(text: first.text)
    #expect(past == RunMetrics.PastRuns(lastSuccess: 1_774_970_102, lastCompletion: 1_774_970_102))
    var second = metrics(.cannotWrite, nil, after: past)
    second.finishedAt = 1_774_999_999
    #expect(second.lastSuccess == 1_774_970_102)
    #expect(RunMetrics.PastRuns(text: second.text) == past)
    #expect(!second.text.contains("shosho_batch_records"))
  }

  static let ends: [(Reporting.ExitStatus, RunReport.End, success: Bool, completion: Bool)] = [
    (.success, .complete, true, true), (.recordsRejected, .complete, false, true),
    (.recordsRejected, .tooManyRejects, false, false),
    (.tryAgainLater, .timeLimit, false, false), (.terminated, .stopped, false, false),
    (.internalFault, .complete, false, false),
  ]

  @Test(arguments: ends) func whatCountsAsAnEnd(
    status: Reporting.ExitStatus, end: RunReport.End, success: Bool, completion: Bool
  ) throws {
    let metrics = metrics(status, try report(end: end))
    #expect((metrics.lastSuccess != nil) == success)
    #expect((metrics.lastCompletion != nil) == completion)
  }

  @Test func foreignTextTellsNothing() {
    #expect(
      RunMetrics.PastRuns(text: "shosho_batch_last_success_timestamp_seconds soon\n\u{0}") == RunMetrics.PastRuns())
  }

  @Test func labelsAndHelpAreEscaped() {
    let metric = Metric("m", "a\\b\nc \"d\"", [.init(0, [.init("l", "\"x\"\\\n")])])
    #expect(metric.text == "# HELP m a\\\\b\\nc \"d\"\n# TYPE m gauge\nm{l=\"\\\"x\\\"\\\\\\n\"} 0\n")
  }

  @Test(arguments: [(0.0, "0"), (1.5, "1.500"), (-0.25, "-0.250"), (1_774_970_102, "1774970102"), (0.0005, "0.001")])
  func numbers(value: Double, text: String) {
    #expect(Metric.number(value) == text)
  }
}
