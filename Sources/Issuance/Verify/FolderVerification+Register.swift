import Diagnostics
import Digests
import HostSystem
package import Register
package import Reporting

extension FolderVerification {
  /// Compares the folder with the register, and the register with itself: every paper of the manifest has a row that says the same, every
  /// row of a run into this folder that holds has its line, and the chain is whole. Papers that hold no more are named.
  package mutating func compare(with register: IssueRegister, folder path: String) throws(RunFailure) {
    do {
      findings += try register.verifyChain().faults.map(\.diagnostic)
      var open: [PaperIdentity: ManifestEntry] = [:]
      for entry in entries { open[entry.identity] = entry }
      let manifest = "\(path)/\(OutputFolderLayout.manifest)"
      for run in try register.runs(folder: HostEnvironment.resolved(path)) {
        var filter = RowFilter()
        (filter.run, filter.state) = (run.id, .issued)
        var found: [Diagnostic] = []
        try register.forEachRow(filter) { row in
          guard let entry = open.removeValue(forKey: row.identity) else {
            found.append(.unlisted(row, in: manifest))
            return
          }
          if entry.digest != row.paper?.digest.hexadecimal { found.append(.unlike(entry, in: path)) }
        }
        findings += found
      }
      // What is left was issued into another folder, or never.
      for entry in entries where open[entry.identity] != nil {
        // Whatever became of it later, superseded elsewhere or void: it was issued as it is.
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

extension ManifestEntry {
  fileprivate var identity: PaperIdentity { PaperIdentity(number: number, change: change, document: document) }
}

extension Diagnostic {
  fileprivate static func unlisted(_ row: RegisterRow, in manifest: String) -> Diagnostic {
    .error(
      "verify.unlisted", at: SourceLocation(file: manifest),
      LocalizedText(
        "発行簿の\(row.sequence)行目の書類（\(Echo.plain(row.identity.number)) \(row.identity.document)）が目録にありません。",
        "The paper of the register's row \(row.sequence) (\(Echo.plain(row.identity.number)) \(row.identity.document)) is not in the manifest."
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
