package import Diagnostics
import Digests
import Drawing
import DrawnDocument
package import Fields
package import Forms
import Layout
import PDFFinishing
import PDFSyntax
import Register
package import Reporting
import Typesetting

/// Makes papers: form and values in, the bytes of a file out. One a worker: it owns the setter's and the drawer's C objects.
///
/// This is the only place where forms, typesetting, drawing and finishing meet.
package final class PaperMaker {
  /// Why a paper was not made.
  package enum Fault: RunFailureConvertible {
    /// The record's texts cannot stand on the paper.
    case refused(DiagnosticError)
    /// The same, and a font is among the reasons: it is not the file that the list of fonts means, or none at all.
    case unusableFont(DiagnosticError)
    /// Drawing or finishing failed, which no record should be able to cause.
    case failed(RunFailure)

    package var runFailure: RunFailure {
      switch self {
      case .refused(let error), .unusableFont(let error): RunFailure(.recordsRejected, error)
      case .failed(let failure): failure
      }
    }

    /// What is to be said of the record that is refused; the failure is thrown when it is no record's fault.
    package func refusal() throws(RunFailure) -> [Diagnostic] {
      switch self {
      case .refused(let error), .unusableFont(let error): return error.diagnostics
      case .failed(let failure): throw failure
      }
    }
  }

  private let layout: PageLayout
  private let drawer: PageDrawer
  private let issuedOn: CalendarDate
  private let choices: PaperChoices
  let packer: OutlinePacker
  /// Of the worker whose papers these are.
  package let clock = StageClock()

  package init(configuration: RunConfiguration) throws(RunFailure) {
    issuedOn = configuration.issuedOn
    choices = configuration.choices
    packer = OutlinePacker(originals: configuration.drawingFonts.originals)
    do {
      layout = PageLayout(setter: HarfBuzzTextSetter(store: configuration.fonts))
      drawer = try PageDrawer(fonts: configuration.drawingFonts)
    } catch {
      throw RunFailure(.badConfiguration, error.diagnostic)
    }
  }

  /// Everything short of drawing: what `check` does.
  package func composed(_ kind: OutputDocument, values: ValueTree, row: RawRow) throws(Fault) -> IssuedFile {
    paper(kind, try sheets(of: kind, values, row), row, bytes: [], FilePackaging())
  }

  /// The paper as the bytes of an archival PDF, or of an encrypted one when the run protects it.
  ///
  /// - Parameters:
  ///   - location: whose identifier stands in the file's metadata, and whose contract's password protects it.
  ///   - day: of issue, when it is not the run's: a paper that is made again keeps its own.
  ///   - hasRecord: whether its data are attached, when that is not the run's choice; such a paper is not encrypted.
  package func finished(
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
      throw .failed(Self.failure(error.diagnostic, kind, row))
    }
    clock.lap(.draw)
    do {
      let drawnPaper = DrawnPaper(
        kind: kind, title: sheets.map(\.title).joined(separator: "、"), naming: naming, values: values,
        issuedOn: day ?? issuedOn, drawn: drawn
      )
      var packaging = FilePackaging(hasRecord: hasRecord ?? choices.attachesRecord)
      var (finish, bytes) = try archival(drawnPaper, attachesRecord: packaging.hasRecord)
      clock.lap(.finish)
      if choices.readsBack { try ReadBack.compare(bytes, with: pages) }
      clock.lap(.readBack)
      if let password {
        packaging.unencrypted = ContentDigest(of: bytes)
        bytes = try protected(drawnPaper, finish, by: password)
        clock.lap(.finish)
      }
      return paper(kind, sheets, row, bytes: bytes, packaging)
    } catch {
      throw .failed(Self.failure(error.diagnostic(), kind, row))
    }
  }

  /// A fault of drawing or finishing, with the record and the paper at which it came.
  private static func failure(_ diagnostic: Diagnostic, _ kind: OutputDocument, _ row: RawRow) -> RunFailure {
    var diagnostic = diagnostic
    diagnostic.location = diagnostic.location ?? row.location(of: "number")
    return RunFailure(.internalFault, diagnostic)
  }

  /// The pages as PNG, one file a page, and what is to be said of them.
  package func pictures(_ form: Form, values: ValueTree, row: RawRow, dpi: Int) throws(Fault) -> (
    pages: [[UInt8]], warnings: [Diagnostic]
  ) {
    var pictures: [[UInt8]] = []
    let sheet = try sheet(form, values, row)
    for page in sheet.laidOut.pages {
      do {
        pictures.append(try drawer.png(page, dpi: dpi))
      } catch {
        throw .failed(Self.failure(error.diagnostic, OutputDocument(form), row))
      }
    }
    return (pictures, warnings(sheet, row))
  }

  /// The forms of a file in their order; what is refused of each comes back together.
  private func sheets(of kind: OutputDocument, _ values: ValueTree, _ row: RawRow) throws(Fault) -> [LaidOutForm] {
    var sheets: [LaidOutForm] = []
    var problems: [Diagnostic] = []
    var lacksFont = false
    for form in kind.forms {
      do {
        sheets.append(try sheet(form, values, row))
      } catch {
        switch error {
        case .refused(let refusal): problems += refusal.diagnostics
        case .unusableFont(let refusal):
          problems += refusal.diagnostics
          lacksFont = true
        case .failed: throw error
        }
      }
    }
    if !problems.isEmpty {
      throw lacksFont ? .unusableFont(DiagnosticError(problems)) : .refused(DiagnosticError(problems))
    }
    return sheets
  }

  private func sheet(_ form: Form, _ values: ValueTree, _ row: RawRow) throws(Fault) -> LaidOutForm {
    let document = form.fill(values)
    clock.lap(.fill)
    defer { clock.lap(.compose) }
    do {
      return LaidOutForm(form: form, title: document.title, laidOut: try layout.layOut(document))
    } catch {
      let diagnostics = DiagnosticError(
        error.faults.map { $0.diagnostic(document: document.title) { row.location(of: $0) } })
      throw error.faults.contains(where: \.isUnusableFont) ? .unusableFont(diagnostics) : .refused(diagnostics)
    }
  }

  private func warnings(_ sheet: LaidOutForm, _ row: RawRow) -> [Diagnostic] {
    sheet.laidOut.baseForms.map { $0.diagnostic(document: sheet.title, location: row.location(of: $0.field)) }
  }

  private func paper(
    _ kind: OutputDocument, _ sheets: [LaidOutForm], _ row: RawRow, bytes: [UInt8], _ packaging: FilePackaging
  ) -> IssuedFile {
    var paper = IssuedFile(
      document: kind.id, form: kind.form, formEdition: kind.edition, holdsSecret: kind.printsSecret, bytes: bytes,
      pages: sheets.reduce(0) { $0 + $1.laidOut.pages.count }, packaging: packaging,
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

extension LayoutFault {
  fileprivate var isUnusableFont: Bool {
    if case .setting(.unusableFont) = self { true } else { false }
  }
}
