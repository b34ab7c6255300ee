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

/// Makes the papers of records on one of the run's threads.
///
/// For each job a worker first judges all records by the rules of the trade, and asks the register with one query
/// which papers are still to be issued. Then, record by record, it makes all papers in memory and writes them only
/// when every one could be made, so that no record has half of its papers. The calling thread enters them and gives them
/// their names. Papers that were issued before are checked
/// instead, and repaired (`PaperRestoration`).
///
/// A worker stays on the thread on which it was made, because the objects of C libraries in its paper maker must not be
/// shared by threads.
struct RecordWorker {
  private let configuration: RunConfiguration
  private let duplicates: DuplicateIndex
  let maker: PaperMaker
  /// The output folder; nil to check the records without writing anything.
  private let output: Folder?
  private let register: BatchRegister?
  /// Decides whether a record comes before the end of the run; nil when only the end of the inputs ends it.
  private let limit: RejectLimit?

  init(
    configuration: RunConfiguration, duplicates: DuplicateIndex, output: Folder?, register: BatchRegister?,
    limit: RejectLimit?
  ) throws(RunFailure) {
    self.configuration = configuration
    self.duplicates = duplicates
    self.output = output
    self.register = register
    self.limit = limit
    maker = try PaperMaker(configuration: configuration)
  }

  /// The outcomes are in the order of the job's records. After a stop or a failure, the remaining records are unread.
  func perform(_ job: RecordJob) -> FinishedJob {
    maker.clock.start()
    let records = job.records.map { judge($0, input: job.input) }
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
    let outcomes = records.enumerated().map { index, record in
      let decision = record.registered == nil ? nil : next.next()
      let number = job.first + index
      if isOver || StopSignal.status != nil {
        limit?.noteJudged(number, isRejected: false)
        return RecordOutcome(record: record.record, ending: .unread, diagnostics: [])
      }
      let outcome =
        failure.map { RecordOutcome(record: record.record, ending: .failed($0), diagnostics: record.diagnostics) }
        ?? processRecord(record, number: number, decision)
      if case .failed = outcome.ending { isOver = true }
      limit?.noteJudged(number, isRejected: outcome.ending.isRejection)
      return outcome
    }
    return FinishedJob(input: job.input, outcomes: outcomes, times: maker.clock.take())
  }

  private func judge(_ identified: IdentifiedRecord, input: Int) -> JudgedRecord {
    let record = identified.record
    let (assessment, refusedNow) = assess(record.row)
    let duplicates = duplicateErrors(of: identified, input: input)
    guard let certificate = assessment.certificate, duplicates.isEmpty else {
      return JudgedRecord(record: record, diagnostics: (refusedNow ?? assessment.diagnostics) + duplicates)
    }
    let accepted = AcceptedRecord(record, certificate: certificate, values: assessment.values)
    var result = JudgedRecord(
      record: record, diagnostics: assessment.diagnostics, refusedNow: refusedNow, accepted: accepted)
    if register != nil, output != nil {
      result.registered = (accepted, RecordContent(json: certificate.canonicalJSON, key: certificate.key))
    }
    return result
  }

