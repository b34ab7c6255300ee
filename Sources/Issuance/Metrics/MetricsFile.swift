import Diagnostics
import HostSystem
package import Reporting

/// A file of metrics for the textfile collector of a Prometheus node exporter, written whole after every run.
package struct MetricsFile: Sendable {
  private let path: String
  private let startedAt = HostClock.epochSecond

  /// To be made when the run begins.
  package init(_ path: String) {
    self.path = path
  }

  /// Does a run's work, then tells how it ended, whether it came to an end or was thrown out of it. A file that cannot be written is a
  /// warning: what was issued is issued, and a monitoring system sees that the file is old.
  ///
  /// - Parameter file: nil where nobody wants metrics.
  package static func record(
    in file: MetricsFile?, _ console: Console, _ work: () throws(RunFailure) -> BatchResult
  ) throws(RunFailure) -> ExitStatus {
    do {
      let end = try work()
      file?.write(status: end.status, report: end.report, console)
      return end.status
    } catch {
      file?.write(status: error.status, report: nil, console)
      throw error
    }
  }

  private func write(status: ExitStatus, report: RunReport?, _ console: Console) {
    let before = (try? InputFile.bytes(at: path)).map { RunMetrics.PastRuns(text: String(decoding: $0, as: UTF8.self)) }
    let metrics = RunMetrics(
      status: status, report: report, startedAt: startedAt, finishedAt: HostClock.epochSecond,
      after: before ?? RunMetrics.PastRuns())
    do {
      try OutputFile.write(Array(metrics.text.utf8), mode: .public, to: path)
    } catch {
      var problem = error.diagnostic
      problem.severity = .warning
      console.report(problem)
    }
  }
}
