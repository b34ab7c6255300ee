import Digests
import HostSystem
import Register

/// manifest.jsonl while it grows: the run's lines in the order of its input, then those of papers that earlier runs issued into the same
/// folder and that this one did not name. So it says what stands in the folder, whichever runs put it there.
final class ManifestFile {
  /// Lines so far: papers.
  private(set) var lines = 0
  private let file: GrowingFile
  private let output: Folder
  /// The paths of the run's lines, 16 bytes each; nil where no earlier run can have left papers.
  private var named: [DigestPrefix]?

  /// - Parameter remembersPaths: whether earlier runs issued into the folder.
  init(in output: Folder, remembersPaths: Bool) throws(FileFault) {
    self.output = output
    file = try output.beginFile(OutputFolderLayout.manifest, mode: .shared)
    named = remembersPaths ? [] : nil
  }

  func append(_ entries: [ManifestEntry]) throws(FileFault) {
    for entry in entries {
      try file.append(entry.line)
      named?.append(DigestPrefix(of: entry.path))
    }
    lines += entries.count
  }

  /// Adds the papers of earlier runs that still stand, and gives the file its name.
  func finish(_ register: BatchRegister?) throws {
    if let named, let register {
      self.named = nil
      let own = Set(named)
      try register.register.forEachPaper(inFolder: register.folder) { row in
        guard let entry = ManifestEntry(row), !own.contains(DigestPrefix(of: entry.path)),
          InputFile.size(at: "\(output.path)/\(entry.path)") == entry.bytes
        else { return }
        try file.append(entry.line)
        lines += 1
      }
    }
    try file.finish()
  }
}

extension Folder {
  /// How many papers stand in the folders of contracts inside: what a manifest must have lines for.
  func paperCount() throws(FileFault) -> Int {
    var count = 0
    for name in try names() where InputFile.isFolder("\(path)/\(name)") {
      count += try names(inSubfolder: name).count { $0.hasSuffix(".pdf") }
    }
    return count
  }
}