  /// The record judged for an issue today. A record that is refused only because it cannot be issued on this day, such as
  /// one whose guarantee has ended, may have been issued in its time: with a register it is judged as such.
  ///
  /// - Returns: `refusedNow` has what was said of such a record, else nil.
  private func assess(_ row: RawRow) -> (assessment: Assessment, refusedNow: [Diagnostic]?) {
    let assessment = configuration.rules.assess(
      row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    if assessment.isAccepted || register == nil { return (assessment, nil) }
    let before = configuration.rules.assess(
      row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn, for: .reissue)
    return before.isAccepted ? (before, assessment.diagnostics) : (assessment, nil)
  }

  /// - Parameters:
  ///   - number: the record's number among those of the run.
  ///   - decision: the register's; nil for a rejected record, and without a register.
  private func processRecord(_ judged: JudgedRecord, number: Int, _ decision: IssueDecision?) -> RecordOutcome {
    let (record, diagnostics) = (judged.record, judged.diagnostics)
    guard let accepted = judged.accepted else {
      return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics)
    }
    do {
      guard let register, let output, let decision, let content = judged.registered?.content else {
        return try issuePapers(of: accepted, number: number, diagnostics)
      }
      let restoration = PaperRestoration(
        configuration: configuration, maker: maker, output: output, register: register)
      switch decision {
      case .refused(let problem):
        return RecordOutcome(
          record: record, ending: .rejected, diagnostics: (judged.refusedNow ?? diagnostics) + [problem])
      case .unchanged(let rows):
        guard isWithinLimit(number) else {
          return RecordOutcome(record: record, ending: .unread, diagnostics: [])
        }
        let (entries, problems) = try restoration.checkPapers(rows, of: accepted)
        if !problems.isEmpty {
          return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics + problems)
        }
        let print = try restoration.collectPrintedPapers(entries, rows, of: accepted)
        return RecordOutcome(
          record: record, ending: register.endingOfUnchangedRecord(rows, entries: entries),
          diagnostics: diagnostics + (print?.problems ?? []), print: print)
      case .issue(var toIssue):
        // A message that cannot be addressed is not made, and so it is not missing either.
        toIssue.documents.subtract(configuration.papers.filter { !isAddressed($0, accepted) }.map(\.id))
        if toIssue.documents.isEmpty {
          let (entries, problems) = try restoration.checkPapers(toIssue.issuedBefore, of: accepted)
          return RecordOutcome(
            record: record,
            ending: problems.isEmpty
              ? register.endingOfUnchangedRecord(toIssue.issuedBefore, entries: entries) : .rejected,
            diagnostics: diagnostics + problems)
        }
        if let refused = judged.refusedNow {
          return RecordOutcome(record: record, ending: .rejected, diagnostics: refused)
        }
        guard toIssue.issuedBefore.isEmpty || isWithinLimit(number) else {
          return RecordOutcome(record: record, ending: .unread, diagnostics: [])
        }
        let (entries, problems) = try restoration.checkPapers(toIssue.issuedBefore, of: accepted)
        var outcome = try issuePapers(
          of: accepted, number: number, diagnostics + problems, toIssue: toIssue, content: content,
          issuedBefore: entries)
        if case .issued(let issued) = outcome.ending, !toIssue.issuedBefore.isEmpty {
          outcome.print = try restoration.collectPrintedPapers(
            issued.entries, toIssue.issuedBefore, of: accepted, made: outcome.print)
          outcome.diagnostics += outcome.print?.problems ?? []
        }
        return outcome
      }
    } catch let fault as PaperMaker.Fault {
      return RecordOutcome(
        record: record, ending: .rejectedByFault, diagnostics: diagnostics + fault.runFailure.diagnostics)
    } catch {
      return RecordOutcome(record: record, ending: .failed(RunFailure(error)), diagnostics: diagnostics)
    }
  }

  /// Whether the record comes before the end of the run. To be asked before anything of it is written.
  private func isWithinLimit(_ number: Int) -> Bool { limit?.allows(number) ?? true }

  /// Makes a record's papers and, when all of them could be made, writes them.
  ///
  /// - Parameters:
  ///   - number: the record's number among those of the run.
  ///   - earlierDiagnostics: what was found about the record so far.
  ///   - toIssue: the papers that the register wants made; nil for all papers, without a register.
  ///   - content: what the register keeps of the record; nil without a register.
  ///   - issuedBefore: the manifest lines of papers that were issued before and stand in the folder.
  private func issuePapers(
    of accepted: AcceptedRecord, number: Int, _ earlierDiagnostics: [Diagnostic], toIssue: PapersToIssue? = nil,
    content: RecordContent? = nil, issuedBefore: [ManifestEntry] = []
  ) throws -> RecordOutcome {
    var diagnostics = earlierDiagnostics
    var drafts: [PaperDraft] = []
    var ending = RecordOutcome.Ending.rejected
    for kind in configuration.papers {
      guard isAddressed(kind, accepted) else {
        diagnostics.append(.noMail(in: accepted.row))
        continue
      }
      guard toIssue?.documents.contains(kind.id) ?? true else { continue }
      do {
        var values = accepted.values
        if kind.message != nil { values.setIssue(messageIssue(kind.id, toIssue)) }
        let draft = try maker.layOutPaper(kind, of: accepted.naming, values: values, row: accepted.row)
        drafts.append(draft)
        diagnostics += maker.warnings(of: draft)
        if let problem = accepted.naming.problem(of: kind.id) { diagnostics.append(problem) }
      } catch {
        if case .failed = error { ending = .rejectedByFault }
        diagnostics += error.runFailure.diagnostics
      }
    }
    var papers: [IssuedFile] = []
    if !diagnostics.contains(where: { $0.severity == .error }) {
      do {
        papers = output == nil ? drafts.map { maker.checkedPaper($0) } : try maker.makePapers(drafts)
      } catch {
        if case .failed = error { ending = .rejectedByFault }
        diagnostics += error.runFailure.diagnostics
      }
    }
    if diagnostics.contains(where: { $0.severity == .error }) {
      return RecordOutcome(record: accepted.record, ending: ending, diagnostics: diagnostics)
    }
    guard isWithinLimit(number) else {
      return RecordOutcome(record: accepted.record, ending: .unread, diagnostics: [])
    }
    let issued = try writePapers(papers, of: accepted.naming)
    maker.clock.lap(.write)
    let entries = (issuedBefore + issued.map(\.entry)).sorted {
      position(of: $0.document) < position(of: $1.document)
    }
    let issue = content.map { content in
      NewIssue(
        record: content,
        papers: issued.map { configuration.newPaper($0.entry, supersedes: toIssue?.superseded[$0.entry.document]) },
        issuedBefore: toIssue?.issuedBefore.map(\.sequence) ?? [])
    }
    let print = configuration.choices.printed.map { _ in
      PrintedPapers(
        contract: accepted.naming.contract,
        papers: papers.filter { !$0.laidOutForms.isEmpty }.map { ($0.document, $0.laidOutForms) }
      )
    }
    return RecordOutcome(
      record: accepted.record, ending: .issued(IssuedRecord(papers: issued, entries: entries, issue: issue)),
      diagnostics: diagnostics, print: print)
  }

  /// What the message says of its issue: all papers that the run wants of the record are made or were made before.
  private func messageIssue(_ document: String, _ toIssue: PapersToIssue?) -> MessageIssue {
    let papers = Set(configuration.papers.filter { $0.message == nil }.flatMap { $0.forms.map(\.id) })
    let version = toIssue?.versions[document]
    return MessageIssue(papers: papers, version: version?.number ?? 1, replacedOn: version?.replacedOn)
  }

  /// Whether a document can be made of the record as far as its address goes: a message needs one, a paper none.
  private func isAddressed(_ document: OutputDocument, _ accepted: AcceptedRecord) -> Bool {
    document.message == nil || accepted.values["contractor.email"] != nil
  }

  /// The place of a document in the order in which a run issues the papers of a record.
  private func position(of document: String) -> Int {
    configuration.papers.firstIndex { $0.id == document } ?? 0
  }

  /// Writes the papers under names of their own. They get their final ones when the register has their rows
  /// (`PaperInstallation`).
  private func writePapers(_ papers: [IssuedFile], of naming: PaperNaming) throws(FileFault) -> [IssuedPaper] {
    var issued: [IssuedPaper] = []
    for paper in papers {
      let staged = try output?.stage(paper.bytes, mode: paper.holdsSecret ? .secret : .shared)
      let digest = output == nil ? "" : ContentDigest(of: paper.bytes).hexadecimal
      try register?.archive(paper.bytes, digest: digest, isSecret: paper.holdsSecret)
      issued.append(
        IssuedPaper(
          entry: naming.entry(of: paper, digest: digest), step: paper.step, fits: paper.fits,
          baseForms: paper.baseForms, staged: staged))
    }
    return issued
  }

  /// The error of a record whose contract number and change count stand in the run more than once. All such records are
  /// refused, and each message names up to five of the others.
  private func duplicateErrors(of identified: IdentifiedRecord, input: Int) -> [Diagnostic] {
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
          "The same contract number (and change count) stands also in "
            + "\(list(", ") { $0.input == input ? "record \($0.record)" : "record \($0.record) of another input" })."
        ),
        advice: LocalizedText(
          "どれが正しいか分からないので、すべて拒否しました。正しいものだけを残してください。",
          "Which one is right cannot be known, so all were refused. Keep the right one only."))
    ]
  }
}

extension Diagnostic {
  fileprivate static func noMail(in row: RawRow) -> Diagnostic {
    var location = row.location
    location.field = "contractor.email"
    return .warning(
      "paper.mail.none", at: location,
      LocalizedText(
        "受注者メールアドレスがないので、お知らせのメールを作りません。書類は発行します。",
        "There is no 受注者メールアドレス, so no message is made. The papers are issued."),
      advice: LocalizedText("お知らせは別の方法で届けてください。", "Notify the contractor in another way."))
  }
}
