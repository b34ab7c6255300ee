import Diagnostics
import HostSystem
import Papers
import Register

/// What a print file shows of one record.
package struct PrintedPapers: Sendable {
  /// What the outline calls the record.
  let contract: String
  /// The papers in the order of the manifest, by document.
  var papers: [(document: String, forms: [LaidOutForm])]
  /// Of papers that should be there and are not.
  var problems: [Diagnostic] = []
  /// Of each paper that another run issued into another folder, that folder.
  var elsewhere: [String] = []

  var forms: [LaidOutForm] { papers.flatMap(\.forms) }
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
        print.papers.append((entry.document, paper.laidOutForms))
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
