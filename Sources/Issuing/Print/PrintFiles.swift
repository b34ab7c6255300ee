import Diagnostics
import Drawing
import PDFFinishing
import PDFSyntax
import Surety
import Typesetting

/// 印刷用ファイル: the papers of many records in the order of the input, for a printer that takes one file. They are copies to work with: no
/// register and no manifest names them.
///
/// What is held is the pages of one file. A file is drawn when the next record no longer goes into it.
final class PrintFiles {
  private let request: PrintRequest
  private let run: Run
  private let drawer: PageDrawer
  private let packer: OutlinePacker
  private let folder: Folder
  /// `print` of `print.pdf`.
  private let stem: String
  private let mode: FileMode
  private var waiting: [PrintedPapers] = []
  private var waitingPages = 0
  private(set) var tally = PrintStatistics()

  /// Removes the print files of this name that an earlier run left: printed by mistake, they would be sent twice.
  init(_ request: PrintRequest, run: Run) throws(RunFailure) {
    let (location, name) = OutputFile.parts(of: request.path)
    (self.request, self.run) = (request, run)
    packer = OutlinePacker(original: run.drawingFonts.outline)
    stem = name.hasSuffix(".pdf") ? String(name.dropLast(4)) : name
    mode = run.papers.contains { $0.printsSecret && run.choices.printed?.contains($0.id) ?? false } ? .secret : .shared
    do {
      drawer = try PageDrawer(fonts: run.drawingFonts)
    } catch {
      throw RunFailure(.badConfiguration, error.diagnostic)
    }
    do {
      folder = try Folder(makingAt: location)
      for name in try folder.names() where isOurs(name) { try folder.remove(name) }
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  /// Adds a record after all others.
  func add(_ record: PrintedPapers) throws(RunFailure) {
    tally.add(record)
    let count = record.sheets.pages.count
    if count == 0 { return }
    if waitingPages + count > request.pages { try write() }
    waiting.append(record)
    waitingPages += count
  }

  /// Writes what is left.
  func finish() throws(RunFailure) {
    try write()
    do {
      try folder.sync()
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  private func write() throws(RunFailure) {
    guard let first = waiting.first, let last = waiting.last else { return }
    defer { (waiting, waitingPages) = ([], 0) }
    var outline: [OutlineEntry] = []
    var page = 1
    for record in waiting {
      outline.append(OutlineEntry(title: record.contract, page: page, children: record.sheets.outline(from: page)))
      page += record.sheets.pages.count
    }
    let shown = waiting.flatMap(\.sheets.pages)
    let title = first.contract + (waiting.count > 1 ? " – \(last.contract)" : "")
    tally.files += 1
    tally.pages += shown.count
    do {
      let drawn = try drawer.pdf(shown, outline: outline)
      let finish = PDFMetadata(
        drawn: drawn, title: title, identifier: nil, author: run.rules.issuer.issuer(on: run.issuedOn)?.name ?? "",
        issuedOn: run.issuedOn)
      let bytes = try PDFFinisher.finish(drawn.bytes, finish, packer: packer)
      if run.choices.readsBack { try ReadBack.compare(bytes, with: shown) }
      try folder.write(bytes, as: Self.name(stem, tally.files), mode: mode)
    } catch let fault as DrawingFault {
      throw RunFailure(.internalFault, fault.diagnostic)
    } catch let fault as PDFFault {
      throw RunFailure(.internalFault, fault.diagnostic())
    } catch let fault as FileFault {
      throw RunFailure(.cannotWrite, fault.diagnostic)
    } catch {
      throw .internal(error)
    }
  }

  /// `print-0001.pdf`.
  private static func name(_ stem: String, _ number: Int) -> String {
    let digits = String(number)
    return "\(stem)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits).pdf"
  }

  private func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(stem + "-"), name.hasSuffix(".pdf"),
      let number = Int(name.dropFirst(stem.count + 1).dropLast(4))
    else {
      return false
    }
    return number > 0 && name == Self.name(stem, number)
  }
}
