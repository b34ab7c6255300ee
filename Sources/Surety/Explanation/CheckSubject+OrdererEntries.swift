import Diagnostics
import Fields

extension CheckSubject {
  /// What the orderer's rules decided.
  var ordererEntries: [Explanation.Entry] {
    guard let name = row.text("orderer.name") else { return [] }
    guard let orderer else {
      let shown = Echo.quoted(name)
      return [
        Explanation.Entry(
          .orderer,
          LocalizedText("\(shown)は表にありません。標準約款の限度を適用します。", "\(shown) is not in the list; the standard limits apply."),
          because: LocalizedText("同じ名の発注者がないためです。", "No orderer has exactly this name."),
          by: rules.orderers.unknown.provenance)
      ]
    }
    let listed = Explanation.Entry(
      .orderer, LocalizedText("\(orderer.name)の定めを適用します。", "The rules of \(orderer.name) apply."),
      because: LocalizedText("発注者の名が表の名と一致します。", "The record's orderer has this name."), location: orderer.location)
    return [listed] + [startEntry, categoryEntry, clausesEntry, submissionEntry].compactMap(\.self)
  }

  private var startEntry: Explanation.Entry? {
    guard let decision = startDecision else { return nil }
    let start = decision.orderer.start
    let rule = LocalizedText(
      "\(start.trigger.rawValue)が\(Self.day(start.provenance.from))以降の契約から取り扱います",
      "contracts whose \(start.trigger.rawValue) is \(start.provenance.from.iso) or later")
    guard let path = decision.path, let day = decision.day else {
      return Explanation.Entry(
        .start, LocalizedText("判定できません（\(rule.japanese)）。", "Cannot be told (\(rule.english))."),
        because: LocalizedText("\(start.trigger.rawValue)が記録にありません。", "The record has no \(start.trigger.rawValue)."),
        by: start.provenance)
    }
    let holds = day >= start.provenance.from
    return Explanation.Entry(
      .start,
      holds
        ? LocalizedText("取り扱われます（\(rule.japanese)）。", "Taken (\(rule.english)).")
        : LocalizedText("取り扱われません（\(rule.japanese)）。", "Not taken (\(rule.english))."),
      because: LocalizedText("\(heading(path))は\(Self.day(day))です。", "\(heading(path)) is \(day.iso)."),
      by: start.provenance)
  }

  private var categoryEntry: Explanation.Entry? {
    guard let rule = orderer?.categories else { return nil }
    let allowed = rule.allowed.joined(separator: "・")
    let category = row.text("work.category") ?? "工事"
    return Explanation.Entry(
      .category, LocalizedText("\(allowed)を取り扱います。", "\(allowed) is taken."),
      because: LocalizedText("記録は\(category)です。", "The record is \(category)."),
      by: rule.provenance)
  }

  private var clausesEntry: Explanation.Entry? {
    guard let rule = orderer?.clauses else { return nil }
    let edition = row.date("work.clausesEdition")
    return Explanation.Entry(
      .clauses,
      LocalizedText(
        "\(Self.day(rule.edition))以降の契約約款が必要です。", "Contract clauses of \(rule.edition.iso) or later are required."),
      because: edition.map { LocalizedText("約款版は\(Self.day($0))です。", "The edition is \($0.iso).") }
        ?? LocalizedText("約款版が記録にありません。", "The record has no edition."),
      by: rule.provenance)
  }

  private var submissionEntry: Explanation.Entry? {
    guard let submission = orderer?.submission else { return nil }
    let way = submission.text ?? "－"
    let desk = submission.specialDesk.map { LocalizedText("特別な場合は\($0)に確かめます。", "Special cases are asked at \($0).") }
    return Explanation.Entry(
      .submission, LocalizedText(way, way), because: desk ?? LocalizedText("発注者の案内によります。", "By the orderer's notice."),
      by: submission.provenance)
  }
}
