package import Diagnostics
package import Fields
import Forms
package import Papers
package import Register
import Surety

/// What the register lets happen with a record that the rules of the trade accept.
package enum IssueDecision {
  /// Some papers are to be made, or all.
  case issue(PapersToIssue)
  /// All wanted papers were issued before with the same content; these are their rows.
  case unchanged([RegisterRow])
  /// No paper may be made: the record was issued with other content or in another file, or it is void.
  case refused(Diagnostic)
}

/// Which papers of a record are to be made.
package struct PapersToIssue {
  /// Ids of the documents.
  package var documents: Set<String>
  /// For each document whose paper replaces an earlier one, the row of that one.
  package var superseded: [String: Int64] = [:]
  /// For each document whose paper replaces an earlier one, which version of it this is and the day of the earlier one.
  package var versions: [String: (number: Int, replacedOn: CalendarDate)] = [:]
  /// Rows of the wanted papers that were issued before with the same content and are valid.
  package var issuedBefore: [RegisterRow] = []
}

extension BatchRegister {
  /// Decides which papers of some records are to be issued, with one query for all of them.
  ///
  /// - Parameter papers: the papers that are wanted of each record.
  /// - Returns: a decision for each record, in the order of the records.
  package func decide(_ records: [(accepted: AcceptedRecord, content: RecordContent)], papers: [OutputDocument])
    throws(RegisterFault) -> [IssueDecision]
  {
    let documents = papers.map(\.id)
    let statuses = try issueRegister.statuses(
      of: records.map { ($0.accepted.certificate.identity, $0.content) }, documents: documents,
      bundled: papers.first(where: \.isBundle)?.forms.map(\.id) ?? [])
    var decisions: [IssueDecision] = []
    for (record, status) in zip(records, statuses) {
      decisions.append(try decision(on: status, documents, at: record.accepted.numberLocation))
    }
    return decisions
  }

  /// - Parameter location: of the contract number in the input, for messages.
  private func decision(on status: RegisterStatus, _ documents: [String], at location: SourceLocation)
    throws(RegisterFault) -> IssueDecision
  {
    switch status {
    case .elsewhere(let row): return .refused(.elsewhere(row, at: location))
    case .new: return .issue(PapersToIssue(documents: Set(documents)))
    case .unchanged(let rows): return .unchanged(rows)
    case .incomplete(let rows):
      return .issue(
        PapersToIssue(documents: Set(documents).subtracting(rows.map(\.identity.document)), issuedBefore: rows))
    case .changed(let rows, let differences):
      if !supersedes { return .refused(.changed(rows[0], differences, at: location)) }
      let superseded = Dictionary(
        rows.map { ($0.identity.document, $0.sequence) }, uniquingKeysWith: { first, _ in first })
      var toIssue = PapersToIssue(documents: Set(documents), superseded: superseded)
      for row in rows {
        guard let day = row.paper.flatMap({ CalendarDate(iso: $0.issuedOn) }) else { continue }
        toIssue.versions[row.identity.document] = (try issueRegister.issues(of: row).count + 1, day)
      }
      return .issue(toIssue)
    case .voided(let row):
      var diagnostic = RegisterFault(.voided(row.identity), path: issueRegister.path).diagnostic
      diagnostic.location = location
      return .refused(diagnostic)
    }
  }
}

extension Certificate {
  fileprivate var identity: ContractIdentity { ContractIdentity(number: number, change: changeCount) }
}

extension Diagnostic {
  /// A paper of the record was issued alone and is now wanted in a bundle, or the other way round. It would be given
  /// out twice.
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
        "\(papers.joined(separator: ", ")) of this number were issued on \(day) in one PDF; they are not issued "
          + "alone or in another bundle."
      ),
      advice: LocalizedText(
        "--bundle \(papers.joined(separator: ","))で実行するか、shosho reissue --document bundleで作り直してください。",
        "Run with --bundle \(papers.joined(separator: ",")), or make it again with shosho reissue --document bundle."))
  }

  /// The record was issued before with other content. The message shows up to eight differences with their values; of
  /// the authentication key only that it differs.
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
  /// `work.price 104500000 → 99`. Texts that look alike are shown with the code points in which they differ.
  fileprivate var text: String {
    if before == nil, after == nil { return path }
    func value(_ text: String?) -> String { text.map(Echo.quoted) ?? "－" }
    let change = "\(path) \(value(before)) → \(value(after))"
    guard let before, let after, KnownNames([before]).nameConfusable(with: after) != nil else { return change }
    return "\(change) [\(KnownNames.difference(before, after))]"
  }
}
