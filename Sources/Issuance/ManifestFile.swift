import Digests
import Fields
import HostSystem
import Register

/// manifest.jsonl while a run writes it. First come the lines of the run in the order of its inputs, then those of
/// papers that earlier runs issued into the same folder and that this run did not name. So the manifest says what
/// stands in the folder, whichever runs put it there.
final class ManifestFile {
  /// Lines so far. Each is of one paper.
  private(set) var lines = 0
  /// The papers of runs that were broken off and are not this one: their records are not in this run's inputs.
  private(set) var leftBehind: [String] = []
  /// The contract numbers of records that this run rejected: what was issued for them before is not left behind.
  private var rejected: Set<String> = []
  private let file: GrowingFile
  private let output: Folder
  /// The paths of the run's lines, as digests of 16 bytes; nil when no earlier run can have left papers.
  private var ownPaths: [DigestPrefix]?

  /// - Parameter remembersPaths: whether earlier runs issued into the folder.
  init(in output: Folder, remembersPaths: Bool) throws(FileFault) {
    self.output = output
    file = try output.beginFile(OutputFolderLayout.manifest, mode: .shared)
    ownPaths = remembersPaths ? [] : nil
  }

  /// - Parameter number: the contract number as the record has it, in whatever width.
  func noteRejected(_ number: String) {
    rejected.insert(String(scalars: WidthFolding.folded(number).trimmed()))
  }

  func appendEntries(_ entries: [ManifestEntry]) throws(FileFault) {
    for entry in entries {
      try file.append(entry.line)
      ownPaths?.append(DigestPrefix(of: entry.path))
    }
    lines += entries.count
  }

  /// Adds the lines of earlier runs' papers that still stand in the folder, and gives the file its final name.
  func finishFile(with register: BatchRegister?) throws {
    if let ownPaths, let register {
      self.ownPaths = nil
      let broken = try register.brokenRuns
      let own = Set(ownPaths)
      try register.issueRegister.forEachPaper(inFolder: register.folder) { row in
        guard let entry = ManifestEntry(row), !own.contains(DigestPrefix(of: entry.path)),
          InputFile.size(at: "\(output.path)/\(entry.path)") == entry.bytes
        else { return }
        try file.append(entry.line)
        lines += 1
        if broken.contains(row.run ?? ""), row.state == .issued, !rejected.contains(entry.number) {
          leftBehind.append(entry.path)
        }
      }
    }
    try file.finish()
  }
}

extension Folder {
  /// How many papers stand in the folders of contracts: the manifest must have a line for each.
  func paperCount() throws(FileFault) -> Int {
    var count = 0
    for name in try contractFolders() {
      count += try names(inSubfolder: name).count { $0.hasSuffix(".pdf") || $0.hasSuffix(".eml") }
    }
    return count
  }
}
