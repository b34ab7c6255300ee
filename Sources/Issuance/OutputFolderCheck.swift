import Diagnostics
import Digests
import HostSystem
import Register
import Reporting

/// Keeps a run from a folder whose papers are another register's. The register may be the wrong one, a new one in the
/// place of one that was lost, or an older copy of the right one; a run would issue anew what was issued, and write over
/// it.
enum OutputFolderCheck {
  /// Refuses the folder (73) when its manifest has a paper of which the register has no row.
  static func refuseUnknownPapers(in output: String, register: IssueRegister) throws(RunFailure) {
    let path = "\(output)/\(OutputFolderLayout.manifest)"
    guard InputFile.exists(path) else { return }
    var unknown: [ManifestEntry] = []
    var count = 0
    do {
      let manifest = try LineFile(path)
      while let line = try manifest.readLine() {
        // A line that cannot be read names no paper. The run writes the manifest anew, and `verify` says it before.
        guard let entry = ManifestEntry(line: line), let digest = ContentDigest(hexadecimal: entry.digest),
          try !register.knows(entry.identity, digest: digest)
        else { continue }
        count += 1
        if unknown.count < 3 { unknown.append(entry) }
      }
    } catch {
      throw RunFailure(error)
    }
    if count > 0 { throw RunFailure(.cannotWrite, foreign(unknown, count, in: output, register.path)) }
  }

  private static func foreign(_ papers: [ManifestEntry], _ count: Int, in output: String, _ register: String)
    -> Diagnostic
  {
    let names = papers.map { Echo.plain($0.path) }
    let more = count > papers.count
    return .error(
      "run.folder.foreign", at: SourceLocation(file: output),
      LocalizedText(
        "このフォルダには、発行簿 \(Echo.plain(register)) の知らない書類が\(count)通あります"
          + "（\(names.joined(separator: "、"))\(more ? "ほか" : "")）。",
        "This folder has \(count) papers that the register \(Echo.plain(register)) does not know "
          + "(\(names.joined(separator: ", "))\(more ? ", …" : ""))."),
      advice: LocalizedText(
        "発行したときの発行簿を示してください。失われたのなら、新しい控えから戻してください。何も書いていません。",
        "Name the register with which they were issued; if it was lost, restore its newest backup. Nothing was written."
      ))
  }
}
