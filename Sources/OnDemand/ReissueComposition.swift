import Diagnostics
import Digests
import Fields
import Forms
import HostSystem
import House
import Papers
import Records
import Register
import Reporting
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
    choices.attachesRecord = issued.packaging.hasRecord
    if let passwords { choices.passwords[Bundle.document(ofForm: issued.form)] = passwords }
    guard let day = CalendarDate(iso: issued.issuedOn) else { throw RunFailure(.internalFault, RunConfiguration.noDay) }
    let house = try StoredConfiguration(kept, home: home, form: issued.form, issuedOn: day, choices: choices)
    do {
      try self.init(issued, house, record)
    } catch PaperMaker.Fault.unusableFont(let error) where !house.replaced.contains(.fonts) {
      // A face that is not used from the start is compared with its digest only when a character asks for it.
      let other = try StoredConfiguration(
        kept, home: home, form: issued.form, issuedOn: day, choices: choices, replacing: house.replaced.union([.fonts]),
        reasons: house.reasons + error.diagnostics)
      try self.init(issued, other, record)
    }
  }

  private init(
    _ issued: RegisterRow.Paper, _ house: StoredConfiguration, _ record: (_ withKey: Bool) throws -> RecordRow
  ) throws {
    let configuration = house.configuration
    guard let kind = configuration.papers.first else { throw RunFailure(.internalFault, RunConfiguration.noDay) }
    row = try record(kind.printsSecret).row
    let assessment = configuration.rules.assess(
      row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn)
    guard let certificate = assessment.certificate else {
      throw RunFailure(.recordsRejected, assessment.diagnostics.filter { $0.severity == .error })
    }
    naming = PaperNaming(certificate: certificate, row: row)
    maker = try PaperMaker(configuration: configuration)
    values = assessment.values
    paper = try maker.makePaper(kind, of: naming, values: values, row: row)
    digest = paper.packaging.unencrypted ?? ContentDigest(of: paper.bytes)
    (self.house, self.issued, self.kind) = (house, issued, kind)
  }

  /// The same paper marked 再発行 with today and the running count: the one thing that a marked copy has and its original has not.
  func marked(count: Int) throws -> IssuedFile {
    guard let today = IssueDate.inTokyo(atEpochSecond: HostClock.epochSecond) else {
      throw RunFailure(.internalFault, RunConfiguration.noDay)
    }
    var values = values
    values.set("mark.reissue.on", to: .date(today))
    values.set("mark.reissue.count", to: .integer(Int64(count)))
    return try maker.makePaper(kind, of: naming, values: values, row: row)
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
    return RunFailure(.recordsRejected, house.reasons + [refusal])
  }
}
