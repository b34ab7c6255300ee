package import Diagnostics
package import Fields

/// What the trade says of one record.
package struct Assessment: Sendable {
  /// Nil when the record is refused.
  package let certificate: Certificate?
  package let premium: Premium?
  /// Every problem at once, errors and warnings and notes, each with its place.
  package let diagnostics: [Diagnostic]
  /// What the forms print: the record's values, the defaults of the rules, and everything of `Catalogue.derived`. Empty when refused.
  package let values: ValueTree

  /// Whether papers may be made of the record.
  package var isAccepted: Bool { certificate != nil }
}

extension Rulebook {
  /// Reads, checks and computes one record; never throws, for every problem is a diagnostic.
  ///
  /// - Parameters:
  ///   - documents: ids of the papers wanted; the key is required only when `key-notice` is among them.
  ///   - issuedOn: the day at the head of every paper.
  package func assess(_ row: RawRow, documents: Set<String>, issuedOn: CalendarDate) -> Assessment {
    // A row that could not be split into cells has nothing to judge: its reader has said why.
    if row.cells.isEmpty, row.diagnostics.contains(where: { $0.severity == .error }) {
      return Assessment(certificate: nil, premium: nil, diagnostics: row.diagnostics, values: ValueTree())
    }
    let typed = TypedRow(row, rules: issuer)
    let subject = CheckSubject(typed, rules: self)
    let diagnostics = typed.diagnostics + requirements(of: typed, documents: documents) + CheckTable.findings(subject)
    guard !diagnostics.contains(where: { $0.severity == .error }), let premium = subject.premium,
      let certificate = Certificate(typed, pattern: issuer.number)
    else {
      return Assessment(certificate: nil, premium: subject.premium, diagnostics: diagnostics, values: ValueTree())
    }
    let values = ValueTree(certificate, premium: premium, rules: self, issuedOn: issuedOn)
    return Assessment(certificate: certificate, premium: premium, diagnostics: diagnostics, values: values)
  }
}
