import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
package import Issuance
import Papers
package import Records
import Register
package import Reporting
import Surety

extension Rendering {
  /// Issues the papers of one record: unmarked, and entered in the register when they stand under their names. What was issued before is not
  /// issued again.
  package func issue(
    _ record: RecordRow, to target: String, isFolder: Bool, register options: RegisterOptions
  ) throws(RunFailure) -> ExitStatus {
    let assessment = configuration.rules.assess(
      record.row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    console.report(assessment.diagnostics)
    guard let certificate = assessment.certificate else { return .recordsRejected }
    let content = RecordContent(json: certificate.canonicalJSON, key: certificate.key)
    let folder = isFolder ? target : OutputFile.parts(of: target).folder
    do {
      if target != "-" { _ = try Folder(makingAt: folder) }
      let input = RunRow.Input(name: record.row.location.file, digest: content.digest, bytes: content.json.utf8.count)
      let (register, _) = try BatchRegister.begin(
        options, prepared: configuration, keepsDay: false, inputs: [input], output: folder)
      let subject = AcceptedRecord(record, certificate: certificate, values: assessment.values)
      let papers = try papers(of: subject, content, register)
      if let papers { try write(papers, of: subject, content, to: isFolder ? nil : target, in: folder, register) }
      var counts = RunCounts()
      (counts.read, counts.issued, counts.rejected) = (1, papers == nil ? 0 : 1, papers == nil ? 1 : 0)
      try register.finish(counts, end: .complete)
      return papers == nil ? .recordsRejected : .success
    } catch {
      throw RunFailure(error)
    }
  }

  /// The papers that the register leaves to be made; nil when none may be, which has been said then.
  private func papers(of subject: AcceptedRecord, _ content: RecordContent, _ register: BatchRegister) throws
    -> [IssuedFile]?
  {
    let location = subject.numberLocation
    switch try register.decide([(subject, content)], papers: configuration.papers)[0] {
    case .refused(let problem):
      console.report(problem)
      return nil
    case .unchanged(let rows):
      console.report(.issuedBefore(rows, at: location))
      return nil
    case .issue(let order):
      return try configuration.papers.filter { order.documents.contains($0.id) }.map { kind in
        let paper = try maker.makePaper(kind, of: subject.naming, values: subject.values, row: subject.row)
        console.report(paper.warnings)
        return paper
      }
    }
  }

  /// - Parameter target: the file of the one paper; nil to name each as a batch would.
  private func write(
    _ papers: [IssuedFile], of subject: AcceptedRecord, _ content: RecordContent, to target: String?, in folder: String,
    _ register: BatchRegister
  ) throws {
    var issued: [NewPaper] = []
    for paper in papers {
      if target == nil, let problem = subject.naming.problem(of: paper.document) {
        throw RunFailure(.recordsRejected, problem)
      }
      let path = target ?? "\(folder)/\(subject.naming.name(of: paper.document).file)"
      try OutputFile.write(paper.bytes, mode: paper.holdsSecret ? .secret : .shared, to: path)
      var entry = subject.naming.entry(of: paper, digest: ContentDigest(of: paper.bytes).hexadecimal)
      try register.archive(paper.bytes, digest: entry.digest, isSecret: paper.holdsSecret)
      entry.path = OutputFile.parts(of: path).name
      issued.append(configuration.newPaper(entry, supersedes: nil))
    }
    try register.archive?.sync()
    try register.enter([NewIssue(record: content, papers: issued)], fits: FitStatistics())
  }
}

extension Diagnostic {
  fileprivate static func issuedBefore(_ rows: [RegisterRow], at location: SourceLocation) -> Diagnostic {
    let day = rows.first?.paper?.issuedOn ?? ""
    return .error(
      "record.issued", at: location,
      LocalizedText(
        "この記録の書類は\(day)に同じ内容で発行しています。", "The papers of this record were issued on \(day) with the same content."),
      advice: LocalizedText("もう一度要るなら、shosho reissueで作ってください。", "To have one again, use shosho reissue."))
  }
}
