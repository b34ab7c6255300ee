import Diagnostics
import Drawing
import HostSystem
import PDFFinishing
import Papers
import Reporting
import Surety
import Typesetting

/// 印刷用ファイル: the papers of many records in the order of the input, for a printer that takes one file. They are copies to work with: no
/// register and no manifest names them.
///
/// What is held is the pages of one file. A file is drawn when the next record no longer goes into it.
package final class PrintFiles {
  private let request: PrintRequest
  private let configuration: RunConfiguration
  private let drawer: PageDrawer
  private let packer: OutlinePacker
  private let folder: Folder
  /// `print` of `print.pdf`.
  private let stem: String
  private let mode: FileMode
  private var waiting: [PrintedPapers] = []
  private var waitingPages = 0
  private(set) var statistics = PrintStatistics()

  /// Removes the print files of this name that an earlier run left: printed by mistake, they would be sent twice.
  init(_ request: PrintRequest, configuration: RunConfiguration) throws(RunFailure) {
    let (location, name) = OutputFile.parts(of: request.path)
    (self.request, self.configuration) = (request, configuration)
    packer = OutlinePacker(originals: configuration.drawingFonts.originals)
    stem = name.hasSuffix(".pdf") ? String(name.dropLast(4)) : name
    mode =
      configuration.papers.contains { $0.printsSecret && configuration.choices.printed?.contains($0.id) ?? false }
      ? .secret : .shared
    do {
      drawer = try PageDrawer(fonts: configuration.drawingFonts)
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
    statistics.add(record)
    let count = record.forms.pages.count
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
      outline.append(OutlineEntry(title: record.contract, page: page, children: record.forms.outline(from: page)))
      page += record.forms.pages.count
    }
    let shown = waiting.flatMap(\.forms.pages)
    let title = first.contract + (waiting.count > 1 ? " – \(last.contract)" : "")
    statistics.files += 1
    statistics.pages += shown.count
    do {
      let drawn = try drawer.pdf(shown, outline: outline)
      let metadata = PDFMetadata(
        title: title, identifier: nil,
        author: configuration.rules.issuer.issuer(on: configuration.issuedOn)?.name ?? "",
        issuedOn: configuration.issuedOn)
      let bytes = try PDFFinisher.finish(drawn, metadata, packer: packer)
      if configuration.choices.readsBack { try ReadBack.compare(bytes, with: shown) }
      try folder.write(bytes, as: Self.name(stem, statistics.files), mode: mode)
    } catch {
      throw RunFailure(error)
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
