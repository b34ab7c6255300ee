import Diagnostics
import HostSystem
import Register

/// Papers in an output folder that neither its manifest nor the register knows.
///
/// A run that was killed can leave them: it had written a record's papers and not yet entered them. When it goes on over
/// the same input they are made again under the same names. But when the input was mended meanwhile and the record is
/// gone or has another number, nobody makes them again. A paper that was never entered was never issued; so such papers
/// are set aside, in the folder `set-aside`, and named.
enum StrayPapers {
  /// Moves the stray papers of a folder aside.
  ///
  /// - Parameter manifest: the text of the folder's finished manifest.
  /// - Returns: a warning for each paper.
  static func setAside(in output: Folder, manifest: [UInt8], register: BatchRegister) throws -> [Diagnostic] {
    var known: Set<String> = []
    for line in manifest.split(separator: UInt8(ascii: "\n")) {
      if let entry = ManifestEntry(line: line) { known.insert(entry.path) }
    }
    // What the register knows and the manifest does not was altered or superseded: `verify` says what.
    try register.issueRegister.forEachPaper(inFolder: register.folder) { row in
      if let entry = ManifestEntry(row) { known.insert(entry.path) }
    }
    var found: [Diagnostic] = []
    for folder in try output.contractFolders() {
      for name in try output.names(inSubfolder: folder)
      where name.hasSuffix(".pdf") && !known.contains("\(folder)/\(name)") {
        let target = try output.setAside(name, inSubfolder: folder)
        found.append(warning("\(output.path)/\(folder)/\(name)", movedTo: target))
      }
    }
    return found
  }

  private static func warning(_ path: String, movedTo target: String) -> Diagnostic {
    .warning(
      "run.stray", at: SourceLocation(file: path),
      LocalizedText(
        "発行簿にない書類なので、\(target) に移しました。中断した処理が残したもので、発行したことになっていません。",
        "The register does not know this paper, so it was moved to \(target). "
          + "An interrupted run left it; it was never issued."),
      advice: LocalizedText("渡していないことを確かめて、消してください。", "See that nobody was given it, and delete it."))
  }

  /// The warning that papers which a broken-off run had entered belong to records that this run's inputs do not have.
  ///
  /// - Parameter papers: their paths, relative to the folder.
  static func leftBehind(_ papers: [String], in folder: String) -> Diagnostic? {
    if papers.isEmpty { return nil }
    let shown = papers.prefix(20)
    let more = papers.count > shown.count
    return .warning(
      "run.leftBehind", at: SourceLocation(file: folder),
      LocalizedText(
        "中断した処理が発行した書類のうち\(papers.count)通は、今回の入力に記録がありません（\(shown.joined(separator: "、"))\(more ? "ほか" : "")）。",
        "\(papers.count) papers that a broken-off run issued have no record in this input "
          + "(\(shown.joined(separator: ", "))\(more ? ", …" : ""))."),
      advice: LocalizedText(
        "発行されたままです。誤りなら shosho register void で無効にしてください。",
        "They stay issued. If they are wrong, declare them void with shosho register void."))
  }
}

extension Folder {
  /// The folders of contracts in an output folder.
  func contractFolders() throws(FileFault) -> [String] {
    try names().filter { name in
      name != OutputFolderLayout.setAside && InputFile.isFolder("\(path)/\(name)")
    }
  }
}
