package import Diagnostics
import Digests
import Drawing
import DrawnDocument
package import Fields
package import Forms
import House
import Layout
package import PDFFinishing
import PDFSyntax
import Register
package import Reporting
import Typesetting

/// Makes papers: form and values in, the bytes of a file out. Each worker has one, because it owns the objects of C
/// libraries that set and draw.
///
/// This is the only place where forms, typesetting, drawing and finishing meet. A paper goes this way:
///
/// 1. fill: the values of a record go into the boxes of each form of the paper (`Form.fill`)
/// 2. lay out: texts are set, and boxes become pages (`PageLayout`)
/// 3. draw: Cairo makes a PDF of the pages (`PageDrawer`)
/// 4. finish: metadata, structure and fonts make it an archival file (`PDFFinisher`)
/// 5. read back: the text of the file is compared with that of the pages (`ReadBack`)
/// 6. protect: the file is encrypted when the run asks for it (`PDFProtector`)
///
/// ```
/// let maker = try PaperMaker(configuration: configuration)
/// let paper = try maker.makePaper(document, of: naming, values: values, row: row)
/// ```
package final class PaperMaker {
  /// Why a paper was not made.
  package enum Fault: RunFailureConvertible {
    /// The record's texts cannot stand on the paper.
    case refused(DiagnosticError)
    /// Drawing or finishing failed, which no record should be able to cause.
    case failed(RunFailure)

    package var runFailure: RunFailure {
      switch self {
      case .refused(let error): RunFailure(.recordsRejected, error)
      case .failed(let failure): failure
      }
    }

    /// The problems of a record that is refused; throws a failure that is no record's fault.
    package func refusal() throws(RunFailure) -> [Diagnostic] {
      switch self {
      case .refused(let error): return error.diagnostics
      case .failed(let failure): throw failure
      }
    }
  }

  private let layout: PageLayout
  let drawer: PageDrawer
  private let packer: OutlinePacker
  private let issuedOn: CalendarDate
  private let choices: PaperChoices
  /// Times the stages of all papers of this worker.
  package let clock = StageClock()

  package init(configuration: RunConfiguration) throws(RunFailure) {
    issuedOn = configuration.issuedOn
    choices = configuration.choices
    packer = OutlinePacker()
    do {
      layout = PageLayout(setter: HarfBuzzTextSetter(store: configuration.fonts))
      drawer = try PageDrawer(fonts: configuration.drawingFonts)
    } catch {
      throw RunFailure(.badConfiguration, error.diagnostic)
    }
  }

  /// A paper that is laid out but not drawn. `check` needs no more of it. A message has no pages and is whole already.
  ///
  /// - Parameter day: of issue, when it is not the run's.
  package func layOutPaper(
    _ document: OutputDocument, of naming: PaperNaming, values: ValueTree, row: RawRow,
    issuedOn day: CalendarDate? = nil
  ) throws(Fault) -> PaperDraft {
    var draft = PaperDraft(document: document, naming: naming, values: values, row: row, forms: [])
    if let form = document.message {
      draft.message = try makeMessage(
        form, contract: naming.folder, values: values, row: row, issuedOn: day ?? issuedOn)
    }
    if draft.message == nil { draft.forms = try layOutForms(of: document, values, row) }
    return draft
  }

  /// A paper as the bytes of an archival PDF, or of an encrypted one when the run protects it.
  ///
  /// - Parameters:
  ///   - naming: has the identifier for the file's metadata, and the contract whose password protects it.
  ///   - day: of issue, when it is not the run's: a paper that is made again keeps its own.
  ///   - hasRecord: whether its data are attached, when that is not the run's choice; such a paper is not encrypted.
  package func makePaper(
    _ document: OutputDocument, of naming: PaperNaming, values: ValueTree, row: RawRow,
    issuedOn day: CalendarDate? = nil, hasRecord: Bool? = nil
  ) throws(Fault) -> IssuedFile {
    let draft = try layOutPaper(document, of: naming, values: values, row: row, issuedOn: day)
    return try makePapers([draft], issuedOn: day, hasRecord: hasRecord)[0]
  }

  /// Several papers, as `makePaper` makes each. They are drawn in one go: names and amounts that stand on all papers of a
  /// record are drawn once, and what Cairo needs for a file only once for all of them.
  package func makePapers(
    _ drafts: [PaperDraft], issuedOn day: CalendarDate? = nil, hasRecord: Bool? = nil
  ) throws(Fault) -> [IssuedFile] {
    let papers = drafts.filter { $0.message == nil }
    guard let first = papers.first else { return drafts.compactMap(\.message) }
    var passwords: [Secret?] = []
    for paper in papers {
      let known = hasRecord == nil ? choices.passwords[paper.document.id] : nil
      passwords.append(
        try known.map { known throws(Fault) in try paper.naming.password(in: known, document: paper.document.id) })
    }
    let drawn: [DrawnDocument]
    do {
      drawn = try drawer.pdfs(papers.map { PagesToDraw($0.forms.pages, outline: $0.forms.outline()) })
    } catch {
      throw Self.fault(error, first.row)
    }
    clock.lap(.draw)
    var next = zip(drawn, passwords).makeIterator()
    var files: [IssuedFile] = []
    for draft in drafts {
      if let message = draft.message {
        files.append(message)
      } else if let (drawn, password) = next.next() {
        files.append(try finishPaper(draft, drawn, password, issuedOn: day, hasRecord: hasRecord))
      }
    }
    return files
  }

  private func finishPaper(
    _ draft: PaperDraft, _ drawn: DrawnDocument, _ password: Secret?, issuedOn day: CalendarDate?, hasRecord: Bool?
  ) throws(Fault) -> IssuedFile {
    var packaging = FilePackaging(hasRecord: hasRecord ?? choices.attachesRecord)
    let identifier = draft.naming.identifier(of: draft.document.id)
    var metadata = PDFMetadata(
      title: draft.forms.map(\.title).joined(separator: "、"), identifier: identifier,
      author: draft.values.issuerName, issuedOn: day ?? issuedOn)
    if packaging.hasRecord { metadata.attachment = Attachment(draft.document, draft.values, identifier: identifier) }
    do {
      var bytes = try PDFFinisher.finish(drawn, metadata, packer: packer)
      clock.lap(.finish)
      if choices.readsBack { try ReadBack.compare(bytes, with: draft.forms.pages) }
      clock.lap(.readBack)
      if let password {
        packaging.unencrypted = ContentDigest(of: bytes)
        bytes = try protect(drawn, metadata, by: password)
        clock.lap(.finish)
      }
      return file(of: draft, bytes: bytes, packaging)
    } catch {
      throw .failed(Self.failure(error.diagnostic(), draft.row))
    }
  }

  /// The drawn paper as an encrypted file. The metadata of such a file must not claim PDF/A, so it is finished anew.
  private func protect(_ drawn: DrawnDocument, _ metadata: PDFMetadata, by password: Secret) throws(PDFFault) -> [UInt8]
  {
    var metadata = metadata
    metadata.isArchival = false
    let bytes = try PDFFinisher.finish(drawn, metadata, packer: packer)
    return try password.open { text in
      Result { () throws(PDFFault) in try PDFProtector.protect(bytes, password: text) }
    }.get()
  }

  /// The pages of a form as PNG, one file a page, and the warnings about them.
  package func drawPictures(of form: Form, values: ValueTree, row: RawRow, dpi: Int) throws(Fault) -> (
    pages: [[UInt8]], warnings: [Diagnostic]
  ) {
    var pictures: [[UInt8]] = []
    let form = try layOutForm(form, values, row)
    for page in form.laidOut.pages {
      do {
        pictures.append(try drawer.png(page, dpi: dpi))
      } catch {
        throw Self.fault(error, row)
      }
    }
    return (pictures, warnings(of: form, row))
  }

  /// A fault of drawing: what would not fit on its page is the record's or the form's.
  private static func fault(_ error: DrawingFault, _ row: RawRow) -> Fault {
    guard error.isOfContent else { return .failed(failure(error.diagnostic, row)) }
    var diagnostic = error.diagnostic
    diagnostic.location = row.location
    return .refused(DiagnosticError([diagnostic]))
  }

  /// A fault of drawing or finishing, with the place of the record at which it came.
  private static func failure(_ diagnostic: Diagnostic, _ row: RawRow) -> RunFailure {
    var diagnostic = diagnostic
    diagnostic.location = diagnostic.location ?? row.location(of: "number")
    return RunFailure(.internalFault, diagnostic)
  }

  /// The forms of a paper in their order; the problems of all of them come back together.
  private func layOutForms(of document: OutputDocument, _ values: ValueTree, _ row: RawRow) throws(Fault)
    -> [LaidOutForm]
  {
    var forms: [LaidOutForm] = []
    var problems: [Diagnostic] = []
    for form in document.forms {
      do {
        forms.append(try layOutForm(form, values, row))
      } catch {
        switch error {
        case .refused(let refusal): problems += refusal.diagnostics
        case .failed: throw error
        }
      }
    }
    if !problems.isEmpty { throw .refused(DiagnosticError(problems)) }
    return forms
  }

  private func layOutForm(_ form: Form, _ values: ValueTree, _ row: RawRow) throws(Fault) -> LaidOutForm {
    let filled = form.fill(values)
    clock.lap(.fill)
    defer { clock.lap(.compose) }
    do {
      return LaidOutForm(form: form, title: filled.title, laidOut: try layout.layOut(filled))
    } catch {
      throw .refused(
        DiagnosticError(error.faults.map { $0.diagnostic(document: filled.title) { row.location(of: $0) } }))
    }
  }

  private func warnings(of form: LaidOutForm, _ row: RawRow) -> [Diagnostic] {
    form.laidOut.baseForms.map { $0.diagnostic(document: form.title, location: row.location(of: $0.field)) }
  }

  /// What the reader of a report should know of a paper, though it can be made.
  package func warnings(of draft: PaperDraft) -> [Diagnostic] { draft.forms.flatMap { warnings(of: $0, draft.row) } }

  /// A paper without a file, for a check that writes none.
  package func checkedPaper(_ draft: PaperDraft) -> IssuedFile {
    draft.message ?? file(of: draft, bytes: [], FilePackaging())
  }

  private func file(of draft: PaperDraft, bytes: [UInt8], _ packaging: FilePackaging) -> IssuedFile {
    let (document, forms) = (draft.document, draft.forms)
    var paper = IssuedFile(
      document: document.id, form: document.form, formEdition: document.edition, holdsSecret: document.printsSecret,
      bytes: bytes, pages: forms.reduce(0) { $0 + $1.laidOut.pages.count }, packaging: packaging,
      step: forms.map(\.laidOut.step).max() ?? 0,
      fits: forms.flatMap { form in form.laidOut.fits.map { document.isBundle ? $0.on(form.form) : $0 } },
      baseForms: forms.flatMap(\.laidOut.baseForms), warnings: warnings(of: draft))
    if choices.printed?.contains(document.id) ?? false { paper.laidOutForms = forms }
    return paper
  }
}

