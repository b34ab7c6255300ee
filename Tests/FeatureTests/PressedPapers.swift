import Diagnostics
import DrawingSamples
import Encodings
import Fields
import Forms
import Foundation
import Layout
import Records
import Rules
import Surety
import Testing
import Typesetting

@testable import Issuance
@testable import Papers

/// Every paper of the features and of the examples as a file, made once for all tests that ask something of the files.
struct PressedPapers: Sendable {
  private(set) var features: [JudgedFile] = []
  private(set) var examples: [JudgedFile] = []
  /// The papers that the examples should have: each record's, of every form of the home.
  private(set) var expectedExamples = 0
  /// One of each form with its data attached.
  private(set) var attached: [JudgedFile] = []
  /// The open papers of a record as one file; the first with its data.
  private(set) var bundles: [JudgedFile] = []

  /// The open papers of all examples in one file for a printer.
  private(set) var prints: [JudgedFile] = []

  var files: [JudgedFile] { features + examples + attached + bundles + prints }

  static let all = Result { try PressedPapers() }

  private init() throws {
    var press = try Press()
    for feature in Feature.all {
      guard case .accepted(let subject) = try feature.subject() else { continue }
      if let file = try press.file("feature-\(feature.name)", subject) { features.append(file) }
    }
    let subjects = try Self.subjects()
    expectedExamples = subjects.count
    examples = try subjects.compactMap { try press.file("example-\($0.form.id)-\($0.row.location.record ?? 0)", $0) }
    attached = try subjects.prefix(House.configuration().forms.count).compactMap {
      try press.file("attached-\($0.form.id)", $0, hasRecord: true)
    }
    let open = subjects.filter { !$0.form.printsSecret }
    let perRecord = try House.configuration().forms.count { !$0.printsSecret }
    bundles = try (0..<12).map { record in
      let papers = open[record * perRecord..<(record + 1) * perRecord]
      return try press.bundle("bundle-\(record)", papers, hasRecord: record == 0)
    }
    prints = [try press.printFile("print", open)]
  }

  /// Every record of the examples with every paper.
  static func subjects() throws -> [Feature.FeatureRecord] {
    let bytes = Array(try Data(contentsOf: House.root.appending(path: "Examples/certificates.jsonl")))
    var reader = try RecordReader(MemorySource(bytes), file: "certificates.jsonl")
    let configuration = try House.configuration()
    var subjects: [Feature.FeatureRecord] = []
    while let row = try reader.next()?.row {
      let assessment = configuration.rules.assess(
        row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn, for: .reissue)
      let certificate = try #require(assessment.certificate, "\(assessment.diagnostics)")
      let naming = PaperNaming(certificate: certificate, row: row)
      subjects += configuration.forms.map {
        Feature.FeatureRecord(
          form: $0, values: assessment.values, row: row, naming: naming, issuedOn: configuration.issuedOn)
      }
    }
    return subjects
  }
}

/// Makes papers one after the other, with what the judges are told of each.
private struct Press {
  private let maker: PaperMaker
  private let layout: PageLayout
  private var forms: Set<String> = []

  init() throws {
    maker = try PaperMaker(configuration: House.configuration())
    layout = PageLayout(setter: HarfBuzzTextSetter(store: try House.fonts()))
  }

  /// Nil for a paper that is refused.
  mutating func file(_ name: String, _ subject: Feature.FeatureRecord, hasRecord: Bool = false) throws -> JudgedFile? {
    let document = subject.form.fill(subject.values)
    guard let laidOut = try? layout.layOut(document) else { return nil }
    let paper = try maker.makePaper(
      OutputDocument(subject.form), of: subject.naming, values: subject.values, row: subject.row,
      issuedOn: subject.issuedOn,
      hasRecord: hasRecord)
    // The text of the structure is read of one paper a form and number of pages.
    let isFirst = forms.insert("\(subject.form.id) \(laidOut.pages.count) \(hasRecord)").inserted
    return JudgedFile(
      name: name, bytes: paper.bytes, day: subject.issuedOn.iso, title: document.title, pages: laidOut.pages,
      hasAttachment: hasRecord,
      isReadInFull: isFirst)
  }

  func printFile(_ name: String, _ subjects: [Feature.FeatureRecord]) throws -> JudgedFile {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shosho-printed-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let configuration = try House.configuration()
    let printer = try PrintFiles(
      PrintRequest(path: folder.appending(path: "print.pdf").path, pages: 5000), configuration: configuration)
    let papers = try subjects.map { subject in
      let document = subject.form.fill(subject.values)
      let form = LaidOutForm(form: subject.form, title: document.title, laidOut: try layout.layOut(document))
      return PrintedPapers(contract: subject.naming.contract, papers: [(subject.form.id, [form])])
    }
    for paper in papers { try printer.addRecord(paper) }
    try printer.writeRemainingPages()
    return JudgedFile(
      name: name, bytes: Array(try Data(contentsOf: folder.appending(path: "print-0001.pdf"))),
      day: configuration.issuedOn.iso,
      title: "\(papers[0].contract) – \(papers[papers.count - 1].contract)", pages: papers.flatMap(\.forms.pages))
  }

  func bundle(_ name: String, _ subjects: ArraySlice<Feature.FeatureRecord>, hasRecord: Bool) throws -> JudgedFile {
    let subject = try #require(subjects.first)
    let documents = subjects.map { $0.form.fill($0.values) }
    let paper = try maker.makePaper(
      OutputDocument(bundle: subjects.map(\.form)), of: subject.naming, values: subject.values, row: subject.row,
      issuedOn: subject.issuedOn,
      hasRecord: hasRecord)
    return JudgedFile(
      name: name, bytes: paper.bytes, day: subject.issuedOn.iso, title: documents.map(\.title).joined(separator: "、"),
      pages: try documents.flatMap { try layout.layOut($0).pages }, hasAttachment: hasRecord)
  }
}
