package import Diagnostics
import Digests
import Glibc
import HostSystem
package import Register
package import Reporting

/// Whether an output folder still holds exactly what its manifest says. Each missing, extra or altered file is a
/// finding.
///
/// Creating one reads the manifest and every file in the folder. `compare` then compares the manifest with the
/// register.
package struct FolderVerification: Sendable {
  /// How many documents of the manifest were checked.
  package private(set) var documents = 0
  package private(set) var findings: [Diagnostic] = []
  /// Warnings about papers that stand there as they were issued, but were superseded or voided since. Nothing is
  /// wrong with the folder, but nobody may take these papers for valid.
  package private(set) var ended: [Diagnostic] = []

  /// The lines of the manifest that could be read.
  private(set) var entries: [ManifestEntry] = []

  /// Reads the manifest of the folder at `path` and every file in it.
  package init(folder path: String) throws(RunFailure) {
    let manifest: [UInt8]
    do {
      manifest = try InputFile.bytes(at: "\(path)/\(OutputFolderLayout.manifest)", atMost: OutsideFile.Limit.list)
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
      checkPaper(entry, in: path)
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

  private mutating func checkPaper(_ entry: ManifestEntry, in folder: String) {
    let location = SourceLocation(file: "\(folder)/\(entry.path)")
    // Anybody may have written the manifest: it must not make us read files outside its folder.
    guard entry.path.utf8.allSatisfy({ $0 != 0 }), !entry.path.hasPrefix("/"),
      !entry.path.split(separator: "/").contains("..")
    else {
      findings.append(
        .error("verify.outside", at: location, LocalizedText("フォルダの外を指しています。", "The path leads out of the folder.")))
      return
    }
    let bytes: [UInt8]
    do throws(FileFault) {
      guard let (inner, file) = entry.folderAndFile else { throw FileFault(.open, location.file, errno: ENOENT) }
      bytes = try Folder(openingAt: folder).bytes(of: file, inSubfolder: inner)
    } catch {
      findings.append(
        error.errno == ENOENT
          ? .error("verify.missing", at: location, LocalizedText("ファイルがありません。", "The file is missing."))
          : .unreadable(error, at: location))
      return
    }
    if !entry.matches(bytes) {
      findings.append(
        .error(
          "verify.altered", at: location,
          LocalizedText("発行したときの内容と違います。", "The content is not what was issued.")))
    }
  }

  private mutating func findExtraFiles(in path: String, expected: Set<String>) throws(FileFault) {
    let out = try Folder(openingAt: path)
    for name in try out.names() {
      if name == OutputFolderLayout.setAside { continue }
      if OutputFolderLayout.isShard(name), InputFile.exists("\(path)/\(OutputFolderLayout.plan)") { continue }
      if InputFile.isFolder("\(path)/\(name)") {
        if InputFile.isLink("\(path)/\(name)") {
          reportExtra("\(path)/\(name)")
          continue
        }
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

extension FolderVerification {
  /// Compares the folder with the register: every line of the manifest must have a row with the same digest, and every
  /// valid paper of a run into this folder must have a line. (The register's own chain is `RegisterVerification`'s.) Papers
  /// that were superseded or voided go into `ended`.
  package mutating func compare(with register: IssueRegister, folder path: String) throws(RunFailure) {
    do {
      var unmatched: [PaperIdentity: ManifestEntry] = [:]
      for entry in entries { unmatched[entry.identity] = entry }
      let manifest = "\(path)/\(OutputFolderLayout.manifest)"
      for run in try register.runs(folder: HostEnvironment.resolved(path)) {
        var filter = RowFilter()
        (filter.run, filter.state) = (run.id, .issued)
        var found: [Diagnostic] = []
        try register.forEachRow(filter) { row in
          guard let entry = unmatched.removeValue(forKey: row.identity) else {
            found.append(.unlisted(row, in: manifest))
            return
          }
          if entry.digest != row.paper?.digest.hexadecimal { found.append(.unlike(entry, in: path)) }
        }
        findings += found
      }
      // The remaining papers are no longer valid, or were issued into another folder, or never.
      for entry in entries where unmatched[entry.identity] != nil {
        // A paper that was superseded or voided later was nevertheless issued: its history has the digest.
        let rows = try register.history(number: entry.number, change: entry.change, document: entry.document)
        let same = rows.filter { $0.paper?.digest.hexadecimal == entry.digest }
        if let row = same.last {
          if !same.contains(where: { $0.state == .issued }) { ended.append(.ended(row, entry, in: path)) }
        } else {
          findings.append(rows.isEmpty ? .unregistered(entry, in: path) : .unlike(entry, in: path))
        }
      }
    } catch {
      throw RunFailure(error)
    }
  }
}

extension Diagnostic {
  /// A paper that the host does not let be read, or that a link stands for. Whether it was altered is not known.
  fileprivate static func unreadable(_ fault: FileFault, at location: SourceLocation) -> Diagnostic {
    var finding = fault.diagnostic
    finding.code = "verify.unreadable"
    finding.location = location
    return finding
  }

  fileprivate static func unlisted(_ row: RegisterRow, in manifest: String) -> Diagnostic {
    .error(
      "verify.unlisted", at: SourceLocation(file: manifest),
      LocalizedText(
        "発行簿の\(row.sequence)行目の書類（\(Echo.plain(row.identity.number)) \(row.identity.document)）が目録にありません。",
        "The paper of the register's row \(row.sequence) (\(Echo.plain(row.identity.number)) "
          + "\(row.identity.document)) is not in the manifest."
      ))
  }

  fileprivate static func ended(_ row: RegisterRow, _ entry: ManifestEntry, in folder: String) -> Diagnostic {
    let by = row.endedBy ?? row.sequence
    let location = SourceLocation(file: "\(folder)/\(entry.path)")
    return row.state == .voided
      ? .warning(
        "verify.voided", at: location,
        LocalizedText("この書類は無効です（発行簿の\(by)行目）。", "This paper is void (row \(by) of the register)."))
      : .warning(
        "verify.superseded", at: location,
        LocalizedText("この書類は差し替えられています（発行簿の\(by)行目）。", "This paper was superseded (row \(by) of the register)."))
  }

  fileprivate static func unlike(_ entry: ManifestEntry, in folder: String) -> Diagnostic {
    .error(
      "verify.register.unlike", at: SourceLocation(file: "\(folder)/\(entry.path)"),
      LocalizedText("目録と発行簿で書類の内容が違います。", "Manifest and register tell different contents of this paper."))
  }

  fileprivate static func unregistered(_ entry: ManifestEntry, in folder: String) -> Diagnostic {
    .error(
      "verify.register.absent", at: SourceLocation(file: "\(folder)/\(entry.path)"),
      LocalizedText("発行簿に、この書類の行がありません。", "The register has no row of this paper."))
  }
}
