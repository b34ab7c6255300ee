import Diagnostics
import Forms
import Register
import Surety

/// Which papers of a record are to be made.
struct PapersToIssue {
  /// Ids of the documents.
  var documents: Set<String>
  /// The holding row of each document whose paper the new one replaces.
  var superseded: [String: Int64] = [:]
  /// Papers of other wanted documents, issued before with the same content.
  var holding: [RegisterRow] = []
}

/// What the register says of a record that the rules of the trade accept.
enum IssueDecision {
  case issue(PapersToIssue)
  /// All wanted papers were issued before with the same content.
  case unchanged([RegisterRow])
  case refused(Diagnostic)
}

extension BatchRegister {
  /// Asked by every worker for each of its records, some at a time.
  ///
  /// - Parameter papers: that are wanted.
  /// - Returns: one for each record, in their order.
  func judge(_ records: [(subject: AcceptedRecord, content: RecordContent)], papers: [OutputDocument])
    throws(RegisterFault) -> [IssueDecision]
  {
    let documents = papers.map(\.id)
    let statuses = try register.statuses(
      of: records.map { ($0.subject.certificate.identity, $0.content) }, documents: documents,
      bundled: papers.first(where: \.isBundle)?.forms.map(\.id) ?? [])
    return zip(records, statuses).map { judgement(of: $1, documents, at: $0.subject.numberLocation) }
  }

  /// - Parameter location: of the record's number, for messages.
  private func judgement(of standing: RegisterStatus, _ documents: [String], at location: SourceLocation)
    -> IssueDecision
  {
    switch standing {
    case .elsewhere(let row): return .refused(.elsewhere(row, at: location))
    case .new: return .issue(PapersToIssue(documents: Set(documents)))
    case .unchanged(let rows): return .unchanged(rows)
    case .incomplete(let rows):
      return .issue(PapersToIssue(documents: Set(documents).subtracting(rows.map(\.identity.document)), holding: rows))
    case .changed(let rows, let differences):
      if !supersedes { return .refused(.changed(rows[0], differences, at: location)) }
      let superseded = Dictionary(
        rows.map { ($0.identity.document, $0.sequence) }, uniquingKeysWith: { first, _ in first })
      return .issue(PapersToIssue(documents: Set(documents), superseded: superseded))
    case .voided(let row):
      var diagnostic = RegisterFault(.voided(row.identity), path: register.path).diagnostic
      diagnostic.location = location
      return .refused(diagnostic)
    }
  }
}

extension Certificate {
  fileprivate var identity: ContractIdentity { ContractIdentity(number: number, change: changeCount) }
}

extension Diagnostic {
  /// A paper of the record holds in another file than would be made now: it would be given twice.
  fileprivate static func elsewhere(_ row: RegisterRow, at location: SourceLocation) -> Diagnostic {
    let (day, papers) = (row.paper?.issuedOn ?? "", row.papers)
    if papers.count == 1 {
      return .error(
        "record.elsewhere", at: location,
        LocalizedText(
          "この番号の\(papers[0])は\(day)に単独で発行しています。--bundleでは発行できません。",
          "\(papers[0]) of this number was issued on \(day) by itself; it is not issued again in a bundle."),
        advice: LocalizedText(
          "\(papers[0])を--bundleから外すか、shosho reissueで作り直してください。",
          "Leave \(papers[0]) out of --bundle, or make it again with shosho reissue."))
    }
    return .error(
      "record.elsewhere", at: location,
      LocalizedText(
        "この番号の\(papers.joined(separator: "、"))は\(day)に一つのPDFにまとめて発行しています。単独でも、別の組み合わせでも発行できません。",
        "\(papers.joined(separator: ", ")) of this number were issued on \(day) in one PDF; they are not issued alone or in another bundle."
      ),
      advice: LocalizedText(
        "--bundle \(papers.joined(separator: ","))で実行するか、shosho reissue --document bundleで作り直してください。",
        "Run with --bundle \(papers.joined(separator: ",")), or make it again with shosho reissue --document bundle."))
  }

  /// The record was issued before with other content. Values are told, of the key only that it differs.
  fileprivate static func changed(_ row: RegisterRow, _ differences: [RecordDifference], at location: SourceLocation)
    -> Diagnostic
  {
    let shown = differences.prefix(8)
    func list(_ separator: String, _ more: String) -> String {
      shown.map { $0.text }.joined(separator: separator) + (differences.count > shown.count ? more : "")
    }
    let day = row.paper?.issuedOn ?? ""
    return .error(
      "record.changed", at: location,
      LocalizedText(
        "この番号の書類は\(day)に別の内容で発行しています（\(list("、", "ほか"))）。",
        "The papers of this number were issued on \(day) with other content (\(list(", ", ", …")))."),
      advice: LocalizedText(
        "記録を確かめてください。差し替えるなら--supersede、変更契約なら変更回数を付けてください。",
        "Check the record. Replace the papers with --supersede; a change of the contract needs its change count."))
  }
}

extension RecordDifference {
  /// `work.price 104500000 → 99`.
  fileprivate var text: String {
    if before == nil, after == nil { return path }
    func value(_ text: String?) -> String { text.map(Echo.quoted) ?? "－" }
    return "\(path) \(value(before)) → \(value(after))"
  }
}
