import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
import Papers
import Register
import Surety

/// Checks the papers of a record that an earlier run issued, and repairs those that are missing in this folder or
/// were altered. A paper is taken from the archive or, when it is not there, made again for its day of issue. It is
/// written only when its bytes are those that were issued.
struct PaperRestoration {
  let configuration: RunConfiguration
  let maker: PaperMaker
  let output: Folder
  let register: BatchRegister

  /// - Returns: the manifest lines of the papers that now stand in this folder, and messages about those that could
  ///   not be repaired. Papers that were issued into another folder are in neither.
  func checkPapers(
    _ rows: [RegisterRow], of record: AcceptedRecord
  ) throws -> (entries: [ManifestEntry], problems: [Diagnostic]) {
    var entries: [ManifestEntry] = []
    var problems: [Diagnostic] = []
    for row in rows {
      guard let entry = ManifestEntry(row) else { continue }
      if let bytes = bytesIfIntact(entry) {
        entries.append(entry)
        // The archive may lack the paper: it was begun later, or lost its last papers when the power failed.
        if let kind = kind(of: entry) {
          try register.archive(bytes, digest: entry.digest, isSecret: kind.printsSecret)
        }
      } else if row.run.flatMap({ register.folders[$0] }) == register.folder {
        if try restoreFromArchive(row, entry, record) || remakeAndWritePaper(row, entry, record) {
          entries.append(entry)
        } else {
          problems.append(lostPaper(entry))
        }
      }
    }
    return (entries, problems)
  }

  /// The bytes of the paper's file; nil when it is missing or is not what was issued.
  private func bytesIfIntact(_ entry: ManifestEntry) -> [UInt8]? {
    guard let (folder, file) = entry.folderAndFile,
      let bytes = try? output.bytes(of: file, inSubfolder: folder)
    else { return nil }
    return entry.matches(bytes) ? bytes : nil
  }

  /// - Returns: whether the paper was in the archive and stands in the folder again.
  private func restoreFromArchive(
    _ row: RegisterRow, _ entry: ManifestEntry, _ record: AcceptedRecord
  ) throws -> Bool {
    let name = record.naming.name(of: entry.document, fileExtension: entry.fileExtension)
    guard name.path == entry.path, let digest = row.paper?.digest,
      case .found(let bytes, let isSecret)? = register.archive?.copy(of: digest)
    else { return false }
    try moveUnknownPaperAside(entry)
    try output.write(
      bytes, as: name.file, mode: isSecret ? .secret : .shared, in: output.subfolder(record.naming.folder))
    return true
  }

  /// Makes the paper again for its day of issue; nil when that does not give the file that was issued.
  func remakePaper(_ row: RegisterRow, _ entry: ManifestEntry, _ record: AcceptedRecord) throws -> IssuedFile? {
    // Encryption uses random numbers: an encrypted paper never has the same bytes again.
    guard !entry.packaging.isEncrypted, let kind = kind(of: entry),
      let day = row.paper.flatMap({ CalendarDate(iso: $0.issuedOn) })
    else { return nil }
    let assessment = configuration.rules.assess(
      record.row, papers: configuration.paperRequirements, issuedOn: day, for: .reissue)
    var values = assessment.values
    if kind.message != nil { values.setIssue(try register.issueRegister.messageIssue(of: row)) }
    let paper: IssuedFile
    do {
      paper = try maker.makePaper(
        kind, of: record.naming, values: values, row: record.row, issuedOn: day,
        hasRecord: entry.packaging.hasRecord)
    } catch {
      if case .failed = error { throw error }
      return nil
    }
    return entry.matches(paper.bytes) ? paper : nil
  }

  /// - Returns: whether the same paper could be made and stands in the folder again.
  private func remakeAndWritePaper(
    _ row: RegisterRow, _ entry: ManifestEntry, _ record: AcceptedRecord
  ) throws -> Bool {
    let name = record.naming.name(of: entry.document, fileExtension: entry.fileExtension)
    guard name.path == entry.path, let paper = try remakePaper(row, entry, record) else { return false }
    try moveUnknownPaperAside(entry)
    try output.write(
      paper.bytes, as: name.file, mode: paper.holdsSecret ? .secret : .shared,
      in: try output.subfolder(record.naming.folder))
    return true
  }

  /// What stands in the place of an issued paper and is none itself is kept, for somebody may have worked on it.
  private func moveUnknownPaperAside(_ entry: ManifestEntry) throws {
    let installation = PaperInstallation(
      output: output, register: register, notifications: nil, movesUnknownAside: true)
    _ = try installation.clearPlace(of: entry)
  }

  private func kind(of entry: ManifestEntry) -> OutputDocument? {
    configuration.papers.first { $0.form == entry.form }
  }

  private func lostPaper(_ entry: ManifestEntry) -> Diagnostic {
    entry.packaging.isEncrypted ? lostEncryptedPaper(entry) : lostPlainPaper(entry)
  }

  private func lostEncryptedPaper(_ entry: ManifestEntry) -> Diagnostic {
    .error(
      "record.lost", at: SourceLocation(file: "\(output.path)/\(entry.path)"),
      LocalizedText(
        "発行した書類がないか、書き換えられています。暗号化した書類は、作り直しても同じものになりません。",
        "The issued paper is missing or was altered, and an encrypted paper never comes to the same file again."),
      advice: LocalizedText(
        "--archiveの控えから戻すか、控えがなければshosho reissue --protectで別のファイルに作り直して渡してください。",
        "Bring it back from the archive with --archive; without one, hand out another file made by shosho "
          + "reissue --protect."
      ))
  }

  private func lostPlainPaper(_ entry: ManifestEntry) -> Diagnostic {
    .error(
      "record.lost", at: SourceLocation(file: "\(output.path)/\(entry.path)"),
      LocalizedText(
        "発行した書類がないか、書き換えられています。いまの様式・規則では同じものになりません。",
        "The issued paper is missing or was altered, and today's forms and rules do not make the same one."),
      advice: LocalizedText(
        "shosho reissueで、発行したときの様式から作り直してください。", "Make it again from the forms of its day with shosho reissue."))
  }
}
