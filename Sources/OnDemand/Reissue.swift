import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
package import House
package import Issuance
import Papers
import Records
package import Register
package import Reporting
import Surety

/// A paper again: from the archive when it is there, else from the register alone, which has its record and the forms, rules and list of
/// fonts with which it was made.
package struct Reissue {
  private let register: IssueRegister
  private let archive: PaperArchive?
  let home: Home

  /// - Parameters:
  ///   - archive: where issued papers are kept by digest; nil for nowhere.
  ///   - home: where font files are looked for; its forms and rules are asked only where the register's are of no more use.
  package init(register: IssueRegister, archive: PaperArchive? = nil, home: Home) {
    self.register = register
    self.archive = archive
    self.home = home
  }

  /// Makes the paper, writes it, and enters it: the row stands only when the file does.
  package func execute(_ request: ReissueRequest) throws(RunFailure) -> ReissueResult {
    do {
      if request.reason.isEmpty { throw RegisterFault(.noReason, path: register.path) }
      let original = try original(of: request)
      guard let issued = original.paper else { throw damaged(original) }
      let (copy, notes): (Made?, [Diagnostic]) =
        request.isMarked || request.passwords != nil ? (nil, []) : archived(issued)
      let source: ReissueResult.Source = copy == nil ? .register : .archive
      let made = try copy ?? make(original, issued, request)
      try OutputFile.write(made.bytes, mode: made.isSecret ? .secret : .shared, to: request.target)
      try archive?.keep(
        made.bytes, digest: made.entry.digest, isSecret: made.isSecret, replacing: !notes.isEmpty, isDurable: true)
      var entry = made.entry
      entry.path = OutputFile.folderAndName(of: request.target).name
      let row = try register.enterReissue(
        original, as: entry, mark: request.isMarked ? "再発行" : nil, reason: request.reason, by: request.by,
        at: Int64(HostClock.epochSecond))
      return ReissueResult(row: row, source: source, notes: notes)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The paper that holds, or the reason why there is none.
  private func original(of request: ReissueRequest) throws(RegisterFault) -> RegisterRow {
    if let row = try register.validPaper(number: request.number, document: request.document, change: request.change) {
      return row
    }
    throw try register.reasonOfAbsence(number: request.number, document: request.document, change: request.change)
  }

  private func damaged(_ original: RegisterRow) -> RegisterFault {
    RegisterFault(.damaged("entry \(original.sequence)"), path: register.path)
  }

  /// A paper to be written, and what the register is to say of it.
  private struct Made {
    var bytes: [UInt8]
    var isSecret: Bool
    var entry: RegisterRow.Paper
  }

  private func archived(_ issued: RegisterRow.Paper) -> (Made?, [Diagnostic]) {
    switch archive?.copy(of: issued.digest) {
    case .found(let bytes, let isSecret): (Made(bytes: bytes, isSecret: isSecret, entry: issued), [])
    case .unusable(let path): (nil, [Self.unusable(path)])
    // A sealed copy without its key is no way in: the register says what is missing, in its own words.
    case .absent, .sealed, nil: (nil, [])
    }
  }

  private func make(_ original: RegisterRow, _ issued: RegisterRow.Paper, _ request: ReissueRequest) throws -> Made {
    guard let kept = try register.sources(of: issued.configuration), let json = try register.recordJSON(of: original)
    else {
      throw damaged(original)
    }
    if issued.packaging.isEncrypted, request.passwords == nil { throw Self.noPassword(issued) }
    let composition = try ReissueComposition(issued, kept: kept, home: home, passwords: request.passwords) { isSecret in
      try StoredRecord.read(
        json, key: isSecret ? register.authenticationKey(of: original) : nil, register: register.path)
    }
    if composition.digest != issued.packaging.unencrypted ?? issued.digest, !request.acceptsChanges {
      throw composition.failure(
        number: original.identity.number, libraries: try libraries(of: original), register: register.path)
    }
    let house = composition.house
    let paper =
      request.isMarked
      ? try composition.marked(count: try register.markedCopyCount(of: original.identity) + 1) : composition.paper
    var entry = issued
    (entry.digest, entry.bytes, entry.pages) = (ContentDigest(of: paper.bytes), paper.bytes.count, paper.pages)
    (entry.format, entry.packaging) = (EngineVersion.format, paper.packaging)
    if !house.replaced.isEmpty {
      try register.keepSources(house.configuration.sources)
      entry.edition = paper.formEdition
      entry.formDigest = house.configuration.formDigests[issued.form] ?? issued.formDigest
      entry.configuration = house.configuration.sources.digest
      (entry.rulesDigest, entry.fontsDigest) = (
        house.configuration.sources.rulesDigest, house.configuration.sources.fontsDigest
      )
    }
    return Made(bytes: paper.bytes, isSecret: paper.holdsSecret, entry: entry)
  }

  private func libraries(of original: RegisterRow) throws(RegisterFault) -> String? {
    guard let run = original.run else { return nil }
    return try register.libraries(ofRun: run)
  }

  private static func noPassword(_ issued: RegisterRow.Paper) -> RunFailure {
    let document = Bundle.document(ofForm: issued.form)
    return RunFailure(
      .usage,
      .error(
        "reissue.password", LocalizedText("この書類は暗号化して発行しました。", "This paper was issued encrypted."),
        advice: LocalizedText(
          "--protect \(document)=ファイルでパスワードを示してください。", "Give the password with --protect \(document)=FILE.")))
  }

  private static func unusable(_ path: String) -> Diagnostic {
    .warning(
      "archive.unusable", at: SourceLocation(file: path),
      LocalizedText(
        "控えの書類が壊れているか、別の鍵で封印されています。発行簿から作り直しました。",
        "The archived paper is damaged or sealed under another key; it was made again from the register."),
      advice: LocalizedText("正しいものに置き換えました。媒体を確かめてください。", "The right one took its place. Check the medium."))
  }
}
