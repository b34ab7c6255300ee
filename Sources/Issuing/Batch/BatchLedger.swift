import Diagnostics
import Records

/// Takes the outcomes of a run in the order of its input: counts them, says what is to be said, and grows manifest and rejects.
final class BatchLedger {
  private(set) var counts = RunCounts()
  private(set) var fits = FitTally()
  private var warnings = RepeatedWarnings()
  private let console: Console
  private let output: Folder?
  private let manifest: GrowingFile?
  private let rejects: RejectFiles?

  static let manifestName = "manifest.jsonl"
  static let reportName = "report.json"

  init(output: Folder?, survey: InputSurvey, console: Console) throws(FileFault) {
    self.output = output
    self.console = console
    manifest = try output?.beginFile(Self.manifestName, mode: .shared)
    rejects = output.map { output in
      RejectFiles(writers: survey.rejects, inputs: survey.inputs.map(\.file), output: output, language: console.language)
    }
  }

  func take(_ job: FinishedJob) throws(RunFailure) {
    for outcome in job.outcomes {
      report(outcome.diagnostics)
      switch outcome.ending {
      case .unread: break
      case .failed(let failure): throw failure
      case .rejected:
        counts.read += 1
        counts.rejected += 1
        do {
          try rejects?.add(outcome, input: job.input)
        } catch {
          throw RunFailure(.cannotWrite, error.diagnostic)
        }
      case .issued(let papers):
        counts.read += 1
        counts.issued += 1
        try enter(papers)
      }
    }
  }

  private func enter(_ papers: [IssuedPaper]) throws(RunFailure) {
    for paper in papers {
      counts.documents += 1
      counts.bytes += paper.entry.bytes
      counts.pages += paper.entry.pages
      fits.add(paper)
      do {
        try manifest?.append(paper.entry.line)
      } catch {
        throw RunFailure(.cannotWrite, error.diagnostic)
      }
    }
  }

  private func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where diagnostic.severity == .error || warnings.isNew(diagnostic) { console.report(diagnostic) }
  }

  /// Gives the files their final names, the report last: where it stands, the others do.
  func close(_ report: RunReport) throws(FileFault) {
    console.report(warnings.summary)
    try manifest?.finish()
    try rejects?.close()
    try output?.write(Array(report.json.utf8), as: Self.reportName, mode: .shared)
  }
}
