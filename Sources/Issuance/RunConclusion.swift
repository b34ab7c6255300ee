import Diagnostics
import HostSystem
import House
import Register
package import Reporting

/// How a run is brought to its end, well or not: its problems are reported, its metrics written, and its last line
/// said.
package enum RunConclusion {
  /// Does the work of a run and concludes it.
  ///
  /// - Parameter metrics: the file of metrics; nil when none are wanted.
  /// - Throws: the failure of the run, whose problems have been reported.
  package static func conclude(
    _ metrics: MetricsFile?, _ console: Console, _ work: () throws(RunFailure) -> BatchResult
  ) throws(RunFailure) -> ExitStatus {
    do {
      let end = try work()
      metrics?.write(status: end.status, report: end.report, console)
      console.summarize(RunSummary(status: end.status, report: end.report))
      return end.status
    } catch {
      console.report(error.diagnostics)
      metrics?.write(status: error.status, report: nil, console)
      console.summarize(RunSummary(status: error.status, report: nil))
      throw RunFailure(error.status, [])
    }
  }
}

/// The last line of a run, by which an operator or a program sees how it ended. It is written with `--quiet` too.
///
/// `記録400件を読み、397件（書類1588通）を発行し、3件を拒否しました。発行済みで変わらないもの0件。終了コード65（一部の記録を拒否した。ほかはすべて終わっている）。`
struct RunSummary: Sendable {
  var status: ExitStatus
  /// Nil when the run failed before it had a report.
  var report: RunReport?

  var sentence: LocalizedText {
    let meaning = status.meaning
    // Success needs no further word.
    let end =
      status == .success && report != nil
      ? LocalizedText("", "")
      : LocalizedText(
        "終了コード\(status.rawValue)（\(meaning.japanese)）。", "Exit status \(status.rawValue): \(meaning.english).")
    guard let report else { return end }
    let counts = report.counts
    var (japanese, english) =
      report.isCheck
      ? (
        "記録\(counts.read)件を調べました。発行できるもの\(counts.issued)件、拒否\(counts.rejected)件。",
        "\(counts.read) records checked: \(counts.issued) can be issued, \(counts.rejected) rejected."
      )
      : (
        "記録\(counts.read)件を読み、\(counts.issued)件（書類\(counts.documents)通）を発行し、\(counts.rejected)件を拒否しました。"
          + "発行済みで変わらないもの\(counts.unchanged)件。",
        "\(counts.read) records read: \(counts.issued) issued (\(counts.documents) documents), "
          + "\(counts.unchanged) unchanged, \(counts.rejected) rejected."
      )
    if let unread = counts.unread, unread > 0 {
      japanese += "残りの\(unread)件は読んでいません。"
      english += " The remaining \(unread) were not read."
    }
    return LocalizedText(japanese + end.japanese, end.english.isEmpty ? english : "\(english) \(end.english)")
  }

  /// The figures for a program; the values are JSON texts.
  var figures: [(key: String, json: String?)] {
    let counts = report?.counts
    return [
      ("status", String(status.rawValue)), ("end", report.map { JSONWriter.literal($0.end.rawValue) }),
      ("read", counts.map { String($0.read) }), ("issued", counts.map { String($0.issued) }),
      ("unchanged", counts.map { String($0.unchanged) }), ("rejected", counts.map { String($0.rejected) }),
      ("unread", counts?.unread.map(String.init)), ("documents", counts.map { String($0.documents) }),
      ("pages", counts.map { String($0.pages) }),
      ("run", report?.register.map { JSONWriter.literal($0.run) }),
      ("head", report?.register.map { JSONWriter.literal($0.head.text) }),
    ]
  }
}

extension Console {
  fileprivate func summarize(_ summary: RunSummary) {
    writeSummary(summary.sentence, figures: summary.figures)
  }
}
