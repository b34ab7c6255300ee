import Diagnostics
import HostSystem
import House
package import Reporting

/// What a batch tells a monitoring system when it has ended, well or not: its counts and durations, and when a batch
/// last ended well.
///
/// The metrics are a file (`MetricsFile`) in Prometheus' text exposition format (`Metric`), which is written anew after
/// every run. Of the earlier file only the times of the last good runs are kept (`PastRuns`).
package struct RunMetrics: Sendable {
  var status: ExitStatus
  /// Nil when the run failed before it had a report.
  var report: RunReport?
  /// Seconds since 1970-01-01T00:00:00Z.
  var startedAt: Int
  var finishedAt: Int
  /// When a run last ended with exit status 0; nil when that is not known.
  var lastSuccess: Int?
  /// When a run last issued every record that was not rejected (exit status 0 or 65); nil when that is not known.
  var lastCompletion: Int?

  /// - Parameter before: what the file of the run before says.
  package init(status: ExitStatus, report: RunReport?, startedAt: Int, finishedAt: Int, after before: PastRuns) {
    (self.status, self.report, self.startedAt, self.finishedAt) = (status, report, startedAt, finishedAt)
    lastSuccess = status == .success ? finishedAt : before.lastSuccess
    let isComplete = status == .success || (status == .recordsRejected && report?.end == .complete)
    lastCompletion = isComplete ? finishedAt : before.lastCompletion
  }

  /// The times of earlier runs, which every later file repeats.
  package struct PastRuns: Sendable, Hashable {
    var lastSuccess: Int?
    var lastCompletion: Int?

    package init(lastSuccess: Int? = nil, lastCompletion: Int? = nil) {
      self.lastSuccess = lastSuccess
      self.lastCompletion = lastCompletion
    }

    /// Reads the text of a file of metrics. A time that is not there is not known.
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
    let warnings = report.warnings.sorted { $0.key < $1.key }
    return [
      Metric(
        "shosho_batch_warnings", "Warnings of the last run about its records, by code.",
        warnings.map { .init(Double($0.value), [.init("code", $0.key)]) }),
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

/// One metric in Prometheus' text exposition format: its help, its type, and a sample for each set of labels.
///
///     # HELP shosho_batch_records Records of the last run by what became of them.
///     # TYPE shosho_batch_records gauge
///     shosho_batch_records{outcome="issued"} 7
package struct Metric: Sendable, Hashable {
  struct Sample: Sendable, Hashable {
    /// In the order in which they are written.
    var labels: [Label]
    var value: Double

    init(_ value: Double, _ labels: [Label] = []) {
      self.labels = labels
      self.value = value
    }
  }

  struct Label: Sendable, Hashable {
    var name: String
    var value: String

    init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  var name: String
  var help: String
  var samples: [Sample]

  init(_ name: String, _ help: String, _ samples: [Sample]) {
    self.name = name
    self.help = help
    self.samples = samples
  }

  /// The lines of the metric. All metrics are gauges, because each run tells of itself and nothing adds up over runs.
  var text: String {
    var text = "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value, quote: true))\"" }.joined(separator: ",")
      text += name + (labels.isEmpty ? "" : "{\(labels)}") + " \(Self.number(sample.value))\n"
    }
    return text
  }

  private static func escaped(_ text: String, quote: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"" where quote: result += "\\\""
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A whole number without a point, any other with three decimals: 1.5 → `1.500`.
  static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let thousandths = Int((value * 1000).rounded())
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
    let digits = String(rest)
    return (thousandths < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

/// A file of metrics for the textfile collector of the Prometheus node exporter, written after every run.
package struct MetricsFile: Sendable {
  private let path: String
  private let startedAt = HostClock.epochSecond

  /// Create it when the run begins: the time of its creation is the run's start.
  package init(_ path: String) {
    self.path = path
  }

  /// Writes the metrics of a run that has ended or failed. A file that cannot be written is only a warning: the papers
  /// are issued, and the monitoring system sees that the file is old.
  func write(status: ExitStatus, report: RunReport?, _ console: Console) {
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
