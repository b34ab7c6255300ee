import Diagnostics
import Encodings
import Fields
import Forms
import Layout
import Records
import Rules
import StrictJSON
import Surety
import TestSupport
import Typesetting

@testable import Papers

extension Feature {
  /// What comes of the record, as lines: the pages, or why it is refused.
  func outcome() throws -> [String] {
    switch try subject() {
    case .refused(let diagnostics): return refusal(diagnostics)
    case .accepted(let subject):
      let fonts = try House.fonts()
      let document = subject.form.fill(subject.values)
      let title = "\(subject.form.id): \(document.title)"
      do {
        return [title]
          + PageText.lines(
            of: try PageLayout(setter: HarfBuzzTextSetter(store: fonts)).layOut(document), fonts: fonts.list)
      } catch {
        return refusal(
          error.faults.map {
            $0.diagnostic(document: document.title) { SourceLocation(file: subject.row.location.file, field: $0) }
          })
      }
    }
  }

  /// A record on its way to one paper.
  struct FeatureRecord {
    let form: Form
    let values: ValueTree
    let row: RawRow
    let naming: PaperNaming
    let issuedOn: CalendarDate
  }

  enum FeatureDecision {
    case accepted(FeatureRecord)
    case refused([Diagnostic])
  }

  func subject() throws -> FeatureDecision {
    let settings = try settings()
    guard let issuedOn = CalendarDate(iso: settings.issuedOn) else {
      throw Unreadable(why: "issuedOn is no day: \(settings.issuedOn)")
    }
    guard let form = try House.form(settings.document, file: settings.form, images: images()) else {
      throw Unreadable(why: "there is no paper \(settings.document)")
    }
    var reader = try RecordReader(MemorySource(try record()), file: "record.json")
    guard let row = try reader.next()?.row, try reader.next() == nil else {
      throw Unreadable(why: "record.json must hold one record")
    }
    let assessment = try House.rules(issuer: issuer()).assess(
      row, papers: PaperRequirements(printsKey: form.printsSecret), issuedOn: issuedOn,
      // A feature shows how a record is set, on whatever day.
      for: .reissue)
    guard assessment.isAccepted, let certificate = assessment.certificate else {
      return .refused(assessment.diagnostics)
    }
    var values = assessment.values
    if let marks = settings.marks { values.setMarks(marks, issuedOn: issuedOn) }
    return .accepted(
      FeatureRecord(
        form: form, values: values, row: row, naming: PaperNaming(certificate: certificate, row: row),
        issuedOn: issuedOn))
  }

  private func refusal(_ diagnostics: [Diagnostic]) -> [String] {
    ["refused"]
      + diagnostics.filter { $0.severity == .error }.map {
        " \($0.code): \($0.location?.field ?? $0.location?.heading ?? "the record")"
      }
  }
}

extension ValueTree {
  fileprivate mutating func setMarks(_ words: [String], issuedOn: CalendarDate) {
    set("mark.specimen", to: .flag(words.contains("見本")))
    set("mark.copy", to: .flag(words.contains("写")))
    if words.contains("再発行") {
      set("mark.reissue.on", to: .date(issuedOn))
      set("mark.reissue.count", to: .integer(1))
    }
  }
}
