package import Diagnostics
import HostSystem
import Papers
package import Reporting

/// `--merge FILE`: the print files that a run is to write besides.
package struct PrintRequest: Sendable, Hashable {
  /// The file as the user named it. From `print.pdf` come `print-0001.pdf`, `print-0002.pdf` and so on.
  package var path: String
  /// The most pages of a file. A record with more pages than that has a file of its own.
  package var pages: Int
  /// What print files may not take the place of.
  package var place: OutputPlace

  package init(path: String, pages: Int, place: OutputPlace = OutputPlace(sparing: [], replaces: false)) {
    self.path = path
    self.pages = pages
    self.place = place
  }

  /// Refuses a file in the output folder, where nothing but issued papers may stand.
  func refuseInside(output: String) throws(RunFailure) {
    let location = HostEnvironment.resolved(HostEnvironment.absolute(OutputFile.folderAndName(of: path).folder))
    let folder = HostEnvironment.resolved(output)
    if location == folder || location.hasPrefix(folder + "/") { throw RunFailure(.usage, .inside(path)) }
  }
}

extension RunConfiguration {
  /// Chooses the papers that go into the print file. Papers that show the authentication key go into a print file only
  /// when all papers of the run do, because whoever prints the other papers must not see the keys. Encrypted papers and
  /// print files do not go together.
  ///
  /// - Parameter report: is called with the warning about papers that are left out.
  package mutating func choosePrintedPapers(_ report: (Diagnostic) -> Void) throws(RunFailure) {
    if let document = choices.passwords.keys.sorted().first {
      throw RunFailure(
        .usage,
        .error(
          "merge.protect",
          LocalizedText(
            "\(document)は暗号化するので、暗号化しない印刷用ファイルは作れません。",
            "\(document) is encrypted, and a print file is not: the two do not go together."),
          advice: LocalizedText("--mergeか--protectのどちらかを外してください。", "Leave out either --merge or --protect.")))
    }
    let (open, secret) = (papers.filter { !$0.printsSecret }, papers.filter(\.printsSecret))
    if !open.isEmpty, !secret.isEmpty { report(.leftOut(secret.map(\.id))) }
    choices.printed = Set((open.isEmpty ? secret : open).map(\.id))
  }
}

extension Diagnostic {
  fileprivate static func inside(_ path: String) -> Diagnostic {
    .error(
      "merge.inside", at: SourceLocation(file: path),
      LocalizedText("印刷用ファイルは出力フォルダの中に置けません。", "A print file cannot stand in the output folder."),
      advice: LocalizedText(
        "出力フォルダには発行した書類だけを置きます。--mergeに別のフォルダを指定してください。",
        "Only issued papers stand there. Name another folder with --merge."))
  }

  fileprivate static func leftOut(_ documents: [String]) -> Diagnostic {
    .warning(
      "merge.secret",
      LocalizedText(
        "\(documents.joined(separator: "、"))には認証キーを印字するので、印刷用ファイルに入れません。",
        "\(documents.joined(separator: ", ")) \(documents.count > 1 ? "show" : "shows") the authentication key "
          + "and \(documents.count > 1 ? "are" : "is") not in the print file."
      ),
      advice: LocalizedText(
        "まとめて印刷するなら、--documents \(documents.joined(separator: ","))だけの処理に--mergeを付けてください。",
        "To print them together, run with --documents \(documents.joined(separator: ",")) alone and --merge."))
  }
}
