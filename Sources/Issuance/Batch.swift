import Diagnostics
import Digests
import Forms
package import HostSystem
import Inputs
package import Papers
package import Records
import Register
package import Reporting

/// One run over its inputs.
///
/// The inputs are read twice. The first pass (`InputScan`) counts the records and finds contracts that stand in them
/// more than once, because both of such a pair are refused and the first must not be issued before the second is seen.
/// The second pass issues: this thread reads and hands out jobs, workers make papers (`RecordWorker`), and this thread
/// takes the results in the order of the inputs (`BatchLedger`). At the end the counts must agree (`RunInvariants`),
/// and the report is written.
package struct Batch {
  private let configuration: RunConfiguration
  private let options: BatchOptions
  private let scope: any BatchScope
  private let console: Console

  /// - Parameter scope: which of the records are this batch's; a batch of its own has `WholeInputs`.
  package init(configuration: RunConfiguration, options: BatchOptions, scope: any BatchScope, console: Console) {
    self.configuration = configuration
    self.options = options
    self.scope = scope
    self.console = console
  }

  /// Runs to the end or to a wished stop; what keeps it from ending orderly is thrown.
  package func execute() throws(RunFailure) -> BatchResult {
    let start = HostClock.steadySeconds
    let startProcessor = HostClock.processorSeconds
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
    let scan = try InputScan(inputs, rules: configuration.rules) { _, identity in scope.count(identity) }
    clock.lap(.read)
    console.report(scan.diagnostics)
    try scope.checkInputs(scan.inputs)
    do {
      let (register, configuration) = try beginRun(scan)
      let console = console.naming(run: register?.run)
      if let archive = register?.archive, !archive.keepsSecrets, configuration.printsSecret {
        console.report(PaperArchive.leavesOutSecrets)
      }
      let total = scope.recordCount
      if options.checksSpace, let output, let register {
        try Self.checkSpace(
          scan, records: total, papers: configuration.papers.count, output: output, register: register)
      }
      let ledger = try BatchLedger(
        output: output, scan: scan, register: register, scope: scope, chunkSize: options.chunk, console: console)
      let print = try options.print.map { request throws(RunFailure) in
        try PrintFiles(request, configuration: configuration)
      }
      let deadline = options.timeLimit.map { start + Double($0.seconds) }
      try issue(
        from: JobReader(inputs, scope: scope, rules: configuration.rules), total: total, deadline: deadline,
        print: print,
        ledger: ledger
      ) {
        try RecordWorker(
          configuration: configuration, duplicates: scan.duplicates, output: output, register: register)
      }
      try ledger.enterRest()
      try print?.finish()
      ledger.addTimes(clock.take())
      var counts = ledger.counts
      counts.unread = total - counts.read
      let end = self.end(counts, deadline: deadline)
      let report = RunReport(
        issuedOn: configuration.issuedOn, inputs: scan.inputs, counts: counts, fits: ledger.fits, jobs: options.jobs,
        seconds: HostClock.steadySeconds - start, processorSeconds: HostClock.processorSeconds - startProcessor,
        stages: ledger.times, end: end, register: try register?.summary, print: print?.statistics)
      let invariants = try ledger.close(report)
      try register?.finish(counts, end: end)
      let status = reportOutcome(invariants, console)
      if let statistics = print?.statistics { reportPrintFiles(statistics, counts, end, console) }
      if let output, end == .complete, status == .success || status == .recordsRejected {
        try scope.close(counts, in: output, rejects: ledger.rejectNames)
      }
      return BatchResult(status: status, report: report)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The output folder, held by this run alone and free of what killed runs left.
  private static func openOutput(_ path: String) throws(RunFailure) -> Folder {
    do {
      let folder = try Folder(makingAt: path)
      guard folder.lock() else {
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

  /// The run's beginning in the register, and the configuration with the day that the register knows of it.
  private func beginRun(_ scan: InputScan) throws(RunFailure) -> (BatchRegister?, RunConfiguration) {
    guard let register = options.register, let output = options.output else { return (nil, configuration) }
    let inputs = scan.inputs.map { input in
      RunRow.Input(
        name: input.file, digest: ContentDigest(hexadecimal: input.digest) ?? ContentDigest(of: input.digest),
        bytes: input.bytes)
    }
    return try scope.beginRun(in: register, configuration: configuration, inputs: inputs, output: output)
  }

  private func issue(
    from reader: JobReader, total: Int, deadline: Double?, print: PrintFiles?, ledger: BatchLedger,
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
        try ledger.take(finished)
        for outcome in finished.outcomes { if let papers = outcome.print { try print?.add(papers) } }
        if options.showsProgress,
          let text = progress.show(ledger.counts.progress, total: total, now: HostClock.steadySeconds)
        {
          StandardStream.error.write(text)
        }
      })
    ledger.addTimes(reader.takeTimes())
    if options.showsProgress { StandardStream.error.write(progress.clearance) }
  }

  private func end(_ counts: RunCounts, deadline: Double?) -> RunReport.End {
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

  /// Says what became of the records and what does not agree.
  ///
  /// - Returns: how the run ends for the shell.
  private func reportOutcome(_ invariants: RunInvariants, _ console: Console) -> ExitStatus {
    let (counts, end) = (invariants.counts, invariants.end)
    console.notice(
      options.output == nil
        ? LocalizedText(
          "記録\(counts.read)件を調べました。発行できるもの\(counts.issued)件、拒否\(counts.rejected)件。",
          "\(counts.read) records checked: \(counts.issued) can be issued, \(counts.rejected) rejected.")
        : LocalizedText(
          "記録\(counts.read)件を読み、\(counts.issued)件（書類\(counts.documents)通）を発行し、\(counts.rejected)件を拒否しました。発行済みで変わらないもの\(counts.unchanged)件。",
          "\(counts.read) records read: \(counts.issued) issued (\(counts.documents) documents), \(counts.unchanged) unchanged, \(counts.rejected) rejected."
        ))
    if end != .complete, let unread = counts.unread, unread > 0 {
      console.report(
        .warning(
          "run.unread",
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
    if end == .stopped, let status = StopSignal.status { return status }
    if end == .timeLimit { return .tryAgainLater }
    return counts.rejected > 0 ? .recordsRejected : .success
  }
}

extension Batch {
  /// Refuses a run that the disk cannot hold. Papers of earlier runs over the same inputs into the same folder are there
  /// already; of other records the scan does not know whether they were issued, so it counts them in.
  private static func checkSpace(
    _ scan: InputScan, records: Int, papers perRecord: Int, output: Folder, register: BatchRegister
  ) throws {
    let known = try register.papersOfSameInputs(scan.inputs.map(\.digest))
    let papers = max(0, records * perRecord - known)
    let check = SpaceCheck(
      papers: papers, folders: (papers + perRecord - 1) / max(1, perRecord),
      paperBytes: try register.register.meanPaperBytes() ?? SpaceCheck.assumedPaperBytes)
    let targets = ([output.path] + [register.archive?.path].compactMap(\.self)).compactMap { path in
      DiskSpace(at: path).map { SpaceCheck.Target(path: path, space: $0) }
    }
    if let problem = check.problem(targets) { throw RunFailure(.cannotWrite, problem) }
  }
}

extension BatchRegister {
  /// Papers that hold and were issued into this folder by runs over the same inputs, this one included.
  fileprivate func papersOfSameInputs(_ inputs: [String]) throws(RegisterFault) -> Int {
    var count = 0
    for run in try register.runs(folder: folder) where run.inputs.map(\.digest.hexadecimal) == inputs {
      var filter = RowFilter()
      (filter.run, filter.state) = (run.id, .issued)
      count += try register.rowCount(filter)
    }
    return count
  }
}

/// What the command line says of a batch.
package struct BatchOptions: Sendable {
  package var inputs: [String]
  /// Where the inputs stand, when it is not where their names say.
  package var paths: [String]?
  package var reading: ReadingOptions
  /// The output folder; nil to look only, as `check` does.
  package var output: String?
  package var jobs: Int
  /// Rejected records after which the run ends; nil for no such limit.
  package var maxRejects: Int?
  /// Where standard input is kept while the run lasts.
  package var temporaryFolder: String
  package var showsProgress: Bool
  /// Where issues are remembered; nil to look only.
  package var register: RegisterOptions?
  /// After so long no further record is begun; nil for no such limit.
  package var timeLimit: TimeSpan?
  /// Whether the run is refused at once when the disk cannot hold what it is about to write.
  package var checksSpace = true
  /// The print file that is wanted besides; nil for none.
  package var print: PrintRequest?
  /// Papers entered together, about: one sync and one transaction for a thousand cost next to nothing a paper.
  package var chunk = 1000

  package init(
    inputs: [String], reading: ReadingOptions, output: String?, jobs: Int, maxRejects: Int? = nil,
    temporaryFolder: String = "/tmp",
    showsProgress: Bool = true, register: RegisterOptions? = nil
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

/// How a batch ended: what the shell is told, and what the report says.
package struct BatchResult: Sendable {
  package var status: ExitStatus
  /// Nil where nothing was left to do.
  package var report: RunReport?

  package init(status: ExitStatus, report: RunReport? = nil) {
    (self.status, self.report) = (status, report)
  }
}
