import Diagnostics
import Digests
import Forms
import HostSystem
import House
import Inputs
package import Papers
package import Records
import Register
package import Reporting

/// One run over its inputs.
///
/// The inputs are read twice. The first pass (`InputScan`) counts the records and finds contracts that stand in them
/// more than once. Both records of such a pair are refused, so the first must not be issued before the second is seen.
/// Then the run is entered in the register (`BatchRegister`), or taken up again if it was broken off.
///
/// The second pass issues. The calling thread reads records and hands them out in jobs (`JobReader`), workers make
/// the papers (`RecordWorker`), and the calling thread takes the results in the order of the inputs (`BatchLedger`),
/// so that manifest, rejects and messages stand in that order however many workers there are. An input that is no longer
/// what the first pass read ends the run before the first record that could be another. A batch starts and ends
/// without knowing whether it is a whole run or a part of one: what differs is in its `BatchScope`.
///
/// At the end the report is written and the counts must agree (`RunInvariants`).
package struct Batch {
  private let configuration: RunConfiguration
  private let options: BatchOptions
  private let scope: any BatchScope
  private let console: Console

  /// - Parameter scope: which of the records are this batch's; an ordinary run has `WholeInputs`.
  package init(configuration: RunConfiguration, options: BatchOptions, scope: any BatchScope, console: Console) {
    self.configuration = configuration
    self.options = options
    self.scope = scope
    self.console = console
  }

  /// Runs to the end, or until it is stopped by a signal or a limit. Throws when it cannot go on.
  package func execute() throws(RunFailure) -> BatchResult {
    let start = HostClock.steadySeconds
    let startProcessor = HostClock.processorSeconds
    console.report(EngineVersion.warnings)
    let output = try options.output.map { path throws(RunFailure) in try Self.openOutput(path) }
    if let output { try options.print?.refuseInside(output: output.path) }
    var inputs: [RunInput] = []
    for (index, name) in options.inputs.enumerated() {
      inputs.append(
        try RunInput(
          name, path: options.paths?[index], options: options.reading, temporaryFolder: options.temporaryFolder))
    }
    let clock = StageClock()
    clock.start()
    let scan = try InputScan(inputs, rules: configuration.rules) { _, identity in scope.countRecord(identity) }
    clock.lap(.read)
    // An input without a record may be the wrong one: that is said even when only errors are.
    for problem in scan.diagnostics {
      if problem.code == Self.emptyInput { console.insist(problem) } else { console.report(problem) }
    }
    try options.expected?.check(scan.totals, of: options.inputs)
    try scope.checkInputs(scan.inputs)
    do {
      let (register, configuration) = try beginRun(scan)
      let console = console.addingRunID(register?.run)
      if let known = register?.knownInputs { console.report(known) }
      if let archive = register?.archive, !archive.keepsSecrets, configuration.printsSecret {
        console.report(PaperArchive.leavesOutSecrets)
      }
      let total = scope.recordCount
      if options.checksSpace, let output, let register {
        try scan.checkSpace(
          records: total, papers: configuration.papers.count, output: output, register: register)
      }
      let print = try options.print.map { request throws(RunFailure) in
        try PrintFiles(request, configuration: configuration)
      }
      let installation = try output.map { output in
        PaperInstallation(
          output: output, register: register,
          notifications: try configuration.choices.notifications.map { try Folder(makingAt: $0) },
          movesUnknownAside: options.movesUnknownAside)
      }
      try installation?.finishEarlierRuns()
      let ledger = try BatchLedger(
        installation: installation, scan: scan, register: register, scope: scope, chunkSize: options.chunk,
        maxRejects: options.maxRejects, print: print, console: console)
      let reader = JobReader(inputs, fingerprints: scan.fingerprints, scope: scope, rules: configuration.rules)
      let deadline = options.timeLimit.map { start + Double($0.seconds) }
      let limit = options.maxRejects.map(RejectLimit.init)
      try issueRecords(
        from: reader, total: total, deadline: deadline, ledger: ledger
      ) {
        try RecordWorker(
          configuration: configuration, duplicates: scan.duplicates, output: output, register: register, limit: limit)
      }
      try ledger.writeRemainingOutcomes()
      try print?.writeRemainingPages()
      ledger.addTimes(clock.take())
      var counts = ledger.counts
      counts.unread = total - counts.read
      if let change = reader.change { console.report(change.diagnostics) }
      let end = reader.change == nil ? reasonOfEnd(counts, deadline: deadline) : .inputChanged
      var report = RunReport(
        issuedOn: configuration.issuedOn, inputs: scan.inputs, counts: counts, fits: ledger.fits, jobs: options.jobs,
        seconds: HostClock.steadySeconds - start, processorSeconds: HostClock.processorSeconds - startProcessor,
        stages: ledger.times, end: end, register: try register?.summary, print: print?.statistics)
      report.isCheck = options.output == nil
      report.warnings = ledger.warningCounts
      let invariants = try ledger.finishFiles(with: report)
      try register?.finishRun(counts, end: end)
      let status = reportOutcome(invariants, faults: ledger.faults, console)
      if let statistics = print?.statistics { reportPrintFiles(statistics, counts, end, console) }
      if let output, end == .complete, status == .success || status == .recordsRejected {
        try scope.finishBatch(counts, in: output, rejects: ledger.rejectNames)
      }
      return BatchResult(status: status, report: report)
    } catch {
      throw RunFailure(error)
    }
  }

  private static let emptyInput = "input.noRecords"

  /// Opens the output folder, locks it against other runs, and removes the temporary files that killed runs left there.
  private static func openOutput(_ path: String) throws(RunFailure) -> Folder {
    do {
      let folder = try Folder(makingAt: path)
      guard try folder.tryLock() else {
        throw RunFailure(
          .tryAgainLater,
          .error(
            "run.busy", at: SourceLocation(file: path),
            LocalizedText("別の発行処理がこのフォルダに書き込んでいます。", "Another run is writing into this folder."),
            advice: LocalizedText("終わってから、もう一度実行してください。", "Run again when it has ended.")))
      }
      try folder.removeStaleTemporaries()
      return folder
    } catch {
      throw RunFailure(error)
    }
  }

  /// Enters the run in the register. A run that goes on keeps the day of issue that it had before it was broken off:
  /// the returned configuration has that day.
  private func beginRun(_ scan: InputScan) throws(RunFailure) -> (BatchRegister?, RunConfiguration) {
    guard let register = options.register, let output = options.output else { return (nil, configuration) }
    return try scope.beginRun(in: register, configuration: configuration, inputs: scan.registerInputs, output: output)
  }

  private func issueRecords(
    from reader: JobReader, total: Int, deadline: Double?, ledger: BatchLedger,
    makeWorker: @escaping @Sendable () throws -> RecordWorker
  ) throws {
    var progress = Progress(language: console.language, now: HostClock.steadySeconds)
    try WorkerPool(workers: options.jobs).run(
      next: { () throws -> RecordJob? in
        if StopSignal.status != nil { return nil }
        if let deadline, HostClock.steadySeconds >= deadline { return nil }
        if let limit = options.maxRejects, ledger.counts.rejected >= limit { return nil }
        return try reader.nextJob()
      },
      makeWorker: { () throws -> (RecordJob) -> FinishedJob in
        let worker = try makeWorker()
        return { worker.perform($0) }
      },
      deliver: { (finished: FinishedJob) in
        try ledger.recordOutcomes(of: finished)
        if options.showsProgress,
          let text = progress.text(ledger.counts.progress, total: total, now: HostClock.steadySeconds)
        {
          StandardStream.error.write(text)
        }
      })
    ledger.addTimes(reader.takeTimes())
    if options.showsProgress { StandardStream.error.write(progress.clearingText) }
  }

  /// Why no further record was read. A limit that was reached with the last record stopped nothing.
  private func reasonOfEnd(_ counts: RunCounts, deadline: Double?) -> RunReport.End {
    if StopSignal.status != nil, counts.unread != 0 { return .stopped }
    if let limit = options.maxRejects, counts.rejected >= limit, counts.unread != 0 { return .tooManyRejects }
    if let deadline, HostClock.steadySeconds >= deadline, counts.unread != 0 { return .timeLimit }
    return .complete
  }

  private func reportPrintFiles(
    _ statistics: PrintStatistics, _ counts: RunCounts, _ end: RunReport.End, _ console: Console
  ) {
    console.notice(statistics.notice(read: counts.read))
    console.report(statistics.warnings)
    if end != .complete {
      console.report(
        .warning(
          "merge.cut",
          LocalizedText(
            "途中で終わったので、印刷用ファイルも途中までです。", "The run did not come to its end, and the print files end where it did.")))
    }
  }

  /// Tells the user what became of the records, and what does not agree.
  ///
  /// - Returns: how the run ends for the shell.
  private func reportOutcome(_ invariants: RunInvariants, faults: Int, _ console: Console) -> ExitStatus {
    let (counts, end) = (invariants.counts, invariants.end)
    if end != .complete, let unread = counts.unread, unread > 0 {
      console.report(
        Diagnostic(
          end == .tooManyRejects || end == .inputChanged ? .error : .warning, "run.unread",
          LocalizedText("残りの\(unread)件は読んでいません。", "The remaining \(unread) records were not read."),
          advice: end == .tooManyRejects
            ? LocalizedText("入力を直すか、--max-rejectsを大きくしてください。", "Mend the input, or raise --max-rejects.")
            : LocalizedText("同じ命令をもう一度実行してください。", "Run the same command again.")))
    }
    let problems = invariants.problems
    if !problems.isEmpty {
      console.report(problems)
      return .internalFault
    }
    if faults > 0 {
      console.report(
        .error(
          "run.fault",
          LocalizedText(
            "このプログラムの誤りで書類を作れない記録が\(faults)件ありました。ほかの記録は終わっています。",
            "The papers of \(faults) records could not be made because of a fault of this program. All others are done."
          ),
          advice: LocalizedText(
            "フォルダとログを残し、報告してください。", "Keep the folder and the log, and report the fault.")))
      return .internalFault
    }
    if end == .stopped, let status = StopSignal.status { return status }
    if end == .timeLimit { return .tryAgainLater }
    if end == .tooManyRejects { return .recordsUnread }
    if end == .inputChanged { return .noInput }
    return counts.rejected > 0 ? .recordsRejected : .success
  }
}

