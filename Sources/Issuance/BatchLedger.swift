import Diagnostics
import Fields
import HostSystem
import Papers
import Records
import Register
import Reporting

/// Records the outcomes of a run in the order of its inputs: counts them, shows their messages, and writes register,
/// papers' names, manifest, rejects and journal.
///
/// What an outcome leaves behind waits until there are about `chunkSize` papers, and is then written together
/// (`writePendingOutcomes`), because one sync of the disk and one transaction a paper would take longer than making it.
final class BatchLedger {
  private(set) var counts = RunCounts()
  private(set) var fits: FitStatistics
  private var warnings = RepeatedWarnings()
  /// How many warnings of each code the records had.
  private(set) var warningCounts: [String: Int] = [:]
  private let console: Console
  private let output: Folder?
  private let installation: PaperInstallation?
  private let manifest: ManifestFile?
  private let rejects: RejectFiles?
  private let register: BatchRegister?
  private let journal: (any RecordJournal)?
  private let print: PrintFiles?
  private var pending = PendingOutcomes()
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

  /// The pages of papers that are to be printed are large, so that fewer outcomes may wait with them.
  private static let printedChunkSize = 100

  init(
    installation: PaperInstallation?, scan: InputScan, register: BatchRegister?, scope: any BatchScope, chunkSize: Int,
    maxRejects: Int? = nil, print: PrintFiles?, console: Console
  ) throws(FileFault) {
    let output = installation?.output
    self.chunkSize = print == nil ? chunkSize : min(chunkSize, Self.printedChunkSize)
    self.maxRejects = maxRejects
    self.register = register
    fits = register?.fitsBefore ?? FitStatistics()
    (self.installation, self.output, self.print) = (installation, output, print)
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
      case .unread: continue
      case .failed(let failure): throw failure
      case .rejected, .rejectedByFault:
        if case .rejectedByFault = outcome.ending { faults += 1 }
        counts.rejected += 1
      case .unchanged: counts.unchanged += 1
      case .issued(let record):
        counts.issued += 1
        for paper in record.papers { countPaper(paper) }
      }
      counts.read += 1
      pending.append(outcome, input: job.input)
      if pending.papers >= chunkSize || pending.outcomes.count >= chunkSize { try writePendingOutcomes() }
    }
  }

  private func countPaper(_ paper: IssuedPaper) {
    counts.documents += 1
    counts.bytes += paper.entry.bytes
    counts.pages += paper.entry.pages
  }

  /// Writes what the pending outcomes leave, in the order that makes a kill harmless: first the papers are brought to
  /// the disk, then the register commits their rows, then they get their names, then the manifest gets their lines. So
  /// every row of the register has its paper, every paper under its name has its row, and so has every line of the
  /// manifest.
  private func writePendingOutcomes() throws(RunFailure) {
    let outcomes = pending.outcomes
    pending = PendingOutcomes()
    do {
      let overtaken = try enterPapers(of: outcomes)
      for (index, (outcome, input)) in outcomes.enumerated() {
        if let reason = overtaken[index] {
          try refuse(outcome, input, because: reason)
        } else {
          try writeTraces(of: outcome, input)
        }
      }
    } catch {
      throw RunFailure(error)
    }
  }

  /// Enters the papers of new issues, and gives them their names.
  ///
  /// - Returns: for each outcome that the register has overtaken, by index, why its papers may not be issued.
  private func enterPapers(of outcomes: [(outcome: RecordOutcome, input: Int)]) throws -> [Int: Diagnostic] {
    let records = outcomes.enumerated().compactMap { index, item -> (index: Int, record: IssuedRecord)? in
      guard case .issued(let record) = item.outcome.ending else { return nil }
      return (index, record)
    }
    let new = records.compactMap { index, record in record.issue.map { (index: index, record: record, issue: $0) } }
    guard let register, let installation, !new.isEmpty else {
      fits.countPapers(of: records.map(\.record))
      return [:]
    }
    try output?.sync()
    try register.archive?.sync()
    console.report(try installation.clearPlaces(of: new.flatMap(\.record.papers)))
    clock.lap(.write)
    var counted = fits
    let refused = try register.enterIssues(new.map(\.issue)) { refused in
      counted = fits
      counted.countPapers(of: new.enumerated().filter { refused[$0.offset] == nil }.map(\.element.record))
      return counted
    }
    fits = counted
    clock.lap(.register)
    var overtaken: [Int: Diagnostic] = [:]
    for (position, item) in new.enumerated() {
      if let reason = refused[position] {
        overtaken[item.index] = reason
        try installation.discard(item.record.papers)
      } else {
        made += item.issue.papers.count
        try installation.install(item.record.papers)
      }
    }
    return overtaken
  }

  /// The fate of a record whose papers in the register were changed by another program while the run made new ones.
  private func refuse(_ outcome: RecordOutcome, _ input: Int, because reason: Diagnostic) throws {
    guard case .issued(let record) = outcome.ending else { return }
    counts.takeBack(record.papers)
    var (refused, reason) = (outcome, reason)
    let row = outcome.record.row
    reason.location = row["number"]?.location ?? row.location
    refused.ending = .rejected
    refused.diagnostics = outcome.diagnostics + [reason]
    reportDiagnostics([reason])
    try writeTraces(of: refused, input)
  }

  private func writeTraces(of outcome: RecordOutcome, _ input: Int) throws {
    switch outcome.ending {
    case .unread, .failed: return
    case .rejected, .rejectedByFault:
      let bytes = try rejects?.appendRecord(outcome, input: input)
      try appendToJournal(outcome, input, papers: 0, rejectBytes: bytes)
    case .unchanged(let entries):
      try appendToJournal(outcome, input, papers: entries.count)
      try manifest?.appendEntries(entries)
    case .issued(let record):
      try appendToJournal(outcome, input, papers: record.entries.count)
      try manifest?.appendEntries(record.entries)
    }
    if let papers = outcome.print, !outcome.ending.isRejection { try print?.addRecord(papers) }
  }

  private func appendToJournal(
    _ outcome: RecordOutcome, _ input: Int, papers: Int, rejectBytes: Int? = nil
  ) throws(FileFault) {
    let record = outcome.record.row.location.record ?? 0
    try journal?.appendRecord(input: input, record: record, papers: papers, rejectBytes: rejectBytes)
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
  func writeRemainingOutcomes() throws(RunFailure) {
    clock.start()
    try writePendingOutcomes()
    console.report(warnings.summary)
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

/// Outcomes whose traces are still to be written, in the order of the inputs.
private struct PendingOutcomes {
  private(set) var outcomes: [(outcome: RecordOutcome, input: Int)] = []
  /// Papers among them that will have a line in the manifest.
  private(set) var papers = 0

  mutating func append(_ outcome: RecordOutcome, input: Int) {
    outcomes.append((outcome, input))
    switch outcome.ending {
    case .unchanged(let entries): papers += entries.count
    case .issued(let record): papers += record.entries.count
    case .rejected, .rejectedByFault, .unread, .failed: break
    }
  }
}

extension FitStatistics {
  /// Counts the papers that this process made; those of a run that goes on were counted before it was broken off.
  fileprivate mutating func countPapers(of records: [IssuedRecord]) {
    for record in records where !record.isResumed { for paper in record.papers { countPaper(paper) } }
  }
}
