import Diagnostics
import Fields
import Forms
import Records
import Register
import Surety

/// One worker's way from a record to its papers. It stays on the thread on which it was made.
struct RecordWorker {
  private let run: Run
  private let census: DuplicateIndex
  private let maker: PaperMaker
  /// Where the papers go; nil to look only.
  private let output: Folder?
  private let register: BatchRegister?

  init(run: Run, census: DuplicateIndex, output: Folder?, register: BatchRegister?) throws(RunFailure) {
    self.register = register
    self.run = run
    self.census = census
    self.output = output
    maker = try PaperMaker(run: run)
  }

  /// The outcomes in the order of the job's records; after a stop or a failure the rest is unread.
  func perform(_ job: RecordJob) -> FinishedJob {
    maker.clock.begin()
    let records = job.records.map { assessed($0, input: job.input) }
    maker.clock.lap(.check)
    var failure: RunFailure?
    var judgements: [IssueDecision] = []
    do {
      judgements = try register?.judge(records.compactMap(\.registered), papers: run.papers) ?? []
    } catch {
      failure = RunFailure(error)
    }
    maker.clock.lap(.register)
    var isOver = false
    var next = judgements.makeIterator()
    let outcomes = records.map { record in
      let judgement = record.registered == nil ? nil : next.next()
      if isOver || StopSignal.status != nil {
        return RecordOutcome(record: record.record, ending: .unread, diagnostics: [])
      }
      let outcome =
        failure.map { RecordOutcome(record: record.record, ending: .failed($0), diagnostics: record.diagnostics) }
        ?? outcome(of: record, judgement)
      if case .failed = outcome.ending { isOver = true }
      return outcome
    }
    return FinishedJob(input: job.input, outcomes: outcomes, times: maker.clock.take())
  }

  private func assessed(_ record: RecordRow, input: Int) -> JudgedRecord {
    let row = record.row
    let assessment = run.rules.assess(row, papers: run.paperRequirements, issuedOn: run.issuedOn)
    var result = JudgedRecord(record: record, diagnostics: assessment.diagnostics + doubles(of: row, input: input))
    guard let certificate = assessment.certificate, !result.diagnostics.contains(where: { $0.severity == .error })
    else { return result }
    let subject = AcceptedRecord(
      record: record, row: row, certificate: certificate, values: assessment.values,
      naming: PaperNaming(certificate: certificate, row: row))
    result.subject = subject
    if register != nil, output != nil {
      result.registered = (subject, RecordContent(json: certificate.canonicalJSON, key: certificate.key))
    }
    return result
  }

