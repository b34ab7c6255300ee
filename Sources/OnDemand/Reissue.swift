package import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
package import House
package import Issuance
package import Papers
import Records
package import Register
package import Reporting
import Surety

/// Which paper `shosho reissue` is asked for, and how it is to be made.
package struct ReissueRequest: Sendable {
  /// The contract number.
  package var number: String
  package var document: String
  /// The change count; nil for the highest one whose paper is valid.
  package var change: Int?
  package var reason: String
  /// Who reissues it.
  package var by: String?
  /// Whether the copy is marked 再発行, with today's date and its running number.
  package var isMarked: Bool
  /// Whether to issue it even when its bytes are not those of the original.
  package var acceptsChanges: Bool
  /// The passwords to encrypt the paper with. They are required for a paper that was issued encrypted.
  package var passwords: PasswordList?
  /// The path of the file to write, or `-` for standard output.
  package var target: String

  package init(
    number: String, document: String, change: Int? = nil, reason: String, by: String?, isMarked: Bool = false,
    acceptsChanges: Bool = false,
    passwords: PasswordList? = nil, target: String
  ) {
    self.number = number
    self.document = document
    self.change = change
    self.reason = reason
    self.by = by
    self.isMarked = isMarked
    self.acceptsChanges = acceptsChanges
    self.passwords = passwords
    self.target = target
  }
}

/// The outcome of a reissue.
package struct ReissueResult: Sendable {
  /// Where the bytes of the paper came from.
  package enum Source: Sendable, Hashable {
    case archive
    /// The paper was made again from what the register keeps.
    case register
  }

  /// The row entered for the reissue.
  package var row: RegisterRow
  package var source: Source
  /// Warnings to be reported.
  package var notes: [Diagnostic]
}

