import Diagnostics
package import Fields
package import Rules

/// Explains a record for the command `explain`: which rules apply to it, and from which source each of them comes. So
/// an examiner can follow a decision without reading the rules files.
extension Rulebook {
  /// Explains which rules applied to a record, as far as it can be read; a refused record too.
  ///
  /// The entries stand in the order of the checks: the contract number, the issuer and the terms; the orderer's rules;
  /// the limits; the tariff and the steps of the premium.
  package func explain(_ row: RawRow, papers: PaperRequirements, issuedOn: CalendarDate) -> Explanation {
    let assessment = assess(row, papers: papers, issuedOn: issuedOn)
    let context = CheckContext(
      TypedRow(row, rules: issuer), rules: self, issuedOn: issuedOn, occasion: .issue)
    return Explanation(
      number: context.row.text("number"), kind: context.kind,
      entries: identityEntries(context, issuedOn: issuedOn) + context.ordererEntries + context.limitEntries
        + context.premiumEntries,
      diagnostics: assessment.diagnostics)
  }

  private func identityEntries(_ context: CheckContext, issuedOn: CalendarDate) -> [Explanation.Entry] {
    var entries: [Explanation.Entry] = []
    if let number = context.row.text("number") {
      let count = context.changeCount
      entries.append(
        Explanation.Entry(
          .number, LocalizedText("\(number)、変更回数\(count)", "\(number), change count \(count)"),
          because: issuer.number.carriesChangeCount
            ? LocalizedText("番号の形が変更回数を含むので、番号から読みました。", "The form of the number carries the change count.")
            : LocalizedText(
              "番号の形は変更回数を含まないので、変更回数の欄から読みました。", "The number carries no change count; it is the record's."),
          by: issuer.numberProvenance))
    }
    if let company = issuer.issuer(on: issuedOn) {
      entries.append(
        Explanation.Entry(
          .issuer, LocalizedText(company.name, company.name),
          because: LocalizedText(
            "発行日\(CheckContext.day(issuedOn))に有効な記載です。",
            "It is the entry in force on the issue date, \(issuedOn.iso)."),
          by: company.provenance))
    }
    if let stated = context.row.text("guarantee.terms") {
      entries.append(
        Explanation.Entry(
          .terms, LocalizedText(stated, stated), because: LocalizedText("記録の適用約款です。", "The record states them."),
          location: context.row.location(of: "guarantee.terms")))
    } else if let kind = context.kind, let day = context.row.date("concludedOn"),
      let terms = issuer.terms(of: kind, on: day)
    {
      entries.append(
        Explanation.Entry(
          .terms, LocalizedText(terms.text, terms.text),
          because: LocalizedText(
            "記録に適用約款がないので、\(kind.rawValue)の約款です。", "The record states none; these are the terms of \(kind.rawValue)."),
          by: terms.provenance))
    }
    return entries
  }
}

extension CheckContext {
  /// The orderer and the rules that it has: start, category, edition of the clauses, submission.
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
      "\(start.trigger.rawValue)が\(Self.day(start.provenance.effectiveFrom))以降の契約から取り扱います",
      "contracts whose \(start.trigger.rawValue) is \(start.provenance.effectiveFrom.iso) or later")
    guard let path = decision.path, let day = decision.day else {
      return Explanation.Entry(
        .start, LocalizedText("判定できません（\(rule.japanese)）。", "Cannot be told (\(rule.english))."),
        because: LocalizedText("\(start.trigger.rawValue)が記録にありません。", "The record has no \(start.trigger.rawValue)."),
        by: start.provenance)
    }
    let holds = day >= start.provenance.effectiveFrom
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
    let category = row.category
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
