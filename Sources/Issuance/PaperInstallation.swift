import Diagnostics
import Digests
import HostSystem
import Papers
import Register
import Reporting

/// Gives the papers of a run their names in the output folder, once the register has their rows.
///
/// Under its name a paper stands for what was issued. So it gets the name only when its row is on the disk, and nothing
/// is replaced that some row does not know: a paper of another register, or one that a person put there, is either
/// left alone, and the run ends, or moved aside when the user wishes so (`--set-aside`).
struct PaperInstallation {
  let output: Folder
  let register: BatchRegister?
  /// Where messages are written besides, for the program that sends them.
  let notifications: Folder?
  /// Whether papers that no row knows are moved aside when a paper is to take their place.
  let movesUnknownAside: Bool

  /// Makes room for papers that are still to be entered: what stands under their names must be known to the register.
  ///
  /// - Returns: warnings about what was moved aside.
  func clearPlaces(of papers: [IssuedPaper]) throws -> [Diagnostic] {
    try papers.compactMap { paper in try clearPlace(of: paper.entry) }
  }

  /// Makes room for one paper.
  ///
  /// - Returns: a warning when something was moved aside.
  func clearPlace(of entry: ManifestEntry, movingAside: Bool? = nil) throws -> Diagnostic? {
    let path = "\(output.path)/\(entry.path)"
    guard let register, InputFile.isEntry(path) else { return nil }
    if InputFile.size(at: path) != nil, let found = try? ContentDigest(ofFileAt: path),
      try found.hexadecimal == entry.digest || register.issueRegister.knows(entry.identity, digest: found)
    {
      return nil
    }
    guard movingAside ?? movesUnknownAside else { throw RunFailure(.cannotWrite, Self.unknown(path)) }
    guard let (folder, name) = entry.folderAndFile else { throw RunFailure(.cannotWrite, Self.unknown(path)) }
    let moved = try output.setAside(name, inSubfolder: folder)
    return Self.movedAside(path, to: moved)
  }

  /// Gives papers that were entered their names. What of them is a message is also handed to the program that sends it,
  /// before it gets its name, so that a killed run cannot leave one that nobody sends.
  func install(_ papers: [IssuedPaper]) throws {
    for paper in papers {
      guard let staged = paper.staged, let (folder, name) = paper.entry.folderAndFile else { continue }
      try install(staged, entry: paper.entry, folder: folder, name: name)
    }
  }

  /// Removes papers whose record was overtaken by a change in the register: they were never issued.
  func discard(_ papers: [IssuedPaper]) throws(FileFault) {
    for paper in papers { if let staged = paper.staged { try output.discard(staged) } }
  }

  /// Finishes what a killed run left: papers with a row that still holds get their names, all others are removed.
  func finishEarlierRuns() throws {
    guard let register else { return }
    let staged = try output.stagedFiles()
    if staged.isEmpty { return }
    var left: [ContentDigest: StagedFile] = [:]
    for file in staged { left[try ContentDigest(ofFileAt: "\(output.path)/\(file.name)")] = file }
    var entered: [(ManifestEntry, StagedFile)] = []
    try register.issueRegister.forEachPaper(inFolder: register.folder) { row in
      guard row.state == .issued, let paper = row.paper, let entry = ManifestEntry(row),
        let file = left.removeValue(forKey: paper.digest)
      else { return }
      entered.append((entry, file))
    }
    for (entry, file) in entered {
      guard let (folder, name) = entry.folderAndFile else { continue }
      _ = try clearPlace(of: entry, movingAside: true)
      try install(file, entry: entry, folder: folder, name: name)
    }
    for file in try output.stagedFiles() { try output.discard(file) }
  }

  private func install(_ staged: StagedFile, entry: ManifestEntry, folder: String, name: String) throws {
    if let notifications, entry.fileExtension == OutputDocument.messageExtension {
      try notifications.write(try InputFile.bytes(at: "\(output.path)/\(staged.name)"), as: name, mode: .shared)
    }
    try output.install(staged, as: name, in: try output.subfolder(folder))
  }

  private static func unknown(_ path: String) -> Diagnostic {
    .error(
      "run.paper.foreign", at: SourceLocation(file: path),
      LocalizedText(
        "発行簿の知らない書類がここにあり、置き換えません。", "A paper that the register does not know stands here, and is not replaced."),
      advice: LocalizedText(
        "何であるか確かめてください。--set-asideを付けると、set-asideフォルダに移して発行します。",
        "See what it is. With --set-aside it is moved to the folder set-aside, and the paper issued."))
  }

  private static func movedAside(_ path: String, to target: String) -> Diagnostic {
    .warning(
      "run.paper.aside", at: SourceLocation(file: path),
      LocalizedText(
        "発行簿の知らない書類だったので、\(target) に移しました。",
        "The register does not know the paper that stood here; it was moved to \(target)."))
  }
}

extension ManifestEntry {
  /// The contract's folder and the file in it; nil for a path that could lead out of the output folder.
  ///
  ///     12-3/12-3-certificate.pdf   → ("12-3", "12-3-certificate.pdf")
  ///     ../x.pdf                    → nil
  package var folderAndFile: (folder: String, file: String)? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts.contains(where: { ["", ".", ".."].contains($0) || $0.utf8.contains(0) }) else {
      return nil
    }
    return (parts[0], parts[1])
  }
}

extension Folder {
  /// Moves a paper into the folder `set-aside`, under a name that nothing has there. Returns where it is now.
  func setAside(_ name: String, inSubfolder folder: String) throws(FileFault) -> String {
    let target = try subfolder(OutputFolderLayout.setAside)
    let moved = try moveFile(name, inSubfolder: folder, to: target)
    return "\(target.path)/\(moved)"
  }
}
