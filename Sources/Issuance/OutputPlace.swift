import Diagnostics
import HostSystem
import House
package import Reporting

/// Decides whether a command may write a file where the user named it. Every command that writes such a file asks here,
/// before it begins its work.
///
/// A file is recognised by device and inode, whatever names and links lead to it. Never written are
///
/// - what the command reads or keeps: its inputs, the register with its companions, keys, the archive;
/// - a paper of a manifest, and the other files of an output folder;
/// - what is no regular file, such as a device.
///
/// Any other file that is there is replaced when this program has made it, when it is empty, or when the user has said
/// so (`--replace`).
package struct OutputPlace: Sendable, Hashable {
  /// What is to be written, by which a file that this program made is recognised.
  package enum Content: Sendable, Hashable {
    case paper, picture, metrics
    /// A request of a time stamp.
    case request
    /// Rows of the register, which begin with this text.
    case rows(beginning: String)
  }

  /// A file or folder that the command needs as it is.
  package struct Spared: Sendable, Hashable {
    var path: String
    var name: LocalizedText

    package init?(_ path: String?, _ japanese: String, _ english: String) {
      guard let path, path != "-" else { return nil }
      (self.path, name) = (path, LocalizedText(japanese, english))
    }

    /// The register with its companions.
    package static func register(_ path: String?) -> [Spared] {
      guard let path else { return [] }
      // The companions stand beside the file itself.
      return (["", "-wal", "-shm", "-run", "-new"].map { HostEnvironment.place(path) + $0 } + [path]).compactMap {
        Spared($0, "発行簿", "the register")
      }
    }

    package static func inputs(_ paths: [String]) -> [Spared] {
      paths.compactMap { Spared($0, "入力", "an input") }
    }
  }

  private let spared: [Spared]
  /// Whether the user has said that an existing file may be replaced.
  private let replaces: Bool

  /// - Parameter spared: what the command reads or keeps.
  package init(sparing spared: [Spared?], replaces: Bool) {
    self.spared = spared.compactMap { $0 }
    self.replaces = replaces
  }

  /// Throws (64) when a file would stand in an output folder under a name that the run gives to a file of its own.
  package static func refuseNameOfRun(_ path: String, in output: String) throws(RunFailure) {
    let (folder, name) = OutputFile.folderAndName(of: HostEnvironment.place(path))
    guard folder == HostEnvironment.place(output), OutputFolderLayout.isFileOfRun(name),
      !name.hasPrefix(OutputFolderLayout.register)
    else { return }
    throw RunFailure(.usage, isPartOfRun(path, output))
  }

  /// Throws (73) when the file may not be written. `-` is standard output.
  package func check(_ path: String, for content: Content) throws(RunFailure) {
    if path == "-" { return }
    if let problem = problem(of: path, content) { throw RunFailure(.cannotWrite, problem) }
  }

  private func problem(of path: String, _ content: Content) -> Diagnostic? {
    let place = HostEnvironment.place(path)
    let identity = FileIdentity(of: path)
    for other in spared {
      let otherPlace = HostEnvironment.place(other.path)
      let isInside = InputFile.isFolder(other.path) && place.hasPrefix(otherPlace + "/")
      if place == otherPlace || isInside || identity != nil && identity == FileIdentity(of: other.path) {
        return Self.isSpared(path, other)
      }
    }
    if let folder = Self.outputFolder(of: place) { return Self.isPartOfRun(path, folder) }
    guard InputFile.isEntry(path) else { return nil }
    guard let size = InputFile.size(at: path) else { return Self.isNoFile(path) }
    if size == 0 || replaces || Self.isOurs(path, content) { return nil }
    return Self.isForeign(path)
  }

  /// The output folder of which the file at `place` is a part: a paper of its manifest, or a file with one of the names
  /// that a run gives.
  private static func outputFolder(of place: String) -> String? {
    let (folder, name) = OutputFile.folderAndName(of: place)
    let (outer, inner) = OutputFile.folderAndName(of: folder)
    if InputFile.exists("\(folder)/\(OutputFolderLayout.manifest)"), OutputFolderLayout.isFileOfRun(name) {
      return folder
    }
    let manifests = [(folder, name), (outer, "\(inner)/\(name)")]
    for (folder, path) in manifests where InputFile.isEntry(place) {
      guard let manifest = try? LineFile("\(folder)/\(OutputFolderLayout.manifest)") else { continue }
      while let line = try? manifest.readLine() {
        if ManifestEntry(line: line)?.path == path { return folder }
      }
    }
    return nil
  }

  /// Whether this program has made the file.
  private static func isOurs(_ path: String, _ content: Content) -> Bool {
    guard let bytes = try? InputFile.bytes(at: path) else { return false }
    switch content {
    case .paper:
      return bytes.starts(with: "%PDF-".utf8) && bytes.contains("pdf:Producer=\"\(EngineVersion.name)".utf8)
    case .picture: return bytes.starts(with: [0x89] + Array("PNG\r\n".utf8))
    case .request: return bytes.starts(with: [0x30, 0x39, 0x02, 0x01, 0x01]) && bytes.count == 59
    case .metrics: return bytes.starts(with: "# HELP shosho_".utf8)
    case .rows(let beginning): return bytes.starts(with: beginning.utf8)
    }
  }
}

extension OutputPlace {
  private static func isSpared(_ path: String, _ other: Spared) -> Diagnostic {
    .error(
      "output.spared", at: SourceLocation(file: path),
      LocalizedText(
        "これは\(other.name.japanese)です。書き込むと失われます。", "This is \(other.name.english), which would be lost."),
      advice: elsewhere)
  }

  private static func isPartOfRun(_ path: String, _ folder: String) -> Diagnostic {
    .error(
      "output.issued", at: SourceLocation(file: path),
      LocalizedText(
        "発行した書類のフォルダ \(Echo.plain(folder)) の一部です。",
        "This is part of \(Echo.plain(folder)), a folder of issued papers."), advice: elsewhere)
  }

  private static func isNoFile(_ path: String) -> Diagnostic {
    .error(
      "output.kind", at: SourceLocation(file: path),
      LocalizedText(
        "ふつうのファイルではありません（装置、フォルダ、切れたリンクなど）。",
        "This is no regular file, but a device, a folder, a broken link or the like."),
      advice: LocalizedText("標準出力は - です。", "Standard output is -."))
  }

  private static func isForeign(_ path: String) -> Diagnostic {
    .error(
      "output.exists", at: SourceLocation(file: path),
      LocalizedText(
        "ここには、このプログラムが作ったのではないファイルがあります。", "A file is here that this program has not made."),
      advice: LocalizedText("置き換えてよければ--replaceを付けてください。", "If it may be replaced, add --replace."))
  }

  private static let elsewhere = LocalizedText("別の名前を指定してください。", "Name another file.")
}