/// What the command line says of a batch.
package struct BatchOptions: Sendable {
  /// The inputs as the user named them: messages and rejects call them so.
  package var inputs: [String]
  /// The paths of the inputs, when they are not where their names say.
  package var paths: [String]?
  package var reading: ReadingOptions
  /// The output folder; nil to check the records without issuing, as `check` does.
  package var output: String?
  package var jobs: Int
  /// The run ends after so many rejected records; nil for no such limit.
  package var maxRejects: Int?
  /// The folder for the nameless file that keeps standard input, which must be read twice.
  package var temporaryFolder: String
  package var showsProgress: Bool
  /// The register that keeps what was issued; nil to check the records without issuing.
  package var register: RegisterOptions?
  /// After this time no further record is begun; nil for no such limit.
  package var timeLimit: TimeSpan?
  /// Whether the run is refused at the start when the disk cannot hold what it is about to write (`SpaceCheck`).
  package var checksSpace = true
  /// Whether papers in the output folder that the register does not know are moved aside when papers are to take their
  /// place; otherwise they end the run.
  package var movesUnknownAside = false
  /// What the inputs must be; nil when nobody says.
  package var expected: ExpectedTotals?
  /// The print file to be written too; nil for none.
  package var print: PrintRequest?
  /// About how many papers are entered in the register together. One sync and one transaction for a thousand papers
  /// cost next to nothing for each of them.
  package var chunk = 1000

  package init(
    inputs: [String], reading: ReadingOptions, output: String?, jobs: Int, maxRejects: Int? = nil,
    temporaryFolder: String = "/tmp", showsProgress: Bool = true, register: RegisterOptions? = nil
  ) {
    self.inputs = inputs
    self.reading = reading
    self.output = output
    self.jobs = jobs
    self.maxRejects = maxRejects
    self.temporaryFolder = temporaryFolder
    self.showsProgress = showsProgress
    self.register = register
  }
}

/// How a batch ended: the exit status for the shell, and the report.
package struct BatchResult: Sendable {
  package var status: ExitStatus
  /// Nil when nothing was left to do.
  package var report: RunReport?

  package init(status: ExitStatus, report: RunReport? = nil) {
    (self.status, self.report) = (status, report)
  }
}
