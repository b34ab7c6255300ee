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

/// A paper composed again with the record, forms, rules and fonts of its day of issue, so that its digest can be
/// compared with that of the original.
struct ReissueComposition {
  let house: StoredConfiguration
  /// The paper without the mark of a reissue.
  let paper: IssuedFile
  /// The digest of the paper before encryption.
  let digest: ContentDigest
  private let issued: RegisterRow.Paper
  private let kind: OutputDocument
  private let maker: PaperMaker
  private let naming: PaperNaming
  private let values: ValueTree
  private let row: RawRow

  /// - Parameters:
  ///   - issued: the original as the register has it.
  ///   - kept: the forms, rules and list of fonts that it was made with.
  ///   - passwords: the passwords to encrypt it with; nil for none.
  ///   - message: what a message said of its issue.
  ///   - record: returns the record, with the authentication key when the paper prints it.
  init(
    _ issued: RegisterRow.Paper, kept: SourceSet, home: Home, passwords: PasswordList?, message: MessageIssue,
    record: (_ withKey: Bool) throws -> RecordRow
  ) throws {
    var choices = PaperChoices()
    choices.attachesRecord = issued.packaging.hasRecord
    if let passwords { choices.passwords[Bundle.document(ofForm: issued.form)] = passwords }
    guard let day = CalendarDate(iso: issued.issuedOn) else { throw RunFailure(.internalFault, RunConfiguration.noDay) }
    let house = try StoredConfiguration(kept, home: home, form: issued.form, issuedOn: day, choices: choices)
    let configuration = house.configuration
    guard let kind = configuration.papers.first else { throw RunFailure(.internalFault, RunConfiguration.noDay) }
    row = try record(kind.printsSecret).row
    let assessment = configuration.rules.assess(
      row, papers: configuration.paperRequirements, issuedOn: configuration.issuedOn,
      for: .reissue)
    guard let certificate = assessment.certificate else {
      throw RunFailure(.recordsRejected, assessment.diagnostics.filter { $0.severity == .error })
    }
    naming = PaperNaming(certificate: certificate, row: row)
    maker = try PaperMaker(configuration: configuration)
    var values = assessment.values
    values.setIssue(message)
    self.values = values
    paper = try maker.makePaper(kind, of: naming, values: values, row: row)
    digest = paper.packaging.unencrypted ?? ContentDigest(of: paper.bytes)
    (self.house, self.issued, self.kind) = (house, issued, kind)
  }

  /// The same paper with the mark 再発行, today's date and the running number, and nothing else changed.
  func markedPaper(count: Int) throws -> IssuedFile {
    let today = try IssueDate.statedOrToday(nil)
    var values = values
    values.set("mark.reissue.on", to: .date(today))
    values.set("mark.reissue.count", to: .integer(Int64(count)))
    return try maker.makePaper(kind, of: naming, values: values, row: row)
  }

  /// Everything that can be the reason why the bytes differ.
  ///
  /// - Parameter libraries: the library record of the run that issued the paper (`LibraryRecord`).
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

  /// The failure of a reissue whose bytes are not those of the original.
  func changedFailure(number: String, libraries: String?, register: String) -> RunFailure {
    let causes = ReissueDifference.text(of: differences(libraries: libraries))
    let refusal = Diagnostic.error(
      "reissue.changed", at: SourceLocation(file: register),
      LocalizedText(
        "\(Echo.quoted(number))の書類は、発行したときと同じファイルになりません。違うもの：\(causes.japanese)。",
        "The paper of \(Echo.quoted(number)) does not come to the same file as when it was issued. "
          + "What differs: \(causes.english)."
      ),
      advice: LocalizedText(
        "違いを承知で発行するなら--accept-changesを付けてください。", "Add --accept-changes to issue it in spite of that."))
    return RunFailure(.recordsRejected, house.reasons + [refusal])
  }
}

/// A reason why a paper that is composed again can have other bytes than the original.
enum ReissueDifference: Sendable, Hashable {
  /// Forms, rules or fonts had to be taken from today's home.
  case part(StoredConfiguration.Part)
  /// A library has another version: `cairo 1.16.0 → 1.18.0`.
  case library(String)
  /// The engine has another format number.
  case format(was: Int, is: Int)
  /// None of the known reasons holds, so that a library must differ whose version is not recorded.
  case unknown

  var text: LocalizedText {
    switch self {
    case .part(.forms): LocalizedText("様式（いまのもの）", "the form (today's)")
    case .part(.rules): LocalizedText("規則（いまのもの）", "the rules (today's)")
    case .part(.fonts): LocalizedText("書体（いまのもの）", "the fonts (today's)")
    case .library(let versions): LocalizedText("ライブラリ \(versions)", "a library, \(versions)")
    case .format(let before, let now):
      LocalizedText("形式番号 \(before) → \(now)", "the engine's format number, \(before) → \(now)")
    case .unknown: LocalizedText("ライブラリ（版の分からないもの）", "a library of unknown version")
    }
  }

  /// `様式（いまのもの）、形式番号 1 → 2`.
  static func text(of differences: [ReissueDifference]) -> LocalizedText {
    LocalizedText(
      differences.map(\.text.japanese).joined(separator: "、"), differences.map(\.text.english).joined(separator: "; ")
    )
  }
}
