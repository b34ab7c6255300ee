import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
import Papers
import Records
import Register
import Reporting
import Surety

/// One worker's way from a record to its papers: judge the record by the rules of the trade, ask the register what is
/// still to be issued, make all papers in memory, and write them only when every one could be made. A worker stays on the
/// thread on which it was made, for the objects of C libraries in its paper maker belong to one thread.
struct RecordWorker {
  private let configuration: RunConfiguration
  private let duplicates: DuplicateIndex
  private let maker: PaperMaker
  /// Where the papers go; nil to look only.
  private let output: Folder?
  private let register: BatchRegister?

  init(
    configuration: RunConfiguration, duplicates: DuplicateIndex, output: Folder?, register: BatchRegister?
  ) throws(RunFailure) {
    self.configuration = configuration
    self.duplicates = duplicates
    self.output = output
    self.register = register
    maker = try PaperMaker(configuration: configuration)
  }

  /// The outcomes in the order of the job's records; after a stop or a failure the rest is unread.
  func perform(_ job: RecordJob) -> FinishedJob {
    maker.clock.start()
    let records = job.records.map { judged($0, input: job.input) }
    maker.clock.lap(.check)
    var failure: RunFailure?
    var decisions: [IssueDecision] = []
    do {
      decisions = try register?.decide(records.compactMap(\.registered), papers: configuration.papers) ?? []
    } catch {
      failure = RunFailure(error)
    }
    maker.clock.lap(.register)
    var isOver = false
    var next = decisions.makeIterator()
    let outcomes = records.map { record in
      let decision = record.registered == nil ? nil : next.next()
      if isOver || StopSignal.status != nil {
        return RecordOutcome(record: record.record, ending: .unread, diagnostics: [])
      }
      let outcome =
        failure.map { RecordOutcome(record: record.record, ending: .failed($0), diagnostics: record.diagnostics) }
        ?? outcome(of: record, decision)
      if case .failed = outcome.ending { isOver = true }
      return outcome
    }
    return FinishedJob(input: job.input, outcomes: outcomes, times: maker.clock.take())
  }

