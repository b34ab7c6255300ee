import Diagnostics
package import Fields

extension Rulebook {
  /// Explains one record, refused or not, as far as it can be read.
  package func explain(_ row: RawRow, documents: Set<String>, issuedOn: CalendarDate) -> Explanation {
    let assessment = assess(row, documents: documents, issuedOn: issuedOn)
    let subject = CheckSubject(TypedRow(row, rules: issuer), rules: self)
    return Explanation(
      number: subject.row.text("number"), kind: subject.kind,
      entries: identityEntries(subject, issuedOn: issuedOn) + subject.ordererEntries + subject.limitEntries
        + subject.premiumEntries,
      diagnostics: assessment.diagnostics)
  }

  private func identityEntries(_ subject: CheckSubject, issuedOn: CalendarDate) -> [Explanation.Entry] {
    var entries: [Explanation.Entry] = []
    if let number = subject.row.text("number") {
      let count = subject.changeCount
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
            "発行日\(CheckSubject.day(issuedOn))に有効な記載です。", "It is the entry in force on the issue date, \(issuedOn.iso)."),
          by: company.provenance))
    }
    if let stated = subject.row.text("guarantee.terms") {
      entries.append(
        Explanation.Entry(
          .terms, LocalizedText(stated, stated), because: LocalizedText("記録の適用約款です。", "The record states them."),
          location: subject.row.location(of: "guarantee.terms")))
    } else if let kind = subject.kind, let day = subject.row.date("concludedOn"),
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
