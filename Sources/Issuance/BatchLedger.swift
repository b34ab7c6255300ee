import Diagnostics
import Fields
import HostSystem
import Papers
import Records
import Register
import Reporting

/// Takes the outcomes of a run in the order of its input: counts them, says what is to be said, and grows manifest and rejects.
final class BatchLedger {
  private(set) var counts = RunCounts()
  private(set) var fits: FitStatistics
  private var warnings = RepeatedWarnings()
  private let console: Console
  private let output: Folder?
  private let manifest: ManifestFile?
  private let rejects: RejectFiles?
  private let register: BatchRegister?
  private let journal: (any RecordJournal)?
  private var chunk = PendingEntries()
  /// Papers in a chunk, about.
  private let chunkSize: Int
  /// Papers that this process made.
  private var made = 0
  private let clock = StageClock()
  /// Processor time of the jobs that were taken, and of taking them.
  private(set) var times = StageTimes()

  init(
    output: Folder?, scan: InputScan, register: BatchRegister?, scope: any BatchScope, chunkSize: Int, console: Console
  ) throws(FileFault) {
    self.chunkSize = chunkSize
    self.register = register
    fits = register?.fitsBefore ?? FitStatistics()
    self.output = output
    self.console = console
    manifest = try output.map { output throws(FileFault) in
      try ManifestFile(in: output, remembersPaths: register?.isIntoUsedFolder ?? false)
    }
    journal = try output.flatMap { output throws(FileFault) in try scope.beginJournal(in: output) }
    rejects = output.map { output in
      RejectFiles(
        writers: scan.rejects, inputs: scan.inputs.map(\.file), output: output, language: console.language)
    }
  }

  func addTimes(_ times: StageTimes) { self.times += times }

  func take(_ job: FinishedJob) throws(RunFailure) {
    clock.start()
    defer {
      clock.lap(.write)
      times += clock.take()
    }
    times += job.times
    for outcome in job.outcomes {
      report(outcome.diagnostics)
      switch outcome.ending {
      case .unread: break
      case .failed(let failure): throw failure
      case .rejected:
        counts.read += 1
        counts.rejected += 1
        do {
          let bytes = try rejects?.add(outcome, input: job.input)
          try note(outcome, job.input, papers: 0, reject: bytes)
        } catch {
          throw RunFailure(.cannotWrite, error.diagnostic)
        }
      case .unchanged(let entries):
        counts.read += 1
        counts.unchanged += 1
        try enter(entries, issue: nil, outcome, job.input)
      case .issued(let record):
        counts.read += 1
        counts.issued += 1
        for paper in record.papers { count(paper) }
        if !record.isResumed { for paper in record.papers { fits.add(paper) } }
        try enter(record.entries, issue: record.issue, outcome, job.input)
      }
    }
  }

  private func count(_ paper: IssuedPaper) {
    counts.documents += 1
    counts.bytes += paper.entry.bytes
    counts.pages += paper.entry.pages
  }

  private func note(_ outcome: RecordOutcome, _ input: Int, papers: Int, reject: Int? = nil) throws(FileFault) {
    let record = outcome.record.row.location.record ?? 0
    try journal?.append(input: input, record: record, papers: papers, rejectBytes: reject)
  }

  private func enter(_ entries: [ManifestEntry], issue: NewIssue?, _ outcome: RecordOutcome, _ input: Int)
    throws(RunFailure)
  {
    do {
      try note(outcome, input, papers: entries.count)
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
    chunk.entries += entries
    if let issue {
      chunk.issues.append(issue)
      made += issue.papers.count
    }
    if chunk.entries.count >= chunkSize { try flush() }
  }

  /// The order that makes a kill harmless: a chunk's files come to the disk, then the register commits, then the manifest grows. What stands
  /// in the register has its file, and what stands in the manifest has its row.
  private func flush() throws(RunFailure) {
    defer { chunk = PendingEntries() }
    do {
      if let register, !chunk.issues.isEmpty {
        try output?.sync()
        try register.archive?.sync()
      }
      clock.lap(.write)
      try register?.enter(chunk.issues, fits: fits)
      clock.lap(.register)
      try manifest?.append(chunk.entries)
    } catch {
      throw RunFailure(error)
    }
  }

  private func report(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where diagnostic.severity == .error || warnings.isNew(diagnostic) {
      console.report(diagnostic)
    }
  }

  /// Enters what is left; then the counts are the run's.
  func enterRest() throws(RunFailure) {
    console.report(warnings.summary)
    clock.start()
    try flush()
    clock.lap(.write)
    times += clock.take()
  }

  /// The names of the rejects that were written.
  var rejectNames: [String] { rejects?.written ?? [] }

  /// Gives the files their final names, the report last: where it stands, the others do. Then they are on the disk.
  ///
  /// - Returns: what must agree now.
  func close(_ report: RunReport) throws -> RunInvariants {
    try manifest?.finish(register)
    try rejects?.close()
    try journal?.finish()
    try output?.write(Array(report.json.utf8), as: OutputFolderLayout.report, mode: .shared)
    try output?.sync()
    var balance = RunInvariants(counts: report.counts, end: report.end)
    if let register { (balance.made, balance.entered) = (made, try register.entered) }
    if let output, let manifest {
      balance.folder = RunInvariants.Folder(path: output.path, files: try output.paperCount(), lines: manifest.lines)
    }
    return balance
  }
}

/// What waits to be entered together.
private struct PendingEntries {
  var entries: [ManifestEntry] = []
  var issues: [NewIssue] = []
}