/// Issues a paper again, with the same bytes. They come from the archive or, where it lacks them, from the register
/// alone, which keeps the record and the forms, rules and list of fonts that the paper was made with.
///
/// The steps: find the valid paper in the register; fetch it from the archive, or compose it again
/// (`ReissueComposition`) and compare its digest with the original's; write the file; enter a row for the reissue.
///
///     let reissue = Reissue(register: register, home: home)
///     let request = ReissueRequest(number: "44-07-0012345", document: "certificate", reason: "紛失", by: "suzuki",
///       target: "a.pdf")
///     let result = try reissue.execute(request)
package struct Reissue {
  private let register: IssueRegister
  private let archive: PaperArchive?
  let home: Home

  /// - Parameters:
  ///   - archive: where issued papers are kept by digest; nil when there is none.
  ///   - home: where to look for font files. Its forms and rules are used only where those of the register can no
  ///     longer be read.
  package init(register: IssueRegister, archive: PaperArchive? = nil, home: Home) {
    self.register = register
    self.archive = archive
    self.home = home
  }

  /// Makes the paper, writes it, enters it, and gives it its name.
  package func execute(_ request: ReissueRequest) throws(RunFailure) -> ReissueResult {
    do {
      if request.reason.isEmpty { throw RegisterFault(.noReason, path: register.path) }
      let original = try validRow(for: request)
      guard let issued = original.paper else { throw damagedEntry(original) }
      let (copy, notes, isDamaged): (MadePaper?, [Diagnostic], Bool) =
        request.isMarked || request.passwords != nil ? (nil, [], false) : archivedPaper(issued)
      let source: ReissueResult.Source = copy == nil ? .register : .archive
      let made = try copy ?? composePaper(original, issued, request)
      // The file is whole on the disk before its row, and has its name only after it: whatever happens in between, no
      // row is without its paper, and no paper that was given out without its row.
      let mode: FileMode = made.isSecret ? .secret : .shared
      let file = try request.target == "-" ? nil : OutputFile.begin(request.target, mode: mode, made.bytes)
      if file == nil { try OutputFile.write(made.bytes, mode: mode, to: request.target) }
      try archive?.keep(
        made.bytes, digest: made.entry.digest, isSecret: made.isSecret, replacing: isDamaged, isDurable: true)
      var entry = made.entry
      entry.path = OutputFile.folderAndName(of: request.target).name
      let row = try register.enterReissue(
        original, as: entry, mark: request.isMarked ? "再発行" : nil, reason: request.reason, by: request.by,
        at: Int64(HostClock.epochSecond))
      try file?.finish(isDurable: true)
      return ReissueResult(row: row, source: source, notes: notes)
    } catch {
      throw RunFailure(error)
    }
  }

  /// The row of the paper that is valid.
  ///
  /// - Throws: the reason why there is none.
  private func validRow(for request: ReissueRequest) throws(RegisterFault) -> RegisterRow {
    if let row = try register.validPaper(number: request.number, document: request.document, change: request.change) {
      return row
    }
    throw try register.reasonOfAbsence(number: request.number, document: request.document, change: request.change)
  }

  private func damagedEntry(_ original: RegisterRow) -> RegisterFault {
    RegisterFault(.damaged("entry \(original.sequence)"), path: register.path)
  }

  /// A paper to be written, and the register's entry for it.
  private struct MadePaper {
    var bytes: [UInt8]
    var isSecret: Bool
    var entry: RegisterRow.Paper
  }

  /// The archive's copy; with a warning when there is one that cannot be used, and whether it is known to be damaged.
  private func archivedPaper(_ issued: RegisterRow.Paper) -> (MadePaper?, [Diagnostic], isDamaged: Bool) {
    switch archive?.copy(of: issued.digest) {
    case .found(let bytes, let isSecret): (MadePaper(bytes: bytes, isSecret: isSecret, entry: issued), [], false)
    case .unusable(let path): (nil, [Self.unusableCopy(path)], true)
    case .unreadable(let fault): (nil, [Self.unreadableCopy(fault)], false)
    // Where the sealing key is missing, composing the paper fails with a message that names it.
    case .absent, .sealed, nil: (nil, [], false)
    }
  }

  private static func unreadableCopy(_ fault: FileFault) -> Diagnostic {
    var warning = fault.diagnostic
    warning.severity = .warning
    warning.advice = LocalizedText(
      "控えはそのままにして、発行簿から作り直しました。権限か媒体を確かめてください。",
      "The archived copy was left as it is, and the paper made again from the register. Check permissions or medium.")
    return warning
  }

  /// Composes the paper from what the register keeps.
  private func composePaper(_ original: RegisterRow, _ issued: RegisterRow.Paper, _ request: ReissueRequest) throws
    -> MadePaper
  {
    guard let kept = try register.sources(of: issued.configuration), let json = try register.recordJSON(of: original)
    else {
      throw damagedEntry(original)
    }
    if issued.packaging.isEncrypted, request.passwords == nil { throw Self.passwordRequired(issued) }
    let composition = try ReissueComposition(
      issued, kept: kept, home: home, passwords: request.passwords, message: register.messageIssue(of: original)
    ) {
      printsKey in
      try StoredRecord.readRecord(
        json, key: printsKey ? register.authenticationKey(of: original) : nil, register: register.path)
    }
    if composition.digest != issued.packaging.unencrypted ?? issued.digest, !request.acceptsChanges {
      throw composition.changedFailure(
        number: original.identity.number, libraries: try libraries(of: original), register: register.path)
    }
    let house = composition.house
    let paper =
      request.isMarked
      ? try composition.markedPaper(count: try register.markedCopyCount(of: original.identity) + 1) : composition.paper
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
    return MadePaper(bytes: paper.bytes, isSecret: paper.holdsSecret, entry: entry)
  }

  private func libraries(of original: RegisterRow) throws(RegisterFault) -> String? {
    guard let run = original.run else { return nil }
    return try register.libraries(ofRun: run)
  }

  private static func passwordRequired(_ issued: RegisterRow.Paper) -> RunFailure {
    let document = Bundle.document(ofForm: issued.form)
    return RunFailure(
      .usage,
      .error(
        "reissue.password", LocalizedText("この書類は暗号化して発行しました。", "This paper was issued encrypted."),
        advice: LocalizedText(
          "--protect \(document)=ファイルでパスワードを示してください。", "Give the password with --protect \(document)=FILE.")))
  }

  private static func unusableCopy(_ path: String) -> Diagnostic {
    .warning(
      "archive.unusable", at: SourceLocation(file: path),
      LocalizedText(
        "控えの書類が壊れているか、別の鍵で封印されています。発行簿から作り直しました。",
        "The archived paper is damaged or sealed under another key; it was made again from the register."),
      advice: LocalizedText("正しいものに置き換えました。媒体を確かめてください。", "The right one took its place. Check the medium."))
  }
}
