import Diagnostics
import Fields
import HostSystem
import Papers
import Records
import Register
import Reporting

/// Records the outcomes of a run in the order of its inputs: counts them, shows their messages, and writes manifest,
/// rejects, journal and register.
///
/// Rejects and journal are written record by record. The manifest's lines and the register's rows wait until there
/// are about `chunkSize` of them, and are then written together (`writePendingEntries`), because one sync of the disk
/// and one transaction a paper would take longer than making it.
final class BatchLedger {
  private(set) var counts = RunCounts()
  private(set) var fits: FitStatistics
  private var warnings = RepeatedWarnings()
  /// How many warnings of each code the records had.
  private(set) var warningCounts: [String: Int] = [:]
  private let console: Console
  private let output: Folder?
  private let manifest: ManifestFile?
  private let rejects: RejectFiles?
  private let register: BatchRegister?
  private let journal: (any RecordJournal)?
  private var pending = PendingEntries()
  /// About how many papers are entered together.
  private let chunkSize: Int
  /// Outcomes behind the record with which so many were rejected are not recorded; nil for no such limit.
  private let maxRejects: Int?
  /// Records that were rejected because of a fault of the program.
  private(set) var faults = 0
  /// Papers that this process made and gave to the register.
  private var made = 0
  private let clock = StageClock()
  /// Processor time of the jobs whose outcomes were recorded, and of recording them.
  private(set) var times = StageTimes()

  init(
    output: Folder?, scan: InputScan, register: BatchRegister?, scope: any BatchScope, chunkSize: Int,
    maxRejects: Int? = nil, console: Console
  ) throws(FileFault) {
    self.chunkSize = chunkSize
    self.maxRejects = maxRejects
    self.register = register
    fits = register?.fitsBefore ?? FitStatistics()
    self.output = output
    self.console = console
    manifest = try output.map { output throws(FileFault) in
      try ManifestFile(in: output, remembersPaths: register?.isIntoUsedFolder ?? false)
    }
    journal = try output.flatMap { output throws(FileFault) in try scope.beginJournal(in: output) }
    let isWhole = journal == nil
    rejects = output.map { output in
      RejectFiles(
        writers: scan.rejects, inputs: scan.inputs.map(\.file), output: output, language: console.language,
        makesWorkbooks: isWhole)
    }
  }

  func addTimes(_ times: StageTimes) { self.times += times }

  func recordOutcomes(of job: FinishedJob) throws(RunFailure) {
    clock.start()
    defer {
      clock.lap(.write)
      times += clock.take()
    }
    times += job.times
    for outcome in job.outcomes {
      if let maxRejects, counts.rejected >= maxRejects { return }
      reportDiagnostics(outcome.diagnostics)
      switch outcome.ending {
      case .unread: break
      case .failed(let failure): throw failure
      case .rejected, .rejectedByFault:
        if case .rejectedByFault = outcome.ending { faults += 1 }
        counts.read += 1
        counts.rejected += 1
        do {
          let bytes = try rejects?.appendRecord(outcome, input: job.input)
          try appendToJournal(outcome, job.input, papers: 0, rejectBytes: bytes)
        } catch {
          throw RunFailure(.cannotWrite, error.diagnostic)
        }
      case .unchanged(let entries):
        counts.read += 1
        counts.unchanged += 1
        try queueEntries(entries, issue: nil, outcome, job.input)
      case .issued(let record):
        counts.read += 1
        counts.issued += 1
        for paper in record.papers { countPaper(paper) }
        if !record.isResumed { for paper in record.papers { fits.countPaper(paper) } }
        try queueEntries(record.entries, issue: record.issue, outcome, job.input)
      }
    }
  }

  private func countPaper(_ paper: IssuedPaper) {
    counts.documents += 1
    counts.bytes += paper.entry.bytes
    counts.pages += paper.entry.pages
  }

  private func appendToJournal(
    _ outcome: RecordOutcome, _ input: Int, papers: Int, rejectBytes: Int? = nil
  ) throws(FileFault) {
    let record = outcome.record.row.location.record ?? 0
    try journal?.appendRecord(input: input, record: record, papers: papers, rejectBytes: rejectBytes)
  }

  private func queueEntries(
    _ entries: [ManifestEntry], issue: NewIssue?, _ outcome: RecordOutcome, _ input: Int
  ) throws(RunFailure) {
    do {
      try appendToJournal(outcome, input, papers: entries.count)
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
    pending.entries += entries
    if let issue {
      pending.issues.append(issue)
      made += issue.papers.count
    }
    if pending.entries.count >= chunkSize { try writePendingEntries() }
  }

  /// Writes the pending entries in the order that makes a kill harmless: first the papers' files are brought to the
  /// disk, then the register commits their rows, then the manifest gets their lines. So every row of the register has
  /// its file, and every line of the manifest has its row.
  private func writePendingEntries() throws(RunFailure) {
    defer { pending = PendingEntries() }
    do {
      if let register, !pending.issues.isEmpty {
        try output?.sync()
        try register.archive?.sync()
      }
      clock.lap(.write)
      try register?.enterIssues(pending.issues, fits: fits)
      clock.lap(.register)
      try manifest?.appendEntries(pending.entries)
    } catch {
      throw RunFailure(error)
    }
  }

  /// Errors are shown each; warnings that are alike are shown once and counted.
  private func reportDiagnostics(_ diagnostics: [Diagnostic]) {
    for diagnostic in diagnostics where diagnostic.severity == .warning {
      warningCounts[diagnostic.code, default: 0] += 1
    }
    for diagnostic in diagnostics where diagnostic.severity == .error || warnings.isNew(diagnostic) {
      console.report(diagnostic)
    }
  }

  /// Called after the last job. From then on the counts are those of the whole run.
  func writeRemainingEntries() throws(RunFailure) {
    console.report(warnings.summary)
    clock.start()
    try writePendingEntries()
    clock.lap(.write)
    times += clock.take()
  }

  /// The names of the files of rejects that were written.
  var rejectNames: [String] { rejects?.fileNames ?? [] }

  /// Gives the files their final names and brings them to the disk. The report comes last, so a folder with a report
  /// has all other files too.
  ///
  /// - Returns: what must agree now.
  func finishFiles(with report: RunReport) throws -> RunInvariants {
    try manifest?.finishFile(with: register)
    if let output, let manifest, let register {
      if let warning = StrayPapers.leftBehind(manifest.leftBehind, in: output.path) { console.insist(warning) }
      if try output.paperCount() > manifest.lines {
        let bytes = try InputFile.bytes(at: "\(output.path)/\(OutputFolderLayout.manifest)")
        for warning in try StrayPapers.setAside(in: output, manifest: bytes, register: register) {
          console.insist(warning)
        }
      }
    }
    try rejects?.finishFiles()
    try journal?.finishFile()
    try output?.write(Array(report.json.utf8), as: OutputFolderLayout.report, mode: .shared)
    try output?.sync()
    var invariants = RunInvariants(counts: report.counts, end: report.end)
    if let register { (invariants.made, invariants.entered) = (made, try register.enteredRows) }
    if let output, let manifest {
      invariants.folder = RunInvariants.Folder(
        path: output.path, files: try output.paperCount(), lines: manifest.lines)
    }
    return invariants
  }
}

/// Lines of the manifest and rows of the register that are still to be written.
private struct PendingEntries {
  var entries: [ManifestEntry] = []
  var issues: [NewIssue] = []
}
