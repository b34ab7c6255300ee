import Diagnostics
import HostSystem
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

/// One metric in Prometheus' text exposition format: its help, its type, and a sample for each set of labels.
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

  /// All are gauges: each run tells of itself, and nothing is counted over runs.
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

  /// A whole number without a point, anything else with milliseconds.
  static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    let thousandths = Int((value * 1000).rounded())
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1000)
    let digits = String(rest)
    return (thousandths < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 3 - digits.count) + digits
  }
}

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
