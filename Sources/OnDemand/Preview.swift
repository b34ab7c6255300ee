import Diagnostics
import Fields
import Forms
import HostSystem
package import House
import Inputs
import Papers
import Records
import Register
package import Reporting
import Surety

/// A form as a picture, with a sample's values or a record's: what whoever changes a paper looks at.
///
/// Only the one form is read, so that a fault in another does not keep it from being shown; everything is read anew at each look.
package struct Preview {
  private let request: PreviewRequest
  let home: Home
  /// The form's file.
  let form: String
  /// The records' file.
  let records: String

  /// - Throws: exit 64 when there is no such form, 66 when the home has no samples and no record is given.
  package init(_ request: PreviewRequest, home: Home) throws(RunFailure) {
    self.request = request
    self.home = home
    form = try home.formFile(request.form)
    records = request.record ?? home.samples
    if records != "-", !InputFile.exists(records) {
      throw RunFailure(.noInput, Self.absent(records, isSample: request.record == nil))
    }
  }

  /// The pages as the form, the parts, the rules and the record now stand.
  func look() throws(RunFailure) -> PreviewPictures {
    let configuration = try RunConfiguration.prepare(
      home.readSources(SourceFile.Kind.allCases.filter { $0 != .form }, forms: [form]), documents: nil,
      issuedOn: try day()
    )
    guard let form = configuration.forms.first else { throw RunFailure(PreviewFault.noForm) }
    let record = try record(configuration.rules)
    let assessment = configuration.rules.assess(
      record.row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    guard assessment.isAccepted else {
      throw RunFailure(.recordsRejected, assessment.diagnostics.filter { $0.severity == .error })
    }
    var values = assessment.values
    // Nothing remembers a preview: of a record it is a copy, of a sample it is 見本 whatever the rules say.
    values.set(request.record == nil ? "mark.specimen" : "mark.copy", to: .flag(true))
    do {
      let pages = try PaperMaker(configuration: configuration).drawPictures(
        of: form, values: values, row: record.row, dpi: request.dpi
      ).pages
      return PreviewPictures(
        path: request.out ?? "\(form.id).png", pages: pages, mode: form.printsSecret ? .secret : .shared)
    } catch {
      throw RunFailure(error)
    }
  }

  private enum PreviewFault: Error {
    case noForm
  }

  private func day() throws(RunFailure) -> CalendarDate {
    guard let day = request.issuedOn ?? IssueDate.inTokyo(atEpochSecond: HostClock.epochSecond) else {
      throw RunFailure(.internalFault, RunConfiguration.noDay)
    }
    return day
  }

  private func record(_ rules: Rulebook) throws(RunFailure) -> RecordRow {
    let input = try RunInput(records, options: request.reading, temporaryFolder: HostEnvironment.temporaryFolder)
    if let contract = request.contract {
      return try ContractSearch.record(of: contract, change: request.change, in: input, rules: rules)
    }
    var reader = try input.open()
    do {
      if let first = try reader.next() { return first }
    } catch {
      throw RunFailure(.noInput, error)
    }
    throw RunFailure(
      .noInput,
      .error(
        "preview.empty", at: SourceLocation(file: records),
        LocalizedText("記録が一つもありません。", "There is no record in the file.")))
  }

  private static func absent(_ path: String, isSample: Bool) -> Diagnostic {
    .error(
      "preview.record", at: SourceLocation(file: path),
      LocalizedText("記録のファイルがありません。", "The file of records is not there."),
      advice: isSample ? LocalizedText("--record FILE で記録を示してください。", "Name a record with --record FILE.") : nil)
  }
}

extension Home {
  /// The folders whose files a preview is made from, besides the form's and the record's.
  var watchedFolders: [String] { [partsFolder, rules, fonts] }

  /// Invented records that forms are looked at with, one a line; the first is the usual one.
  var samples: String { "\(templates)/samples.jsonl" }

  /// The file of a form that is named by its path, or by the plain name of a file of Templates/.
  fileprivate func formFile(_ name: String) throws(RunFailure) -> String {
    if name.hasSuffix(".xml") || name.contains("/") { return name }
    let path = "\(templates)/\(name).xml"
    if InputFile.exists(path) { return path }
    let known = ((try? Folder(openingAt: templates).names()) ?? []).filter { $0.hasSuffix(".xml") }.map {
      String($0.dropLast(4))
    }
    throw RunFailure(
      .usage,
      .error(
        "preview.form", LocalizedText("\(Echo.quoted(name))という様式はありません。", "There is no form \(Echo.quoted(name))."),
        advice: Nearest.name(to: name, among: known).map { LocalizedText("\($0)のことですか。", "Did you mean \($0)?") }
          ?? LocalizedText("様式は \(known.joined(separator: "、")) です。", "The forms are \(known.joined(separator: ", ")).")
      ))
  }
}
