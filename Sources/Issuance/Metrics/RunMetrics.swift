import House
package import Reporting

/// What a batch tells a monitoring system when it has ended, well or not: counts, durations, and when one last ended well.
package struct RunMetrics: Sendable {
  var status: ExitStatus
  /// Nil when the run did not come to its report.
  var report: RunReport?
  /// Seconds since 1970-01-01T00:00:00Z.
  var startedAt: Int
  var finishedAt: Int
  /// When a run last ended with 0, and when one last came to its end with every acceptable record issued (0 or 65); nil when none is known.
  var lastSuccess: Int?
  var lastCompletion: Int?

  /// The metrics of a run that comes after the one of `before`.
  package init(status: ExitStatus, report: RunReport?, startedAt: Int, finishedAt: Int, after before: PastRuns) {
    (self.status, self.report, self.startedAt, self.finishedAt) = (status, report, startedAt, finishedAt)
    lastSuccess = status == .success ? finishedAt : before.lastSuccess
    let isComplete = status == .success || (status == .recordsRejected && report?.end == .complete)
    lastCompletion = isComplete ? finishedAt : before.lastCompletion
  }

  /// What an earlier file knows that a later one must go on telling.
  package struct PastRuns: Sendable, Hashable {
    var lastSuccess: Int?
    var lastCompletion: Int?

    package init(lastSuccess: Int? = nil, lastCompletion: Int? = nil) {
      self.lastSuccess = lastSuccess
      self.lastCompletion = lastCompletion
    }

    /// From the file's text; what is not there is not known.
    package init(text: String) {
      func value(_ name: String) -> Int? {
        text.split(separator: "\n").first { $0.hasPrefix("\(name) ") }.flatMap {
          Int($0.dropFirst(name.utf8.count + 1))
        }
      }
      self.init(lastSuccess: value(Name.lastSuccess), lastCompletion: value(Name.lastCompletion))
    }
  }

  private enum Name {
    static let lastSuccess = "shosho_batch_last_success_timestamp_seconds"
    static let lastCompletion = "shosho_batch_last_completion_timestamp_seconds"
  }

  /// The file's text.
  package var text: String { metrics.map(\.text).joined() }

  private var metrics: [Metric] {
    var metrics = [
      Metric(
        "shosho_build_info", "Release and format number of the program.",
        [.init(1, [.init("release", EngineVersion.release), .init("format", String(EngineVersion.format))])]),
      Metric("shosho_batch_exit_status", "Exit status of the last run.", [.init(Double(status.rawValue))]),
      Metric("shosho_batch_start_timestamp_seconds", "When the last run began.", [.init(Double(startedAt))]),
      Metric("shosho_batch_end_timestamp_seconds", "When the last run ended.", [.init(Double(finishedAt))]),
    ]
    if let lastSuccess {
      metrics.append(
        Metric(Name.lastSuccess, "When a run last ended with 0: everything was issued.", [.init(Double(lastSuccess))]))
    }
    if let lastCompletion {
      metrics.append(
        Metric(
          Name.lastCompletion, "When a run last came to its end, with every record that was not rejected issued.",
          [.init(Double(lastCompletion))]))
    }
    return metrics + (report.map(Self.metrics) ?? [])
  }

  private static func metrics(of report: RunReport) -> [Metric] {
    let counts = report.counts
    let outcomes: [(String, Int?)] = [
      ("issued", counts.issued), ("unchanged", counts.unchanged), ("rejected", counts.rejected),
      ("unread", counts.unread),
    ]
    return [
      Metric(
        "shosho_batch_records", "Records of the last run by what became of them.",
        outcomes.compactMap { name, count in count.map { .init(Double($0), [.init("outcome", name)]) } }),
      Metric("shosho_batch_documents", "Documents that the last run issued.", [.init(Double(counts.documents))]),
      Metric("shosho_batch_pages", "Pages that the last run issued.", [.init(Double(counts.pages))]),
      Metric("shosho_batch_bytes", "Bytes of the documents that the last run issued.", [.init(Double(counts.bytes))]),
      Metric("shosho_batch_duration_seconds", "How long the last run took.", [.init(report.seconds)]),
      Metric(
        "shosho_batch_cpu_seconds", "Processor time of the last run, all threads together.",
        [.init(report.processorSeconds)]),
    ]
  }
}
