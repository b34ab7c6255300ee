import Diagnostics
import Drawing
import DrawnDocument
import HostSystem
import PDFFinishing
import Papers
import Reporting
import Rules
import Typesetting

/// 印刷用ファイル: the papers of many records in the order of the inputs, for a printer that takes one file. Print files are
/// working copies: neither register nor manifest names them.
///
/// The calling thread gives the records in order to `addRecord`. Their laid-out pages are held until the next record
/// would make the file longer than the request allows; then the file is drawn, finished and written, and the next one
/// begins. So memory holds the pages of one file at most.
package final class PrintFiles {
  private let request: PrintRequest
  private let configuration: RunConfiguration
  private let drawer: PageDrawer
  private let packer: OutlinePacker
  private let folder: Folder
  /// The name of the request without its extension: `print` of `print.pdf`.
  private let stem: String
  private let mode: FileMode
  /// The records of the next file.
  private var pending: [PrintedPapers] = []
  private var pendingPages = 0
  private(set) var statistics = PrintStatistics()

  /// Removes the print files of this name that an earlier run left. If they stayed, somebody could print them together
  /// with the new ones.
  init(_ request: PrintRequest, configuration: RunConfiguration) throws(RunFailure) {
    let (location, name) = OutputFile.folderAndName(of: request.path)
    (self.request, self.configuration) = (request, configuration)
    packer = OutlinePacker()
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
      try folder.removeStaleTemporaries(sparingUsed: true)
      for name in try folder.names() where isOurs(name) {
        try request.place.check("\(folder.path)/\(name)", for: .paper)
        try folder.remove(name)
      }
    } catch {
      throw RunFailure(error)
    }
  }

  func addRecord(_ record: PrintedPapers) throws(RunFailure) {
    statistics.countRecord(record)
    let count = record.forms.pages.count
    if count == 0 { return }
    if pendingPages + count > request.pages { try writePendingPages() }
    pending.append(record)
    pendingPages += count
  }

  /// Called after the last record.
  func writeRemainingPages() throws(RunFailure) {
    try writePendingPages()
    do {
      try folder.sync()
    } catch {
      throw RunFailure(.cannotWrite, error.diagnostic)
    }
  }

  private func writePendingPages() throws(RunFailure) {
    guard let first = pending.first, let last = pending.last else { return }
    defer { (pending, pendingPages) = ([], 0) }
    var outline: [OutlineEntry] = []
    var page = 1
    for record in pending {
      outline.append(OutlineEntry(title: record.contract, page: page, children: record.forms.outline(from: page)))
      page += record.forms.pages.count
    }
    let shown = pending.flatMap(\.forms.pages)
    let title = first.contract + (pending.count > 1 ? " – \(last.contract)" : "")
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
      try folder.write(bytes, as: Self.fileName(stem, statistics.files), mode: mode, isShared: true)
    } catch {
      throw RunFailure(error)
    }
  }

  /// `print-0001.pdf`.
  private static func fileName(_ stem: String, _ number: Int) -> String {
    let digits = String(number)
    return "\(stem)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits).pdf"
  }

  private func isOurs(_ name: String) -> Bool {
    guard name.hasPrefix(stem + "-"), name.hasSuffix(".pdf"),
      let number = Int(name.dropFirst(stem.count + 1).dropLast(4))
    else {
      return false
    }
    return number > 0 && name == Self.fileName(stem, number)
  }
}