  private func outcome(of assessed: JudgedRecord, _ judgement: IssueDecision?) -> RecordOutcome {
    let (record, diagnostics) = (assessed.record, assessed.diagnostics)
    guard let subject = assessed.subject else {
      return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics)
    }
    do {
      guard let register, let output, let judgement, let content = assessed.registered?.content else {
        return try issue(subject, diagnostics)
      }
      switch judgement {
      case .refused(let problem):
        return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics + [problem])
      case .unchanged(let rows):
        let repair = PaperRestoration(run: run, maker: maker, output: output, register: register)
        let (entries, problems) = try repair.check(rows, of: subject)
        if !problems.isEmpty {
          return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics + problems)
        }
        let print = try repair.printed(entries, rows, of: subject)
        return RecordOutcome(
          record: record, ending: register.standing(rows, entries: entries),
          diagnostics: diagnostics + (print?.problems ?? []),
          print: print)
      case .issue(let order):
        let repair = PaperRestoration(run: run, maker: maker, output: output, register: register)
        let (entries, problems) = try repair.check(order.holding, of: subject)
        var outcome = try issue(subject, diagnostics + problems, order: order, content: content, standing: entries)
        if case .issued(let issued) = outcome.ending, !order.holding.isEmpty {
          outcome.print = try repair.printed(issued.entries, order.holding, of: subject, made: outcome.print)
          outcome.diagnostics += outcome.print?.problems ?? []
        }
        return outcome
      }
    } catch let fault as FileFault {
      return RecordOutcome(
        record: record, ending: .failed(RunFailure(.cannotWrite, fault.diagnostic)), diagnostics: diagnostics)
    } catch let fault as RegisterFault {
      return RecordOutcome(record: record, ending: .failed(RunFailure(fault)), diagnostics: diagnostics)
    } catch let failure as RunFailure {
      return RecordOutcome(record: record, ending: .failed(failure), diagnostics: diagnostics)
    } catch {
      return RecordOutcome(record: record, ending: .failed(.internal(error)), diagnostics: diagnostics)
    }
  }

  /// Makes a record's papers and, when all of them could be made, writes them.
  ///
  /// - Parameters:
  ///   - order: what the register leaves to be made; nil for every paper, without a register.
  ///   - standing: the manifest's lines of papers issued before.
  private func issue(
    _ subject: AcceptedRecord, _ before: [Diagnostic], order: PapersToIssue? = nil, content: RecordContent? = nil,
    standing: [ManifestEntry] = []
  ) throws -> RecordOutcome {
    var diagnostics = before
    var papers: [IssuedFile] = []
    for kind in run.papers where order?.documents.contains(kind.id) ?? true {
      do {
        papers.append(
          output == nil
            ? try maker.composed(kind, values: subject.values, row: subject.row)
            : try maker.finished(kind, of: subject.naming, values: subject.values, row: subject.row))
        diagnostics += papers.last?.warnings ?? []
        if let problem = subject.naming.problem(of: kind.id) { diagnostics.append(problem) }
      } catch {
        switch error {
        case .refused(let refusal): diagnostics += refusal.diagnostics
        case .failed(let failure): throw failure
        }
      }
    }
    if diagnostics.contains(where: { $0.severity == .error }) {
      return RecordOutcome(record: subject.record, ending: .rejected, diagnostics: diagnostics)
    }
    let issued = try write(papers, at: subject.naming)
    maker.clock.lap(.write)
    let entries = (standing + issued.map(\.entry)).sorted { a, b in position(of: a.document) < position(of: b.document)
    }
    let issue = content.map { content in
      NewIssue(
        record: content, papers: issued.map { run.newPaper($0.entry, supersedes: order?.superseded[$0.entry.document]) }
      )
    }
    let print = run.choices.printed.map { _ in
      PrintedPapers(
        contract: subject.naming.contract, papers: papers.filter { !$0.sheets.isEmpty }.map { ($0.document, $0.sheets) }
      )
    }
    return RecordOutcome(
      record: subject.record, ending: .issued(IssuedRecord(papers: issued, entries: entries, issue: issue)),
      diagnostics: diagnostics,
      print: print)
  }

  private func position(of document: String) -> Int {
    run.papers.firstIndex { $0.id == document } ?? 0
  }

  private func write(_ papers: [IssuedFile], at naming: PaperNaming) throws(FileFault) -> [IssuedPaper] {
    var issued: [IssuedPaper] = []
    let folder = try output?.subfolder(naming.folder)
    for paper in papers {
      let name = naming.name(of: paper.document)
      try output?.write(paper.bytes, as: name.file, mode: paper.holdsSecret ? .secret : .shared, in: folder)
      let digest = output == nil ? "" : Digest.hexadecimal(of: paper.bytes)
      try register?.archive(paper.bytes, digest: digest, isSecret: paper.holdsSecret)
      issued.append(
        IssuedPaper(
          entry: naming.entry(of: paper, digest: digest), step: paper.step, fits: paper.fits, baseForms: paper.baseForms
        ))
    }
    return issued
  }

  /// The same identity twice in a run: both are refused, each with the places of the others.
  private func doubles(of row: RawRow, input: Int) -> [Diagnostic] {
    guard let identity = RecordIdentity(row, rules: run.rules), let number = row.location.record else { return [] }
    let others = census.others(
      number: identity.number, change: identity.change, than: .init(input: input, record: number))
    if others.isEmpty { return [] }
    func list(_ separator: String, _ describe: (DuplicateIndex.Location) -> String) -> String {
      others.prefix(5).map(describe).joined(separator: separator) + (others.count > 5 ? " …" : "")
    }
    var location = row["number"]?.location ?? row.location
    location.field = "number"
    return [
      .error(
        "record.doubled", at: location,
        LocalizedText(
          "同じ保証契約番号（と変更回数）の記録が\(list("、") { $0.input == input ? "\($0.record)件目" : "別の入力の\($0.record)件目" })にもあります。",
          "The same contract number (and change count) stands also in \(list(", ") { $0.input == input ? "record \($0.record)" : "record \($0.record) of another input" })."
        ),
        advice: LocalizedText(
          "どれが正しいか分からないので、すべて拒否しました。正しいものだけを残してください。",
          "Which one is right cannot be known, so all were refused. Keep the right one only."))
    ]
  }
}
