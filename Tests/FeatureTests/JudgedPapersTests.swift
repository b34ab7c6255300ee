import Diagnostics
import DrawingSamples
import Fields
import Forms
import Foundation
import PDFFile
import Records
import Surety
import Testing
import Typesetting

@testable import Issuing

/// Every paper of the features and of the examples as a file, before other people's programs and our own table of requirements.
@Suite("Papers as files") struct JudgedPapersTests {
  /// Makes papers one after the other, with what the judges are told of each.
  private struct Press {
    let maker: PaperMaker
    let layout: PageLayout
    private(set) var files: [JudgedFile] = []
    private var forms: Set<String> = []

    init() throws {
      maker = try PaperMaker(run: House.run())
      layout = PageLayout(setter: HarfBuzzTextSetter(store: try House.fonts()))
    }

    mutating func add(_ name: String, _ subject: Feature.Subject, hasRecord: Bool = false) throws {
      let document = subject.form.fill(subject.values)
      guard let laidOut = try? layout.layOut(document) else { return }
      let paper = try maker.finished(
        PaperKind(subject.form), of: subject.place, values: subject.values, row: subject.row, issuedOn: subject.issuedOn,
        hasRecord: hasRecord)
      // The text of the structure is read of one paper a form and number of pages.
      let isFirst = forms.insert("\(subject.form.id) \(laidOut.pages.count) \(hasRecord)").inserted
      files.append(
        JudgedFile(
          name: name, bytes: paper.bytes, day: subject.issuedOn.iso, title: document.title, pages: laidOut.pages, hasAttachment: hasRecord,
          isReadInFull: isFirst))
    }
  }

  /// Three papers of a record as one file.
  private static func bundle(_ subjects: ArraySlice<Feature.Subject>, _ name: String, hasRecord: Bool) throws -> JudgedFile {
    let subject = try #require(subjects.first)
    let (maker, layout) = (try PaperMaker(run: House.run()), PageLayout(setter: HarfBuzzTextSetter(store: try House.fonts())))
    let documents = subjects.map { $0.form.fill($0.values) }
    let paper = try maker.finished(
      PaperKind(bundle: subjects.map(\.form)), of: subject.place, values: subject.values, row: subject.row, issuedOn: subject.issuedOn,
      hasRecord: hasRecord)
    return JudgedFile(
      name: name, bytes: paper.bytes, day: subject.issuedOn.iso, title: documents.map(\.title).joined(separator: "、"),
      pages: try documents.flatMap { try layout.layOut($0).pages }, hasAttachment: hasRecord)
  }

  @Test("Nobody finds anything in any of them") func judged() throws {
    var press = try Press()
    for feature in Feature.all {
      if case .accepted(let subject) = try feature.subject() { try press.add("feature-\(feature.name)", subject) }
    }
    let features = press.files.count
    let examples = try Self.examples()
    for subject in examples { try press.add("example-\(subject.form.id)-\(subject.row.place.record ?? 0)", subject) }
    #expect(features > 90 && press.files.count - features == 180)
    for subject in examples.prefix(4) { try press.add("attached-\(subject.form.id)", subject, hasRecord: true) }
    let open = examples.filter { !$0.form.printsSecret }
    let bundles = try stride(from: 0, to: 36, by: 3).map { index in
      try Self.bundle(open[index..<index + 3], "bundle-\(index)", hasRecord: index == 0)
    }
    let files = press.files + bundles
    for file in files {
      for (requirement, verdict) in try Verifier.verify(file.bytes) {
        if case .fails(let places) = verdict { Issue.record("\(file.name): \(requirement.id): \(places)") }
      }
    }
    let findings = try Judges.findings(in: files)
    #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
  }

  /// Every record of the examples with every paper.
  private static func examples() throws -> [Feature.Subject] {
    let bytes = Array(try Data(contentsOf: House.root.appending(path: "Examples/certificates.jsonl")))
    var reader = try RecordReader(MemorySource(bytes), file: "certificates.jsonl")
    let run = try House.run()
    var subjects: [Feature.Subject] = []
    while let row = try reader.next()?.row {
      let assessment = run.rules.assess(row, documents: run.documents, issuedOn: run.issuedOn)
      let certificate = try #require(assessment.certificate, "\(assessment.diagnostics)")
      let place = PaperPlace(certificate: certificate, row: row)
      subjects += run.forms.map { Feature.Subject(form: $0, values: assessment.values, row: row, place: place, issuedOn: run.issuedOn) }
    }
    return subjects
  }
}
