package import Diagnostics
import Digests
import HostSystem
package import Register
package import Reporting

/// Whether an archive holds what the register says, and only that: every copy is read to its end and compared with the
/// digest that it is named by.
package struct ArchiveVerification: Sendable {
  /// Copies that were read, or that are sealed and cannot be.
  package private(set) var copies = 0
  /// Sealed copies among them that could not be compared, because no sealing key was given.
  package private(set) var sealed = 0
  package private(set) var findings: [Diagnostic] = []
  /// Copies of which the register has no row: a run was killed before it entered the paper, or the record was overtaken.
  /// They were never issued.
  package private(set) var orphans: [Diagnostic] = []

  /// Reads the archive at `path`.
  ///
  /// - Parameter register: with its sealing key, when sealed copies are to be compared too.
  package init(_ path: String, of register: IssueRegister) throws(RunFailure) {
    do {
      let archive = try PaperArchive(reading: path, cipher: register.paperCipher)
      let known = try register.paperDigests()
      for folder in try archive.folder.names() where folder.utf8.count == 2 {
        for name in try archive.folder.names(inSubfolder: folder) {
          check("\(path)/\(folder)/\(name)", name: name, in: archive, known)
        }
      }
    } catch {
      throw RunFailure(error)
    }
  }

  private mutating func check(_ path: String, name: String, in archive: PaperArchive, _ known: Set<ContentDigest>) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["pdf", "pdf.sealed"].contains(parts[1]), let digest = ContentDigest(hexadecimal: parts[0])
    else {
      findings.append(.extra(path))
      return
    }
    copies += 1
    if !known.contains(digest) { orphans.append(.orphan(path)) }
    switch archive.copy(of: digest) {
    case .found: break
    case .sealed: sealed += 1
    case .absent: findings.append(.extra(path))
    case .unusable(let path): findings.append(.damaged(path))
    case .unreadable(let fault): findings.append(fault.diagnostic)
    }
  }
}

extension Diagnostic {
  fileprivate static func extra(_ path: String) -> Diagnostic {
    .error(
      "archive.extra", at: SourceLocation(file: path),
      LocalizedText("控えの書類ではありません。", "This is no copy of a paper."))
  }

  fileprivate static func orphan(_ path: String) -> Diagnostic {
    .warning(
      "archive.orphan", at: SourceLocation(file: path),
      LocalizedText(
        "発行簿に行のない控えです。中断した処理が残したもので、発行していません。",
        "The register has no row of this copy. A broken-off run left it; it was never issued."))
  }

  fileprivate static func damaged(_ path: String) -> Diagnostic {
    .error(
      "archive.damaged", at: SourceLocation(file: path),
      LocalizedText(
        "控えの内容がダイジェストと違うか、別の鍵で封印されています。",
        "The copy does not have its digest, or is sealed under another key."),
      advice: LocalizedText(
        "shosho reissue --archiveで作り直すと、置き換わります。", "shosho reissue --archive makes it again and replaces it."))
  }
}
