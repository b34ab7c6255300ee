import Diagnostics
import Fields
import Forms
import Records
import Surety

/// One worker's way from a record to its papers. It stays on the thread on which it was made.
struct RecordWorker {
  private let run: Run
  private let census: IdentityCensus
  private let maker: PaperMaker
  /// Where the papers go; nil to look only.
  private let output: Folder?

  init(run: Run, census: IdentityCensus, output: Folder?) throws(RunFailure) {
    self.run = run
    self.census = census
    self.output = output
    maker = try PaperMaker(run: run)
  }

  /// The outcomes in the order of the job's records; after a stop or a failure the rest is unread.
  func perform(_ job: RecordJob) -> FinishedJob {
    var isOver = false
    let outcomes = job.records.map { record in
      if isOver || StopSignal.status != nil { return RecordOutcome(record: record, ending: .unread, diagnostics: []) }
      let outcome = outcome(of: record, input: job.input)
      if case .failed = outcome.ending { isOver = true }
      return outcome
    }
    return FinishedJob(input: job.input, outcomes: outcomes)
  }

  private func outcome(of record: RecordRow, input: Int) -> RecordOutcome {
    let row = record.row
    var diagnostics = row.diagnostics
    // A row that could not be read has no cells: that alone is said, not that every field is missing besides.
    if row.cells.isEmpty, diagnostics.contains(where: { $0.severity == .error }) {
      return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics)
    }
    let assessment = run.rules.assess(row, documents: run.documents, issuedOn: run.issuedOn)
    diagnostics = assessment.diagnostics + doubles(of: row, input: input)
    guard let certificate = assessment.certificate, !diagnostics.contains(where: { $0.severity == .error }) else {
      return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics)
    }
    let name = PaperPlace(certificate: certificate, row: row)
    var papers: [Paper] = []
    for form in run.forms {
      do {
        papers.append(
          output == nil
            ? try maker.composed(form, values: assessment.values, row: row)
            : try maker.finished(form, identifier: name.identifier(of: form.id), values: assessment.values, row: row))
        if let problem = name.problem(of: form.id) { diagnostics.append(problem) }
      } catch {
        switch error {
        case .refused(let refusal): diagnostics += refusal.diagnostics
        case .failed(let failure): return RecordOutcome(record: record, ending: .failed(failure), diagnostics: diagnostics)
        }
      }
    }
    if diagnostics.contains(where: { $0.severity == .error }) {
      return RecordOutcome(record: record, ending: .rejected, diagnostics: diagnostics)
    }
    do {
      return RecordOutcome(record: record, ending: .issued(try issue(papers, at: name)), diagnostics: diagnostics)
    } catch {
      return RecordOutcome(record: record, ending: .failed(RunFailure(.cannotWrite, error.diagnostic)), diagnostics: diagnostics)
    }
  }

  /// Writes a record's papers, all of which could be made.
  private func issue(_ papers: [Paper], at place: PaperPlace) throws(FileFault) -> [IssuedPaper] {
    var issued: [IssuedPaper] = []
    let folder = try output?.subfolder(place.folder)
    for paper in papers {
      let name = place.name(of: paper.form)
      try output?.write(paper.bytes, as: name.file, mode: paper.holdsSecret ? .secret : .shared, in: folder)
      issued.append(
        IssuedPaper(
          entry: place.entry(of: paper, digest: output == nil ? "" : Digest.hexadecimal(of: paper.bytes)), step: paper.step,
          fits: paper.fits))
    }
    return issued
  }

  /// The same identity twice in a run: both are refused, each with the places of the others.
  private func doubles(of row: RawRow, input: Int) -> [Diagnostic] {
    guard let identity = RecordIdentity(row, rules: run.rules), let number = row.place.record else { return [] }
    let others = census.others(number: identity.number, change: identity.change, than: .init(input: input, record: number))
    if others.isEmpty { return [] }
    func list(_ separator: String, _ describe: (IdentityCensus.Location) -> String) -> String {
      others.prefix(5).map(describe).joined(separator: separator) + (others.count > 5 ? " …" : "")
    }
    var place = row["number"]?.place ?? row.place
    place.field = "number"
    return [
      .error(
        "record.doubled", at: place,
        Words(
          "同じ保証契約番号（と変更回数）の記録が\(list("、") { $0.input == input ? "\($0.record)件目" : "別の入力の\($0.record)件目" })にもあります。",
          "The same contract number (and change count) stands also in \(list(", ") { $0.input == input ? "record \($0.record)" : "record \($0.record) of another input" })."
        ),
        advice: Words(
          "どれが正しいか分からないので、すべて拒否しました。正しいものだけを残してください。",
          "Which one is right cannot be known, so all were refused. Keep the right one only."))
    ]
  }
}
