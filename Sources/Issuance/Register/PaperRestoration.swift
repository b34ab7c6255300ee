import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
import Papers
import Register
import Surety

/// Sees to papers that an earlier run issued: where one is missing in this folder, or is not what was issued, it is taken from the archive
/// or made again, and is written only when it comes to the same bytes.
struct PaperRestoration {
  let configuration: RunConfiguration
  let maker: PaperMaker
  let output: Folder
  let register: BatchRegister

  /// - Returns: the manifest's lines of the papers that stand in this folder, and what could not be repaired.
  func check(_ rows: [RegisterRow], of subject: AcceptedRecord) throws -> (
    entries: [ManifestEntry], problems: [Diagnostic]
  ) {
    var entries: [ManifestEntry] = []
    var problems: [Diagnostic] = []
    for row in rows {
      guard let entry = ManifestEntry(row) else { continue }
      if let bytes = standing(entry) {
        entries.append(entry)
        // An archive that was begun later, or whose last papers went with the power, gets what it lacks.
        if let kind = kind(of: entry) {
          try register.archive(bytes, digest: entry.digest, isSecret: kind.printsSecret)
        }
      } else if row.run.flatMap({ register.folders[$0] }) == register.folder {
        if try restore(row, entry, subject) || remake(row, entry, subject) {
          entries.append(entry)
        } else {
          problems.append(lost(entry))
        }
      }
      // Otherwise the paper was issued into another folder, and is none of this one's.
    }
    return (entries, problems)
  }

  /// The bytes of the paper when it stands in the folder as it was issued.
  private func standing(_ entry: ManifestEntry) -> [UInt8]? {
    guard let bytes = try? InputFile.bytes(at: "\(output.path)/\(entry.path)") else { return nil }
    return bytes.count == entry.bytes && ContentDigest(of: bytes).hexadecimal == entry.digest ? bytes : nil
  }

  private func restore(_ row: RegisterRow, _ entry: ManifestEntry, _ subject: AcceptedRecord) throws(FileFault) -> Bool
  {
    let name = subject.naming.name(of: entry.document)
    guard name.path == entry.path, let digest = row.paper?.digest,
      case .found(let bytes, let isSecret)? = register.archive?.copy(of: digest)
    else { return false }
    try output.write(
      bytes, as: name.file, mode: isSecret ? .secret : .shared, in: output.subfolder(subject.naming.folder))
    return true
  }

  /// The paper composed again on its day; nil when that does not come to the file that was issued.
  func again(_ row: RegisterRow, _ entry: ManifestEntry, _ subject: AcceptedRecord) throws -> IssuedFile? {
    // What was encrypted never comes to the same bytes again.
    guard !entry.packaging.isEncrypted, let kind = kind(of: entry),
      let day = row.paper.flatMap({ CalendarDate(iso: $0.issuedOn) })
    else { return nil }
    let assessment = configuration.rules.assess(subject.row, papers: configuration.paperRequirements, issuedOn: day)
    let paper: IssuedFile
    do {
      paper = try maker.makePaper(
        kind, of: subject.naming, values: assessment.values, row: subject.row, issuedOn: day,
        hasRecord: entry.packaging.hasRecord)
    } catch {
      switch error {
      case .refused, .unusableFont: return nil
      case .failed(let failure): throw failure
      }
    }
    return ContentDigest(of: paper.bytes).hexadecimal == entry.digest ? paper : nil
  }

  private func remake(_ row: RegisterRow, _ entry: ManifestEntry, _ subject: AcceptedRecord) throws -> Bool {
    let name = subject.naming.name(of: entry.document)
    guard name.path == entry.path, let paper = try again(row, entry, subject) else { return false }
    try output.write(
      paper.bytes, as: name.file, mode: paper.holdsSecret ? .secret : .shared,
      in: try output.subfolder(subject.naming.folder))
    return true
  }

  private func kind(of entry: ManifestEntry) -> OutputDocument? {
    configuration.papers.first { $0.form == entry.form }
  }

  private func lost(_ entry: ManifestEntry) -> Diagnostic {
    entry.packaging.isEncrypted ? lostProtected(entry) : lostPlain(entry)
  }

  private func lostProtected(_ entry: ManifestEntry) -> Diagnostic {
    .error(
      "record.lost", at: SourceLocation(file: "\(output.path)/\(entry.path)"),
      LocalizedText(
        "発行した書類がないか、書き換えられています。暗号化した書類は、作り直しても同じものになりません。",
        "The issued paper is missing or was altered, and an encrypted paper never comes to the same file again."),
      advice: LocalizedText(
        "--archiveの控えから戻すか、控えがなければshosho reissue --protectで別のファイルに作り直して渡してください。",
        "Bring it back from the archive with --archive; without one, hand out another file made by shosho reissue --protect."
      ))
  }

  private func lostPlain(_ entry: ManifestEntry) -> Diagnostic {
    .error(
      "record.lost", at: SourceLocation(file: "\(output.path)/\(entry.path)"),
      LocalizedText(
        "発行した書類がないか、書き換えられています。いまの様式・規則では同じものになりません。",
        "The issued paper is missing or was altered, and today's forms and rules do not make the same one."),
      advice: LocalizedText(
        "shosho reissueで、発行したときの様式から作り直してください。", "Make it again from the forms of its day with shosho reissue."))
  }
}
