package import Diagnostics
import Digests
import HostSystem
package import Reporting

/// Whether an output folder still holds exactly what its manifest says: each missing, extra or altered file by name.
package struct FolderVerification: Sendable {
  /// Documents of the manifest that were looked at.
  package private(set) var documents = 0
  package internal(set) var findings: [Diagnostic] = []
  /// Papers that stand there as they were issued, and hold no more: nothing is wrong with the folder, but nobody may take them for valid.
  package internal(set) var ended: [Diagnostic] = []

  /// What the manifest says, as far as it can be read.
  private(set) var entries: [ManifestEntry] = []

  /// Reads the manifest of the folder at `path` and every file in it.
  package init(folder path: String) throws(RunFailure) {
    let manifest: [UInt8]
    do {
      manifest = try InputFile.bytes(at: "\(path)/\(OutputFolderLayout.manifest)")
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    var expected: Set<String> = []
    for (index, line) in manifest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      let location = SourceLocation(file: "\(path)/\(OutputFolderLayout.manifest)", line: index + 1)
      guard let entry = ManifestEntry(line: line) else {
        findings.append(
          .error("verify.manifest", at: location, LocalizedText("目録の行として読めません。", "This is not a line of a manifest.")))
        continue
      }
      documents += 1
      entries.append(entry)
      if !expected.insert(entry.path).inserted {
        findings.append(
          .error("verify.twice", at: location, LocalizedText("同じ書類が2度あります。", "The same document stands here twice.")))
      }
      check(entry, in: path)
    }
    if manifest.last.map({ $0 != UInt8(ascii: "\n") }) ?? false {
      findings.append(
        .error(
          "verify.manifest.cut", at: SourceLocation(file: "\(path)/\(OutputFolderLayout.manifest)"),
          LocalizedText("目録が途中で切れています。", "The manifest is cut in the middle.")))
    }
    do {
      try findExtraFiles(in: path, expected: expected)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
  }

  private mutating func check(_ entry: ManifestEntry, in folder: String) {
    let location = SourceLocation(file: "\(folder)/\(entry.path)")
    // A manifest is a file like any other: it may not lead out of its folder either.
    guard entry.path.utf8.allSatisfy({ $0 != 0 }), !entry.path.hasPrefix("/"),
      !entry.path.split(separator: "/").contains("..")
    else {
      findings.append(
        .error("verify.outside", at: location, LocalizedText("フォルダの外を指しています。", "The path leads out of the folder.")))
      return
    }
    guard let bytes = try? InputFile.bytes(at: location.file) else {
      findings.append(
        .error(
          "verify.missing", at: location, LocalizedText("ファイルがないか、読めません。", "The file is missing or cannot be read.")))
      return
    }
    if bytes.count != entry.bytes || ContentDigest(of: bytes).hexadecimal != entry.digest {
      findings.append(
        .error(
          "verify.altered", at: location,
          LocalizedText("発行したときの内容と違います。", "The content is not what was issued.")))
    }
  }

  private mutating func findExtraFiles(in path: String, expected: Set<String>) throws(FileFault) {
    let out = try Folder(openingAt: path)
    for name in try out.names() {
      if OutputFolderLayout.isShard(name), InputFile.exists("\(path)/\(OutputFolderLayout.plan)") { continue }
      if InputFile.isFolder("\(path)/\(name)") {
        for inner in try out.names(inSubfolder: name) where !expected.contains("\(name)/\(inner)") {
          reportExtra("\(path)/\(name)/\(inner)")
        }
      } else if !OutputFolderLayout.isFileOfRun(name) {
        reportExtra("\(path)/\(name)")
      }
    }
  }

  private mutating func reportExtra(_ path: String) {
    findings.append(
      .error(
        "verify.extra", at: SourceLocation(file: path),
        LocalizedText("目録にないファイルです。", "The file is not in the manifest.")))
  }

}
