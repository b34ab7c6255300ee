import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
import House
package import Issuance
package import Papers
package import Records
import Register
package import Reporting
import Surety

/// Makes the papers of one record at once, for `shosho render`. Without a register they are copies, marked 写
/// (`render`), since nothing remembers that they were made; with a register they are issued (`issue`).
///
///     let record = try ContractSearch.findRecord(
///       of: "44-07-0012345-00", change: nil, in: input, rules: configuration.rules)
///     let status = try Rendering(configuration: configuration, console: console)
///       .render(record, kind: .pdf, to: "out", isFolder: true)
package struct Rendering {
  /// The format of the files.
  package enum Kind: Sendable, Hashable {
    case pdf
    /// A picture of each page, one file a page.
    case png(dpi: Int)

    var fileExtension: String { self == .pdf ? "pdf" : "png" }
  }

  let configuration: RunConfiguration
  let maker: PaperMaker
  let console: Console

  package init(configuration: RunConfiguration, console: Console) throws(RunFailure) {
    self.configuration = configuration
    self.console = console
    maker = try PaperMaker(configuration: configuration)
    console.report(EngineVersion.warnings)
  }

  /// Makes copies of the papers of `record`. Nothing is written unless all of them can be made.
  ///
  /// - Parameters:
  ///   - target: the path of a folder or a file, or `-` for standard output.
  ///   - isFolder: whether `target` is a folder, in which each paper is named as a batch would name it.
  package func render(_ record: RecordRow, kind: Kind, to target: String, isFolder: Bool) throws(RunFailure)
    -> ExitStatus
  {
    let assessment = configuration.rules.assess(
      record.row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn, for: .copy)
    var diagnostics = assessment.diagnostics
    guard let certificate = assessment.certificate else {
      console.report(diagnostics)
      return .recordsRejected
    }
    var values = assessment.values
    values.set("mark.copy", to: .flag(true))
    let naming = PaperNaming(certificate: certificate, row: record.row)
    var files: [(form: Form, pages: [[UInt8]])] = []
    for form in configuration.forms {
      if isFolder, let problem = naming.problem(of: form.id) { diagnostics.append(problem) }
      do {
        switch kind {
        case .pdf:
          let paper = try maker.makePaper(OutputDocument(form), of: naming, values: values, row: record.row)
          diagnostics += paper.warnings
          files.append((form, [paper.bytes]))
        case .png(let dpi):
          let pictures = try maker.drawPictures(of: form, values: values, row: record.row, dpi: dpi)
          diagnostics += pictures.warnings
          files.append((form, pictures.pages))
        }
      } catch {
        diagnostics += try error.refusal()
      }
    }
    console.report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { return .recordsRejected }
    for (form, pages) in files {
      let name = isFolder ? naming.name(of: form.id, fileExtension: kind.fileExtension).file : ""
      try writePages(pages, mode: form.printsSecret ? .secret : .shared, to: isFolder ? "\(target)/\(name)" : target)
    }
    return .success
  }

  /// Writes the file of a paper, or one file for each picture of a page.
  private func writePages(_ pages: [[UInt8]], mode: FileMode, to path: String) throws(RunFailure) {
    let (folder, name) = OutputFile.folderAndName(of: path)
    do {
      for (index, page) in pages.enumerated() {
        try OutputFile.write(
          page, mode: mode, to: path == "-" ? path : "\(folder)/\(Self.pageFileName(name, page: index + 1))")
      }
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// The name of a page's file: `paper.png`, `paper-2.png`, …
  static func pageFileName(_ name: String, page: Int) -> String {
    if page == 1 { return name }
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "\(name)-\(page)" }
    return "\(name[..<dot])-\(page)\(name[dot...])"
  }
}

extension Rendering {
  /// Issues the papers of `record`: without a mark, and entered in the register once their files are written. What was
  /// issued before is not issued again.
  package func issue(
    _ record: RecordRow, to target: String, isFolder: Bool, register options: RegisterOptions
  ) throws(RunFailure) -> ExitStatus {
    let assessment = configuration.rules.assess(
      record.row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    console.report(assessment.diagnostics)
    guard let certificate = assessment.certificate else { return .recordsRejected }
    let content = RecordContent(json: certificate.canonicalJSON, key: certificate.key)
    let folder = isFolder ? target : OutputFile.folderAndName(of: target).folder
    do {
      if target != "-" { _ = try Folder(makingAt: folder) }
      let input = RunRow.Input(name: record.row.location.file, digest: content.digest, bytes: content.json.utf8.count)
      let (register, _) = try BatchRegister.begin(
        options, prepared: configuration, keepsDay: false, inputs: [input], output: folder)
      let accepted = AcceptedRecord(record, certificate: certificate, values: assessment.values)
      let papers = try makePapers(of: accepted, content, register)
      if let papers {
        try writePapers(papers, of: accepted, content, to: isFolder ? nil : target, in: folder, register)
      }
      var counts = RunCounts()
      (counts.read, counts.issued, counts.rejected) = (1, papers == nil ? 0 : 1, papers == nil ? 1 : 0)
      try register.finishRun(counts, end: .complete)
      return papers == nil ? .recordsRejected : .success
    } catch {
      throw RunFailure(error)
    }
  }

  /// Makes the papers that the register allows to be issued; nil when there are none, after the reason was reported.
  private func makePapers(of accepted: AcceptedRecord, _ content: RecordContent, _ register: BatchRegister) throws
    -> [IssuedFile]?
  {
    let location = accepted.numberLocation
    switch try register.decide([(accepted, content)], papers: configuration.papers)[0] {
    case .refused(let problem):
      console.report(problem)
      return nil
    case .unchanged(let rows):
      console.report(.issuedBefore(rows, at: location))
      return nil
    case .issue(let order):
      return try configuration.papers.filter { order.documents.contains($0.id) }.map { kind in
        let paper = try maker.makePaper(kind, of: accepted.naming, values: accepted.values, row: accepted.row)
        console.report(paper.warnings)
        return paper
      }
    }
  }

  /// Writes the papers, archives them, enters them in the register, and gives them their names, in this order.
  ///
  /// - Parameter target: the file of the one paper; nil to name each as a batch would.
  private func writePapers(
    _ papers: [IssuedFile], of accepted: AcceptedRecord, _ content: RecordContent, to target: String?,
    in folder: String,
    _ register: BatchRegister
  ) throws {
    var issued: [NewPaper] = []
    var files: [GrowingFile] = []
    for paper in papers {
      if target == nil, let problem = accepted.naming.problem(of: paper.document) {
        throw RunFailure(.recordsRejected, problem)
      }
      let path =
        target ?? "\(folder)/\(accepted.naming.name(of: paper.document, fileExtension: paper.fileExtension).file)"
      let mode: FileMode = paper.holdsSecret ? .secret : .shared
      if path == "-" {
        try OutputFile.write(paper.bytes, mode: mode, to: path)
      } else {
        files.append(try OutputFile.begin(path, mode: mode, paper.bytes))
      }
      var entry = accepted.naming.entry(of: paper, digest: ContentDigest(of: paper.bytes).hexadecimal)
      try register.archive(paper.bytes, digest: entry.digest, isSecret: paper.holdsSecret)
      entry.path = OutputFile.folderAndName(of: path).name
      issued.append(configuration.newPaper(entry, supersedes: nil))
    }
    try register.archive?.sync()
    let overtaken = try register.enterIssues([NewIssue(record: content, papers: issued)]) { _ in FitStatistics() }
    if let reason = overtaken[0] { throw RunFailure(.tryAgainLater, reason) }
    for file in files { try file.finish(isDurable: true) }
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