/// A paper that is laid out, and what its file will say besides.
package struct PaperDraft {
  fileprivate let document: OutputDocument
  fileprivate let naming: PaperNaming
  fileprivate let values: ValueTree
  fileprivate let row: RawRow
  fileprivate var forms: [LaidOutForm]
  /// The whole file, when the paper is a message.
  fileprivate var message: IssuedFile?
}

extension PDFMetadata {
  /// What the file of a paper says of itself: titled as the form says, written by the issuer, dated with the day of
  /// issue. The engine's format number is named, its release is not: a release alone changes no paper.
  package init(title: String, identifier: String?, author: String, issuedOn: CalendarDate) {
    self.init(
      title: title, author: author, issuedOn: PDFDate(year: issuedOn.year, month: issuedOn.month, day: issuedOn.day),
      identifier: identifier, program: "\(EngineVersion.name) (format \(EngineVersion.format))")
  }
}

extension Attachment {
  /// The fields that a paper prints, as JSON.
  fileprivate init(_ document: OutputDocument, _ values: ValueTree, identifier: String) {
    self.init(
      name: identifier.replacing("/", with: "-") + ".json",
      description: "この用紙の記載事項 / the fields that this paper prints",
      bytes: Array((PrintedRecord.json(of: document, values: values) + "\n").utf8))
  }
}

extension ValueTree {
  fileprivate var issuerName: String {
    if case .text(let name)? = self["issuer.name"] { name } else { "" }
  }
}

extension FitResult {
  /// Boxes of several forms may have one name: in a bundle they are told apart by the form's id, `certificate/工事名`.
  fileprivate func on(_ form: Form) -> FitResult {
    var fit = self
    fit.box = "\(form.id)/\(box)"
    return fit
  }
}

extension RawRow {
  /// Where a field stands, or the record when the field is none of its own.
  fileprivate func location(of field: String?) -> SourceLocation {
    guard let field else { return location }
    if let cell = self[field] { return cell.location }
    var location = location
    location.field = field
    return location
  }
}
