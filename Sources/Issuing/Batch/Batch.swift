import Diagnostics
import Digests
import Forms
import Records
import Register

/// One run over its inputs: survey, issue, report.
package struct Batch {
  private let run: Run
  private let options: BatchOptions
  private let console: Console

  package init(run: Run, options: BatchOptions, console: Console) {
    self.run = run
    self.options = options
    self.console = console
  }

  /// Runs to the end or to a wished stop; what keeps it from ending orderly is thrown.
  package func execute() throws(RunFailure) -> BatchResult {
    let start = Clock.steadySeconds
    let startProcessor = Clock.processorSeconds
    let output = try options.output.map { path throws(RunFailure) in try Self.open(path) }
    if let output { try options.print?.check(output: output.path) }
    var inputs: [RunInput] = []
    for (index, name) in options.inputs.enumerated() {
      inputs.append(
        try RunInput(
          name, path: options.paths?[index], options: options.reading, temporaryFolder: options.temporaryFolder))
    }
    var share = ShardFilter(options.shard, rules: run.rules)
    let clock = StageClock()
    clock.begin()
    let survey = try InputScan(inputs, run: run) { _, identity in share?.count(identity) }
    clock.lap(.read)
    console.report(survey.diagnostics)
    try options.shard?.check(survey.inputs, share: share)
    do {
      let (register, run) = try begin(survey, share)
      let console = console.naming(run: register?.run)
      if let archive = register?.archive, !archive.keepsSecrets, run.forms.contains(where: \.printsSecret) {
        console.report(PaperArchive.leavesOutSecrets)
      }
      let total = share?.records ?? survey.total
      if options.checksSpace, let output, let register {
        try Self.checkSpace(survey, records: total, papers: run.papers.count, output: output, register: register)
      }
      let ledger = try BatchLedger(
        output: output, survey: survey, register: register, chunk: options.chunk, console: console,
        isShard: options.shard != nil)
      let print = try options.print.map { request throws(RunFailure) in
        try PrintFiles(request, run: run)
      }
      let deadline = options.timeLimit.map { start + Double($0.seconds) }
      try work(
        JobReader(inputs, share: share), run: run, survey: survey, total: total, output: output, register: register,
        ledger: ledger,
        print: print, deadline: deadline)
      try ledger.finish()
      try print?.finish()
      ledger.add(clock.take())
      var counts = ledger.counts
      counts.unread = total - counts.read
      let end = self.end(counts, deadline: deadline)
      let report = RunReport(
        issuedOn: run.issuedOn, inputs: survey.inputs, counts: counts, fits: ledger.fits, jobs: options.jobs,
        seconds: Clock.steadySeconds - start, processorSeconds: Clock.processorSeconds - startProcessor,
        stages: ledger.times, end: end, register: try register?.summary, print: print?.tally)
      let balance = try ledger.close(report)
      try register?.finish(counts, end: end)
      let status = conclude(balance, console)
      if let tally = print?.tally { conclude(tally, counts, end, console) }
      if let shard = options.shard, let output, end == .complete, status == .success || status == .recordsRejected {
        try shard.close(counts, in: output, rejects: ledger.rejectNames)
      }
      return BatchResult(status: status, report: report)
    } catch let fault as FileFault {
      throw RunFailure(.cannotWrite, fault.diagnostic)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw .internal(error)
    }
  }

  /// The output folder, held by this run alone and free of what killed runs left.
  private static func open(_ path: String) throws(RunFailure) -> Folder {
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
    } catch let fault as FileFault {
      throw RunFailure(.cannotWrite, fault.diagnostic)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw .internal(error)
    }
  }

  /// The run's beginning in the register, and the run with the day that the register knows of it.
  private func begin(_ survey: InputScan, _ share: ShardFilter?) throws(RunFailure) -> (BatchRegister?, Run) {
    guard let wanted = options.register, let output = options.output else { return (nil, run) }
    let inputs = survey.inputs.map { input in
      RunRow.Input(
        name: input.file, digest: ContentDigest(hexadecimal: input.digest) ?? ContentDigest(of: input.digest),
        bytes: input.bytes)
    }
    if let shard = options.shard, let share {
      return (try BatchRegister.begin(wanted, shard: shard, numbers: share.numbers, prepared: run, inputs: inputs), run)
    }
    return try BatchRegister.begin(
      wanted, prepared: run, keepsDay: !options.isDayStated, inputs: inputs, output: output)
  }

  private func work(
    _ feed: JobReader, run: Run, survey: InputScan, total: Int, output: Folder?, register: BatchRegister?,
    ledger: BatchLedger,
    print: PrintFiles?, deadline: Double?
  ) throws {
    let census = survey.census
    var progress = Progress(language: console.language, now: Clock.steadySeconds)
    try WorkerPool(workers: options.jobs).run(
      next: { () throws -> RecordJob? in
        if StopSignal.status != nil { return nil }
        if let deadline, Clock.steadySeconds >= deadline { return nil }
        if let limit = options.maxRejects, ledger.counts.rejected >= limit { return nil }
        return try feed.next()
      },
      makeWorker: { () throws -> (RecordJob) -> FinishedJob in
        let worker = try RecordWorker(run: run, census: census, output: output, register: register)
        return { worker.perform($0) }
      },
      deliver: { (finished: FinishedJob) in
        try ledger.take(finished)
        for outcome in finished.outcomes { if let papers = outcome.print { try print?.add(papers) } }
        if options.showsProgress, let text = progress.show(ledger.counts, total: total, now: Clock.steadySeconds) {
          StandardStream.error.write(text)
        }
      })
    ledger.add(feed.takeTimes())
    if options.showsProgress { StandardStream.error.write(progress.clearance) }
  }

  private func end(_ counts: RunCounts, deadline: Double?) -> RunReport.End {
    if StopSignal.status != nil, counts.unread != 0 { return .stopped }
    if let limit = options.maxRejects, counts.rejected >= limit, counts.unread != 0 { return .tooManyRejects }
    if let deadline, Clock.steadySeconds >= deadline, counts.unread != 0 { return .timeLimit }
    return .complete
  }

  private func conclude(_ print: PrintStatistics, _ counts: RunCounts, _ end: RunReport.End, _ console: Console) {
    console.notice(print.notice(read: counts.read))
    console.report(print.warnings)
    if end != .complete {
      console.report(
        .warning(
          "merge.cut",
          LocalizedText(
            "途中で終わったので、印刷用ファイルも途中までです。", "The run did not come to its end, and the print files end where it did.")))
    }
  }

  private func conclude(_ balance: RunInvariants, _ console: Console) -> ExitStatus {
    let (counts, end) = (balance.counts, balance.end)
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
          "run.unread", LocalizedText("残りの\(unread)件は読んでいません。", "The remaining \(unread) records were not read."),
          advice: end == .tooManyRejects
            ? LocalizedText("入力を直すか、--max-rejectsを大きくしてください。", "Mend the input, or raise --max-rejects.")
            : LocalizedText("同じ命令をもう一度実行してください。", "Run the same command again.")))
    }
    let problems = balance.problems
    if !problems.isEmpty {
      console.report(problems)
      return .internalFault
    }
    if end == .stopped, let status = StopSignal.status { return status }
    if end == .timeLimit { return .tryAgainLater }
    return counts.rejected > 0 ? .recordsRejected : .success
  }
}
