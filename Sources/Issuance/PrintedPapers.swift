package import Diagnostics
import HostSystem
import Papers
import Register

/// The papers of one record for the print file, and what is missing of them.
package struct PrintedPapers: Sendable {
  /// The contract number, as the outline of the print file shows it.
  let contract: String
  /// The laid-out pages of each paper, in the order of the manifest.
  var papers: [(document: String, forms: [LaidOutForm])]
  /// Messages about papers that should be in the file and are not.
  var problems: [Diagnostic] = []
  /// For each paper that another run issued into another folder, that folder.
  var elsewhere: [String] = []

  var forms: [LaidOutForm] { papers.flatMap(\.forms) }
}

extension PaperRestoration {
  /// Collects the papers of a record for the print file. A paper that was issued before has no laid-out pages any
  /// more: it is made again, and is printed only when that gives the file that was issued.
  ///
  /// - Parameters:
  ///   - entries: the manifest lines of all papers of the record that stand in the folder.
  ///   - rows: the register's rows of the papers that were issued before.
  ///   - made: the papers that were made just now.
  /// - Returns: nil when no print file is written.
  func collectPrintedPapers(
    _ entries: [ManifestEntry], _ rows: [RegisterRow], of record: AcceptedRecord, made: PrintedPapers? = nil
  ) throws -> PrintedPapers? {
    guard let wanted = configuration.choices.printed else { return nil }
    var print = PrintedPapers(contract: record.naming.contract, papers: [])
    for entry in entries where wanted.contains(entry.document) {
      if let paper = made?.papers.first(where: { $0.document == entry.document }) {
        print.papers.append(paper)
      } else if let row = rows.first(where: { $0.identity.document == entry.document }),
        let paper = try remakePaper(row, entry, record)
      {
        print.papers.append((entry.document, paper.laidOutForms))
      } else {
        print.problems.append(.notPrinted(entry, in: output.path))
      }
    }
    print.elsewhere = rows.filter { row in
      wanted.contains(row.identity.document) && !entries.contains { $0.document == row.identity.document }
    }.compactMap { $0.run.flatMap { register.folders[$0] } }
    return print
  }
}

extension Diagnostic {
  fileprivate static func notPrinted(_ entry: ManifestEntry, in folder: String) -> Diagnostic {
    .warning(
      "merge.missing", at: SourceLocation(file: "\(folder)/\(entry.path)"),
      // Warnings that are alike are shown once and then counted. The number and the document make each of these unlike
      // the others, so that all of them are shown.
      LocalizedText(
        "いまの様式・規則では発行したものと同じにならないので、\(Echo.quoted(entry.number))の\(entry.document)は印刷用ファイルにありません。",
        "Today's forms and rules do not make the \(entry.document) of \(Echo.quoted(entry.number)) as it was "
          + "issued, so the print file does not have it."
      ),
      advice: LocalizedText("この書類のPDFを別に印刷してください。", "Print the paper's own PDF besides."))
  }
}

/// Counts what the print files of a run hold, and which papers of accepted records they do not hold: whoever sends
/// them to the printer must know what is to be printed besides.
package struct PrintStatistics: Sendable, Hashable {
  package var files = 0
  package var pages = 0
  package private(set) var papers = 0
  /// Records with at least one paper in the files.
  package private(set) var records = 0
  /// Papers that are left out because today's forms and rules no longer make the file that was issued.
  package private(set) var differing = 0
  /// How many papers are left out because another run issued them into another folder, by that folder.
  package private(set) var elsewhere: [String: Int] = [:]

  package init() {}

  mutating func countRecord(_ record: PrintedPapers) {
    papers += record.papers.count
    records += record.papers.isEmpty ? 0 : 1
    differing += record.problems.count
    for folder in record.elsewhere { elsewhere[folder, default: 0] += 1 }
  }

  /// How many papers are left out.
  package var missing: Int { differing + elsewhere.values.reduce(0, +) }

  var json: String {
    JSONWriter.object([
      ("files", String(files)), ("pages", String(pages)), ("records", String(records)), ("papers", String(papers)),
      ("elsewhere", String(missing - differing)), ("differing", String(differing)),
    ])
  }

  /// The sentence at the end of a run about what the files hold.
  ///
  /// - Parameter read: how many records the run read.
  package func notice(read: Int) -> LocalizedText {
    LocalizedText(
      "印刷用ファイル\(files)個（\(pages)ページ）に、記録\(read)件のうち\(records)件の書類\(papers)通を入れました。"
        + (missing > 0 ? "入っていない書類が\(missing)通あります。" : ""),
      "The print files (\(files), with \(pages) pages) hold \(papers) papers of \(records) of the \(read) records"
        + (missing > 0 ? "; \(missing) papers are not in them." : "."))
  }

  /// A warning for each folder with papers that are left out. The papers that differ had a warning each when they were
  /// found.
  package var warnings: [Diagnostic] {
    elsewhere.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { folder, count in
      .warning(
        "merge.elsewhere", at: SourceLocation(file: folder),
        LocalizedText(
          "以前このフォルダに発行し、いまも変わらない書類\(count)通は、印刷用ファイルにありません。",
          "\(count) unchanged papers that were issued into this folder are not in the print files."),
        advice: LocalizedText(
          "--outにこのフォルダを指定して--mergeを実行するか、このフォルダのPDFを印刷してください。",
          "Run with --merge and this folder as --out, or print the PDFs that stand there."))
    }
  }
}
