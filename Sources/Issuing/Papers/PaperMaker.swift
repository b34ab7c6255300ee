import Diagnostics
import Drawing
import Fields
import Forms
import PDFFile
import Register
import Typesetting

/// Makes papers: form and values in, the bytes of a file out. One a worker: it owns the setter's and the drawer's C objects.
///
/// This is the only place where forms, typesetting, drawing and finishing meet.
final class PaperMaker {
  /// Why a paper was not made.
  enum Fault: Error {
    /// The record's texts cannot stand on the paper.
    case refused(Refusal)
    /// Drawing or finishing failed, which no record should be able to cause.
    case failed(RunFailure)
  }

  private let layout: PageLayout
  private let drawer: PageDrawer
  private let issuedOn: CalendarDate
  private let choices: PaperChoices
  /// Of the worker whose papers these are.
  let clock = StageClock()

  init(run: Run) throws(RunFailure) {
    issuedOn = run.issuedOn
    choices = run.choices
    do {
      layout = PageLayout(setter: HarfBuzzTextSetter(store: run.fonts))
      drawer = try PageDrawer(fonts: run.drawingFonts)
    } catch {
      throw RunFailure(.badConfiguration, error.diagnostic)
    }
  }

  /// Everything short of drawing: what `check` does.
  func composed(_ form: Form, values: ValueTree, row: RawRow) throws(Fault) -> Paper {
    let (document, laidOut) = try laidOut(form, values, row)
    return paper(form, document.title, laidOut, row, bytes: [], Delivery())
  }

  /// The paper as the bytes of an archival PDF, or of an encrypted one when the run protects it.
  ///
  /// - Parameters:
  ///   - place: whose identifier stands in the file's metadata, and whose contract's password protects it.
  ///   - day: of issue, when it is not the run's: a paper that is made again keeps its own.
  ///   - hasRecord: whether its data are attached, when that is not the run's choice; such a paper is not encrypted.
  func finished(
    _ form: Form, of place: PaperPlace, values: ValueTree, row: RawRow, issuedOn day: CalendarDate? = nil, hasRecord: Bool? = nil
  ) throws(Fault) -> Paper {
    let passwords = hasRecord == nil ? choices.passwords[form.id] : nil
    let password = try passwords.map { passwords throws(Fault) in try place.password(in: passwords, document: form.id) }
    let (document, laidOut) = try laidOut(form, values, row)
    let drawn: DrawnPDF
    do {
      drawn = try drawer.pdf(laidOut.pages, outline: [OutlineEntry(title: document.title, page: 1)])
    } catch {
      throw .failed(RunFailure(.internalFault, error.diagnostic))
    }
    clock.lap(.draw)
    do {
      let drawnPaper = DrawnPaper(
        form: form, title: document.title, place: place, values: values, issuedOn: day ?? issuedOn, drawn: drawn)
      var delivery = Delivery(hasRecord: hasRecord ?? choices.attachesRecord)
      var (finish, bytes) = try archival(drawnPaper, attachesRecord: delivery.hasRecord)
      clock.lap(.finish)
      if choices.readsBack { try ReadBack.compare(bytes, with: laidOut.pages) }
      clock.lap(.readBack)
      if let password {
        delivery.unprotected = ContentDigest(of: bytes)
        bytes = try protected(drawnPaper, finish, by: password)
        clock.lap(.finish)
      }
      return paper(form, document.title, laidOut, row, bytes: bytes, delivery)
    } catch {
      throw .failed(RunFailure(.internalFault, error.diagnostic()))
    }
  }

  /// The pages as PNG, one file a page, and what is to be said of them.
  func pictures(_ form: Form, values: ValueTree, row: RawRow, dpi: Int) throws(Fault) -> (pages: [[UInt8]], warnings: [Diagnostic]) {
    var pictures: [[UInt8]] = []
    let (document, laidOut) = try laidOut(form, values, row)
    for page in laidOut.pages {
      do {
        pictures.append(try drawer.png(page, dpi: dpi))
      } catch {
        throw .failed(RunFailure(.internalFault, error.diagnostic))
      }
    }
    return (pictures, warnings(laidOut, document.title, row))
  }

  private func laidOut(_ form: Form, _ values: ValueTree, _ row: RawRow) throws(Fault) -> (Document, LaidOut) {
    let document = form.fill(values)
    clock.lap(.fill)
    defer { clock.lap(.compose) }
    do {
      return (document, try layout.layOut(document))
    } catch {
      throw .refused(Refusal(error.faults.map { $0.diagnostic(document: document.title) { row.place(of: $0) } }))
    }
  }

  private func warnings(_ laidOut: LaidOut, _ title: String, _ row: RawRow) -> [Diagnostic] {
    laidOut.baseForms.map { $0.diagnostic(document: title, place: row.place(of: $0.field)) }
  }

  private func paper(
    _ form: Form, _ title: String, _ laidOut: LaidOut, _ row: RawRow, bytes: [UInt8], _ delivery: Delivery
  ) -> Paper {
    Paper(
      form: form.id, formVersion: form.edition, holdsSecret: form.printsSecret, bytes: bytes, pages: laidOut.pages.count,
      delivery: delivery, step: laidOut.step, fits: laidOut.fits, baseForms: laidOut.baseForms, warnings: warnings(laidOut, title, row))
  }
}

extension RawRow {
  /// Where a field stands, or the record when the field is none of its own.
  fileprivate func place(of field: String?) -> Place {
    guard let field else { return place }
    if let cell = self[field] { return cell.place }
    var place = place
    place.field = field
    return place
  }
}
