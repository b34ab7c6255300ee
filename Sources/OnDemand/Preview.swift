import Diagnostics
package import Fields
import Forms
import HostSystem
package import House
import Inputs
package import Issuance
import Papers
package import Records
import Register
package import Reporting
import Rules
import Surety

/// What `shosho preview` is asked for.
package struct PreviewRequest: Sendable {
  /// The path of a form's file, or the id of a form of the home.
  package var form: String
  /// The path of a file of records; nil for the samples of the home.
  package var record: String?
  /// The record's contract number; nil for the first record.
  package var contract: String?
  package var change: Int?
  package var reading: ReadingOptions
  /// The day of issue; nil for today in Japan.
  package var issuedOn: CalendarDate?
  /// The file of the first page's picture; nil for `certificate.png` and the like in the working folder, after the
  /// form's id. Further pages get their number before the extension: `certificate-2.png`.
  package var out: String?
  package var dpi: Int
  /// What the pictures may not take the place of.
  package var place: OutputPlace

  package init(
    form: String, record: String? = nil, contract: String? = nil, change: Int? = nil,
    reading: ReadingOptions = ReadingOptions(),
    issuedOn: CalendarDate? = nil, out: String? = nil, dpi: Int = 150,
    place: OutputPlace = OutputPlace(sparing: [], replaces: false)
  ) {
    self.form = form
    self.record = record
    self.contract = contract
    self.change = change
    self.reading = reading
    self.issuedOn = issuedOn
    self.out = out
    self.dpi = dpi
    self.place = place
  }
}

/// Pictures of a form filled with a sample or a record, for people who change a form.
///
/// Only the one form is read, so that faults in other forms do not matter. Every file is read again for each picture,
/// so that `watchFiles` shows what changed.
///
///     let preview = try Preview(PreviewRequest(form: "certificate"), home: home)
///     let status = try preview.writePictures(console)
package struct Preview {
  private let request: PreviewRequest
  let home: Home
  /// The path of the form's file.
  let form: String
  /// The path of the file of records.
  let records: String

  /// - Throws: exit 64 when there is no such form, 66 when the home has no samples and no record is given.
  package init(_ request: PreviewRequest, home: Home) throws(RunFailure) {
    self.request = request
    self.home = home
    form = try home.formFile(request.form)
    records = request.record ?? home.samples
    if records != "-", !InputFile.exists(records) {
      throw RunFailure(.noInput, Self.missingRecords(records, isSample: request.record == nil))
    }
  }

  /// The form and a record's values, read from the files as they are now.
  struct Subject {
    var configuration: RunConfiguration
    var form: Form
    var values: ValueTree
    var row: RawRow
  }

  func readSubject() throws(RunFailure) -> Subject {
    let configuration = try RunConfiguration.prepare(
      home.readSources(SourceFile.Kind.allCases.filter { $0 != .form }, forms: [form]), documents: nil,
      issuedOn: try IssueDate.statedOrToday(request.issuedOn))
    guard let form = configuration.forms.first else { throw RunFailure(PreviewFault.noForm) }
    let record = try findRecord(configuration.rules)
    let assessment = configuration.rules.assess(
      record.row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn, for: .copy)
    guard assessment.isAccepted else {
      throw RunFailure(.recordsRejected, assessment.diagnostics.filter { $0.severity == .error })
    }
    var values = assessment.values
    // No register knows of a preview, so it is marked: 写 with a given record, 見本 with a sample.
    values.set(request.record == nil ? "mark.specimen" : "mark.copy", to: .flag(true))
    return Subject(configuration: configuration, form: form, values: values, row: record.row)
  }

  /// Draws the pages from the files as they are now.
  func drawPictures() throws(RunFailure) -> PreviewPictures {
    let subject = try readSubject()
    do {
      let pages = try PaperMaker(configuration: subject.configuration).drawPictures(
        of: subject.form, values: subject.values, row: subject.row, dpi: request.dpi
      ).pages
      return PreviewPictures(
        path: request.out ?? "\(subject.form.id).png", pages: pages,
        mode: subject.form.printsSecret ? .secret : .shared, place: request.place)
    } catch {
      throw RunFailure(error)
    }
  }

  private enum PreviewFault: Error {
    case noForm
  }

  /// The record of the contract asked for, or the first record.
  private func findRecord(_ rules: Rulebook) throws(RunFailure) -> RecordRow {
    let input = try RunInput(records, options: request.reading, temporaryFolder: HostEnvironment.temporaryFolder)
    if let contract = request.contract {
      return try ContractSearch.findRecord(of: contract, change: request.change, in: input, rules: rules)
    }
    var reader = try input.open(masking: rules.issuer.key.form)
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

  private static func missingRecords(_ path: String, isSample: Bool) -> Diagnostic {
    .error(
      "preview.record", at: SourceLocation(file: path),
      LocalizedText("記録のファイルがありません。", "The file of records is not there."),
      advice: isSample ? LocalizedText("--record FILE で記録を示してください。", "Name a record with --record FILE.") : nil)
  }
}

extension Home {
  /// A file of invented records, one a line, for previews. The first is used unless a contract number is given.
  var samples: String { "\(templates)/samples.jsonl" }

  /// The path of the form's file: `name` itself when it is a path, else that of `name.xml` in Templates/.
  fileprivate func formFile(_ name: String) throws(RunFailure) -> String {
    if name.hasSuffix(".xml") || name.contains("/") { return name }
    let files = (try? templateFiles(ending: ".xml")) ?? []
    if let file = files.first(where: { $0.name == "\(name).xml" }) { return file.path }
    let known = files.map { String($0.name.dropLast(4)) }
    throw RunFailure(
      .usage,
      .error(
        "preview.form", LocalizedText("\(Echo.quoted(name))という様式はありません。", "There is no form \(Echo.quoted(name))."),
        advice: Nearest.name(to: name, among: known).map { LocalizedText("\($0)のことですか。", "Did you mean \($0)?") }
          ?? LocalizedText("様式は \(known.joined(separator: "、")) です。", "The forms are \(known.joined(separator: ", ")).")
      ))
  }
}

/// The pictures of a form's pages, and where they are written.
struct PreviewPictures {
  /// The file of the first page.
  let path: String
  let pages: [[UInt8]]
  let mode: FileMode
  let place: OutputPlace

  /// The file of each page, in order.
  var paths: [String] {
    let (folder, name) = OutputFile.folderAndName(of: path)
    let prefix = path.contains("/") ? "\(folder)/" : ""
    return pages.indices.map { prefix + Rendering.pageFileName(name, page: $0 + 1) }
  }

  /// Writes the pictures, each whole, so that a program that shows them never reads half of one.
  func writeFiles() throws(RunFailure) {
    for path in paths { try place.check(path, for: .picture) }
    do {
      for (path, page) in zip(paths, pages) { try OutputFile.write(page, mode: mode, to: path) }
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }
}
