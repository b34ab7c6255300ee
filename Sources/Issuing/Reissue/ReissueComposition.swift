import Diagnostics
import Fields
import Forms
import Records
import Register
import Surety

/// A paper composed again as it was issued, to be compared with what was issued.
struct ReissueComposition {
  let house: StoredConfiguration
  /// The paper without a mark.
  let paper: IssuedFile
  /// Of its file, before it was encrypted.
  let digest: ContentDigest
  private let issued: RegisterRow.Paper
  private let kind: OutputDocument
  private let maker: PaperMaker
  private let naming: PaperNaming
  private let values: ValueTree
  private let row: RawRow

  /// - Parameters:
  ///   - issued: the paper as the register has it.
  ///   - kept: the forms, rules and list of fonts of its day.
  ///   - passwords: with which it is encrypted; nil when it is not.
  ///   - record: its record, with the key when it is asked for.
  init(
    _ issued: RegisterRow.Paper, kept: SourceSet, home: Home, passwords: PasswordList?,
    record: (_ withKey: Bool) throws -> RecordRow
  ) throws {
    var choices = PaperChoices()
    choices.attachesRecord = issued.delivery.hasRecord
    if let passwords { choices.passwords[Bundle.document(ofForm: issued.form)] = passwords }
    guard let day = CalendarDate(iso: issued.issuedOn) else { throw RunFailure(.internalFault, Run.noDay) }
    let house = try StoredConfiguration(kept, home: home, form: issued.form, issuedOn: day, choices: choices)
    do {
      try self.init(issued, house, record)
    } catch let refusal as DiagnosticError {
      // A face that is not used from the start is compared with its digest only when a character asks for it.
      guard !house.replaced.contains(.fonts), refusal.diagnostics.contains(where: { $0.code.hasPrefix("fonts.") })
      else {
        throw RunFailure(.recordsRejected, refusal)
      }
      let other = try StoredConfiguration(
        kept, home: home, form: issued.form, issuedOn: day, choices: choices, replacing: house.replaced.union([.fonts]),
        reasons: house.reasons + refusal.diagnostics)
      do {
        try self.init(issued, other, record)
      } catch let refusal as DiagnosticError {
        throw RunFailure(.recordsRejected, refusal)
      }
    }
  }

  /// - Throws: `DiagnosticError` when the record or its texts cannot stand on the paper.
  private init(
    _ issued: RegisterRow.Paper, _ house: StoredConfiguration, _ record: (_ withKey: Bool) throws -> RecordRow
  ) throws {
    let run = house.run
    guard let kind = run.papers.first else { throw RunFailure(.internalFault, Run.noDay) }
    row = try record(kind.printsSecret).row
    let assessment = run.rules.assess(row, papers: run.paperRequirements, issuedOn: run.issuedOn)
    guard let certificate = assessment.certificate else {
      throw DiagnosticError(assessment.diagnostics.filter { $0.severity == .error })
    }
    naming = PaperNaming(certificate: certificate, row: row)
    maker = try PaperMaker(run: run)
    values = assessment.values
    paper = try Self.paper(kind, naming, values, row, maker)
    digest = paper.delivery.unprotected ?? ContentDigest(of: paper.bytes)
    (self.house, self.issued, self.kind) = (house, issued, kind)
  }

  /// The same paper marked 再発行 with today and the running count: the one thing that a marked copy has and its original has not.
  func marked(count: Int) throws -> IssuedFile {
    guard let today = IssueDate.inTokyo(atEpochSecond: Clock.epochSecond) else {
      throw RunFailure(.internalFault, Run.noDay)
    }
    var values = values
    values.set("mark.reissue.on", to: .date(today))
    values.set("mark.reissue.count", to: .integer(Int64(count)))
    do {
      return try Self.paper(kind, naming, values, row, maker)
    } catch let refusal as DiagnosticError {
      throw RunFailure(.recordsRejected, refusal)
    }
  }

  private static func paper(
    _ kind: OutputDocument, _ naming: PaperNaming, _ values: ValueTree, _ row: RawRow, _ maker: PaperMaker
  ) throws -> IssuedFile {
    do {
      return try maker.finished(kind, of: naming, values: values, row: row)
    } catch {
      switch error {
      case .refused(let refusal): throw refusal
      case .failed(let failure): throw failure
      }
    }
  }

  /// What can have changed the file.
  ///
  /// - Parameter libraries: those of the run that issued the paper.
  func differences(libraries: String?) -> [ReissueDifference] {
    var differences = StoredConfiguration.Part.allCases.filter(house.replaced.contains).map {
      ReissueDifference.part($0)
    }
    if issued.format != EngineVersion.format {
      differences.append(.format(was: issued.format, is: EngineVersion.format))
    }
    differences += libraries.map { LibraryRecord.differences(from: $0) }?.map { .library($0) } ?? []
    return differences.isEmpty ? [.unknown] : differences
  }

  /// The refusal of a paper that does not come to the same file.
  func failure(number: String, libraries: String?, register: String) -> RunFailure {
    let causes = ReissueDifference.words(of: differences(libraries: libraries))
    let refusal = Diagnostic.error(
      "reissue.changed", at: SourceLocation(file: register),
      LocalizedText(
        "\(Echo.quoted(number))の書類は、発行したときと同じファイルになりません。違うもの：\(causes.japanese)。",
        "The paper of \(Echo.quoted(number)) does not come to the same file as when it was issued. What differs: \(causes.english)."
      ),
      advice: LocalizedText(
        "違いを承知で発行するなら--accept-changesを付けてください。", "Add --accept-changes to issue it in spite of that."))
    return RunFailure(.recordsRejected, DiagnosticError(house.reasons + [refusal]))
  }
}