  private func judged(_ identified: IdentifiedRecord, input: Int) -> JudgedRecord {
    let record = identified.record
    let row = record.row
    // A row that could not be read has no cells: that alone is said, not that every field is missing besides.
    if row.cells.isEmpty, row.diagnostics.contains(where: { $0.severity == .error }) {
      return JudgedRecord(record: record, diagnostics: row.diagnostics)
    }
    let assessment = configuration.rules.assess(
      row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    var result = JudgedRecord(
      record: record, diagnostics: assessment.diagnostics + doubles(of: identified, input: input))
    guard let certificate = assessment.certificate, !result.diagnostics.contains(where: { $0.severity == .error })
    else { return result }
    let accepted = AcceptedRecord(record, certificate: certificate, values: assessment.values)
    result.accepted = accepted
    if register != nil, output != nil {
      result.registered = (accepted, RecordContent(json: certificate.canonicalJSON, key: certificate.key))
    }
    return result
  }

  private func outcome(of judged: JudgedRecord, _ decision: IssueDecision?) -> RecordOutcome {
    let (record, diagnostics) = (judged.record, judged.diagnostics)
    guard let accepted = judged.accepted else {
      return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics)
    }
    do {
      guard let register, let output, let decision, let content = judged.registered?.content else {
        return try issue(accepted, diagnostics)
      }
      switch decision {
      case .refused(let problem):
        return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics + [problem])
      case .unchanged(let rows):
        let repair = PaperRestoration(configuration: configuration, maker: maker, output: output, register: register)
        let (entries, problems) = try repair.check(rows, of: accepted)
        if !problems.isEmpty {
          return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics + problems)
        }
        let print = try repair.printed(entries, rows, of: accepted)
        return RecordOutcome(
          record: record, ending: register.standing(rows, entries: entries),
          diagnostics: diagnostics + (print?.problems ?? []),
          print: print)
      case .issue(let order):
        let repair = PaperRestoration(configuration: configuration, maker: maker, output: output, register: register)
        let (entries, problems) = try repair.check(order.holding, of: accepted)
        var outcome = try issue(accepted, diagnostics + problems, order: order, content: content, standing: entries)
        if case .issued(let issued) = outcome.ending, !order.holding.isEmpty {
          outcome.print = try repair.printed(issued.entries, order.holding, of: accepted, made: outcome.print)
          outcome.diagnostics += outcome.print?.problems ?? []
        }
        return outcome
      }
    } catch {
      return RecordOutcome(record: record, ending: .failed(RunFailure(error)), diagnostics: diagnostics)
    }
  }

  /// Makes a record's papers and, when all of them could be made, writes them.
  ///
  /// - Parameters:
  ///   - order: what the register leaves to be made; nil for every paper, without a register.
  ///   - standing: the manifest's lines of papers issued before.
  private func issue(
    _ accepted: AcceptedRecord, _ before: [Diagnostic], order: PapersToIssue? = nil, content: RecordContent? = nil,
    standing: [ManifestEntry] = []
  ) throws -> RecordOutcome {
    var diagnostics = before
    var papers: [IssuedFile] = []
    for kind in configuration.papers where order?.documents.contains(kind.id) ?? true {
      do {
        papers.append(
          output == nil
            ? try maker.layOutPaper(kind, values: accepted.values, row: accepted.row)
            : try maker.makePaper(kind, of: accepted.naming, values: accepted.values, row: accepted.row))
        diagnostics += papers.last?.warnings ?? []
        if let problem = accepted.naming.problem(of: kind.id) { diagnostics.append(problem) }
      } catch {
        diagnostics += try error.refusal()
      }
    }
    if diagnostics.contains(where: { $0.severity == .error }) {
      return RecordOutcome(record: accepted.record, ending: .rejected, diagnostics: diagnostics)
    }
    let issued = try write(papers, at: accepted.naming)
    maker.clock.lap(.write)
    let entries = (standing + issued.map(\.entry)).sorted { a, b in position(of: a.document) < position(of: b.document)
    }
    let issue = content.map { content in
      NewIssue(
        record: content,
        papers: issued.map { configuration.newPaper($0.entry, supersedes: order?.superseded[$0.entry.document]) }
      )
    }
    let print = configuration.choices.printed.map { _ in
      PrintedPapers(
        contract: accepted.naming.contract,
        papers: papers.filter { !$0.laidOutForms.isEmpty }.map { ($0.document, $0.laidOutForms) }
      )
    }
    return RecordOutcome(
      record: accepted.record, ending: .issued(IssuedRecord(papers: issued, entries: entries, issue: issue)),
      diagnostics: diagnostics,
      print: print)
  }

  private func position(of document: String) -> Int {
    configuration.papers.firstIndex { $0.id == document } ?? 0
  }

  private func write(_ papers: [IssuedFile], at naming: PaperNaming) throws(FileFault) -> [IssuedPaper] {
    var issued: [IssuedPaper] = []
    let folder = try output?.subfolder(naming.folder)
    for paper in papers {
      let name = naming.name(of: paper.document)
      try output?.write(paper.bytes, as: name.file, mode: paper.holdsSecret ? .secret : .shared, in: folder)
      let digest = output == nil ? "" : ContentDigest(of: paper.bytes).hexadecimal
      try register?.archive(paper.bytes, digest: digest, isSecret: paper.holdsSecret)
      issued.append(
        IssuedPaper(
          entry: naming.entry(of: paper, digest: digest), step: paper.step, fits: paper.fits, baseForms: paper.baseForms
        ))
    }
    return issued
  }

  /// The same identity twice in a run: both are refused, each with the places of the others.
  private func doubles(of identified: IdentifiedRecord, input: Int) -> [Diagnostic] {
    let row = identified.record.row
    guard let identity = identified.identity, let number = row.location.record else { return [] }
    let others = duplicates.others(
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
