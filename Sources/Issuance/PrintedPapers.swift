package import Diagnostics
import HostSystem
import Papers
import Register

/// What a print file shows of one record.
package struct PrintedPapers: Sendable {
  /// What the outline calls the record.
  let contract: String
  /// The papers in the order of the manifest, by document.
  var papers: [(document: String, sheets: [LaidOutForm])]
  /// Of papers that should be there and are not.
  var problems: [Diagnostic] = []
  /// Of each paper that another run issued into another folder, that folder.
  var elsewhere: [String] = []

  var sheets: [LaidOutForm] { papers.flatMap(\.sheets) }
}

extension PaperRestoration {
  /// The papers of a record for the print file: those just made, and those that hold, composed again and compared with what was issued.
  ///
  /// - Parameters:
  ///   - entries: the manifest's lines of all of them.
  ///   - rows: of those that hold.
  func printed(
    _ entries: [ManifestEntry], _ rows: [RegisterRow], of subject: AcceptedRecord, made: PrintedPapers? = nil
  ) throws -> PrintedPapers? {
    guard let wanted = configuration.choices.printed else { return nil }
    var print = PrintedPapers(contract: subject.naming.contract, papers: [])
    for entry in entries where wanted.contains(entry.document) {
      if let paper = made?.papers.first(where: { $0.document == entry.document }) {
        print.papers.append(paper)
      } else if let row = rows.first(where: { $0.identity.document == entry.document }),
        let paper = try again(row, entry, subject)
      {
        print.papers.append((entry.document, paper.sheets))
      } else {
        print.problems.append(.unprinted(entry, in: output.path))
      }
    }
    print.elsewhere = rows.filter { row in
      wanted.contains(row.identity.document) && !entries.contains { $0.document == row.identity.document }
    }.compactMap { $0.run.flatMap { register.folders[$0] } }
    return print
  }
}

extension Diagnostic {
  fileprivate static func unprinted(_ entry: ManifestEntry, in folder: String) -> Diagnostic {
    .warning(
      "merge.missing", at: SourceLocation(file: "\(folder)/\(entry.path)"),
      // With its number and document, that every one is said: what is alike but for its place is only counted.
      LocalizedText(
        "いまの様式・規則では発行したものと同じにならないので、\(Echo.quoted(entry.number))の\(entry.document)は印刷用ファイルにありません。",
        "Today's forms and rules do not make the \(entry.document) of \(Echo.quoted(entry.number)) as it was issued, so the print file does not have it."
      ),
      advice: LocalizedText("この書類のPDFを別に印刷してください。", "Print the paper's own PDF besides."))
  }
}

/// What the print files of a run hold and, of the papers of accepted records, what they do not: whoever sends them to the printer must know
/// what is to be printed besides.
package struct PrintStatistics: Sendable, Hashable {
  package var files = 0
  package var pages = 0
  package private(set) var papers = 0
  /// Records of which at least one paper is in the files.
  package private(set) var records = 0
  /// Papers that today's forms and rules do not make as they were issued.
  package private(set) var differing = 0
  /// Papers that another run issued into another folder, by that folder.
  package private(set) var elsewhere: [String: Int] = [:]

  package init() {}

  mutating func add(_ record: PrintedPapers) {
    papers += record.papers.count
    records += record.papers.isEmpty ? 0 : 1
    differing += record.problems.count
    for folder in record.elsewhere { elsewhere[folder, default: 0] += 1 }
  }

  /// Papers that are not in the files.
  package var missing: Int { differing + elsewhere.values.reduce(0, +) }

  var json: String {
    JSONWriter.object([
      ("files", String(files)), ("pages", String(pages)), ("records", String(records)), ("papers", String(papers)),
      ("elsewhere", String(missing - differing)), ("differing", String(differing)),
    ])
  }

  /// What the files hold, of so many records that were read.
  package func notice(read: Int) -> LocalizedText {
    LocalizedText(
      "印刷用ファイル\(files)個（\(pages)ページ）に、記録\(read)件のうち\(records)件の書類\(papers)通を入れました。"
        + (missing > 0 ? "入っていない書類が\(missing)通あります。" : ""),
      "The print files (\(files), with \(pages) pages) hold \(papers) papers of \(records) of the \(read) records"
        + (missing > 0 ? "; \(missing) papers are not in them." : "."))
  }

  /// Where the papers are that another run issued, folder by folder. Each of those that differ was told when it was met.
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
