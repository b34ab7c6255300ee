import Diagnostics
import Drawing
import Fields
import Forms
import PDFFinishing
import PDFSyntax
import Register
import Typesetting

/// Makes papers: form and values in, the bytes of a file out. One a worker: it owns the setter's and the drawer's C objects.
///
/// This is the only place where forms, typesetting, drawing and finishing meet.
final class PaperMaker {
  /// Why a paper was not made.
  enum Fault: Error {
    /// The record's texts cannot stand on the paper.
    case refused(DiagnosticError)
    /// Drawing or finishing failed, which no record should be able to cause.
    case failed(RunFailure)
  }

  private let layout: PageLayout
  private let drawer: PageDrawer
  private let issuedOn: CalendarDate
  private let choices: PaperChoices
  let packer: OutlinePacker
  /// Of the worker whose papers these are.
  let clock = StageClock()

  init(run: Run) throws(RunFailure) {
    issuedOn = run.issuedOn
    choices = run.choices
    packer = OutlinePacker(original: run.drawingFonts.outline)
    do {
      layout = PageLayout(setter: HarfBuzzTextSetter(store: run.fonts))
      drawer = try PageDrawer(fonts: run.drawingFonts)
    } catch {
      throw RunFailure(.badConfiguration, error.diagnostic)
    }
  }

  /// Everything short of drawing: what `check` does.
  func composed(_ kind: OutputDocument, values: ValueTree, row: RawRow) throws(Fault) -> IssuedFile {
    paper(kind, try sheets(of: kind, values, row), row, bytes: [], Delivery())
  }

  /// The paper as the bytes of an archival PDF, or of an encrypted one when the run protects it.
  ///
  /// - Parameters:
  ///   - location: whose identifier stands in the file's metadata, and whose contract's password protects it.
  ///   - day: of issue, when it is not the run's: a paper that is made again keeps its own.
  ///   - hasRecord: whether its data are attached, when that is not the run's choice; such a paper is not encrypted.
  func finished(
    _ kind: OutputDocument, of naming: PaperNaming, values: ValueTree, row: RawRow, issuedOn day: CalendarDate? = nil,
    hasRecord: Bool? = nil
  ) throws(Fault) -> IssuedFile {
    let passwords = hasRecord == nil ? choices.passwords[kind.id] : nil
    let password = try passwords.map { passwords throws(Fault) in try naming.password(in: passwords, document: kind.id)
    }
    let sheets = try sheets(of: kind, values, row)
    let pages = sheets.pages
    let drawn: DrawnPDF
    do {
      drawn = try drawer.pdf(pages, outline: sheets.outline())
    } catch {
      throw .failed(RunFailure(.internalFault, error.diagnostic))
    }
    clock.lap(.draw)
    do {
      let drawnPaper = DrawnPaper(
        kind: kind, title: sheets.map(\.title).joined(separator: "、"), naming: naming, values: values,
        issuedOn: day ?? issuedOn, drawn: drawn
      )
      var delivery = Delivery(hasRecord: hasRecord ?? choices.attachesRecord)
      var (finish, bytes) = try archival(drawnPaper, attachesRecord: delivery.hasRecord)
      clock.lap(.finish)
      if choices.readsBack { try ReadBack.compare(bytes, with: pages) }
      clock.lap(.readBack)
      if let password {
        delivery.unprotected = ContentDigest(of: bytes)
        bytes = try protected(drawnPaper, finish, by: password)
        clock.lap(.finish)
      }
      return paper(kind, sheets, row, bytes: bytes, delivery)
    } catch {
      throw .failed(RunFailure(.internalFault, error.diagnostic()))
    }
  }

  /// The pages as PNG, one file a page, and what is to be said of them.
  func pictures(_ form: Form, values: ValueTree, row: RawRow, dpi: Int) throws(Fault) -> (
    pages: [[UInt8]], warnings: [Diagnostic]
  ) {
    var pictures: [[UInt8]] = []
    let sheet = try sheet(form, values, row)
    for page in sheet.laidOut.pages {
      do {
        pictures.append(try drawer.png(page, dpi: dpi))
      } catch {
        throw .failed(RunFailure(.internalFault, error.diagnostic))
      }
    }
    return (pictures, warnings(sheet, row))
  }

  /// The forms of a file in their order; what is refused of each comes back together.
  private func sheets(of kind: OutputDocument, _ values: ValueTree, _ row: RawRow) throws(Fault) -> [LaidOutForm] {
    var sheets: [LaidOutForm] = []
    var problems: [Diagnostic] = []
    for form in kind.forms {
      do {
        sheets.append(try sheet(form, values, row))
      } catch {
        guard case .refused(let refusal) = error else { throw error }
        problems += refusal.diagnostics
      }
    }
    if !problems.isEmpty { throw .refused(DiagnosticError(problems)) }
    return sheets
  }

  private func sheet(_ form: Form, _ values: ValueTree, _ row: RawRow) throws(Fault) -> LaidOutForm {
    let document = form.fill(values)
    clock.lap(.fill)
    defer { clock.lap(.compose) }
    do {
      return LaidOutForm(form: form, title: document.title, laidOut: try layout.layOut(document))
    } catch {
      throw .refused(
        DiagnosticError(error.faults.map { $0.diagnostic(document: document.title) { row.location(of: $0) } }))
    }
  }

  private func warnings(_ sheet: LaidOutForm, _ row: RawRow) -> [Diagnostic] {
    sheet.laidOut.baseForms.map { $0.diagnostic(document: sheet.title, location: row.location(of: $0.field)) }
  }

  private func paper(
    _ kind: OutputDocument, _ sheets: [LaidOutForm], _ row: RawRow, bytes: [UInt8], _ delivery: Delivery
  ) -> IssuedFile {
    var paper = IssuedFile(
      document: kind.id, form: kind.form, formVersion: kind.edition, holdsSecret: kind.printsSecret, bytes: bytes,
      pages: sheets.reduce(0) { $0 + $1.laidOut.pages.count }, delivery: delivery,
      step: sheets.map(\.laidOut.step).max() ?? 0,
      fits: sheets.flatMap { sheet in sheet.laidOut.fits.map { kind.isBundle ? $0.on(sheet.form) : $0 } },
      baseForms: sheets.flatMap(\.laidOut.baseForms), warnings: sheets.flatMap { warnings($0, row) })
    if choices.printed?.contains(kind.id) ?? false { paper.sheets = sheets }
    return paper
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
