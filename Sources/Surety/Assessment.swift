package import Diagnostics
package import Fields
package import Rules

/// What the rules say of one record: whether papers may be made of it, what it costs, and what the papers print.
package struct Assessment: Sendable {
  /// Nil when the record is refused.
  package let certificate: Certificate?
  /// The computed premium. A refused record has one too, when its kind, day and amount could be read and a tariff was
  /// in force.
  package let premium: Premium?
  /// All errors, warnings and notes at once, each with its place in the input.
  package let diagnostics: [Diagnostic]
  /// What the forms print: the record's values, the defaults of the rules, and everything of `Catalogue.derived`. The
  /// tree is empty when the record is refused.
  package let values: ValueTree

  /// Whether papers may be made of the record.
  package var isAccepted: Bool { certificate != nil }

  fileprivate init(refused diagnostics: [Diagnostic], premium: Premium? = nil) {
    certificate = nil
    self.premium = premium
    self.diagnostics = diagnostics
    values = ValueTree()
  }

  fileprivate init(
    certificate: Certificate, premium: Premium, diagnostics: [Diagnostic], values: ValueTree
  ) {
    self.certificate = certificate
    self.premium = premium
    self.diagnostics = diagnostics
    self.values = values
  }
}

extension Rulebook {
  /// Reads one record, checks it against every rule and computes its premium.
  ///
  /// It never throws: whatever is wrong with the record is among the diagnostics.
  ///
  /// ```
  /// let rules = try Rulebook(issuer: issuerFile, orderers: orderersFile, tariffs: tariffsFile)
  /// let assessment = rules.assess(row, papers: PaperRequirements(printsKey: true), issuedOn: today)
  /// if assessment.isAccepted {
  ///   let filled = form.fill(assessment.values)
  /// } else {
  ///   assessment.diagnostics.forEach(console.report)
  /// }
  /// ```
  ///
  /// - Parameters:
  ///   - papers: what the wanted papers print; it decides whether the record needs a key.
  ///   - issuedOn: 発行日, which every paper prints and which selects the issuer's entry in issuer.json.
  ///   - occasion: why the record is judged: whether it is issued now, or was issued before.
  package func assess(
    _ row: RawRow, papers: PaperRequirements, issuedOn: CalendarDate, for occasion: Occasion = .issue
  ) -> Assessment {
    // A row that could not be split into cells has its reader's errors. To report every required field as missing
    // besides would hide them.
    if row.cells.isEmpty, row.diagnostics.contains(where: { $0.severity == .error }) {
      return Assessment(refused: row.diagnostics)
    }
    let typed = TypedRow(row, rules: issuer)
    let context = CheckContext(typed, rules: self, issuedOn: issuedOn, occasion: occasion)
    let diagnostics =
      (typed.diagnostics + requiredFieldFindings(in: typed, papers: papers) + CheckTable.findings(in: context))
      .masked(by: issuer)
    guard !diagnostics.contains(where: { $0.severity == .error }), let premium = context.premium,
      let certificate = Certificate(typed, pattern: issuer.number)
    else { return Assessment(refused: diagnostics, premium: context.premium) }
    return Assessment(
      certificate: certificate, premium: premium, diagnostics: diagnostics,
      values: ValueTree(certificate, premium: premium, rules: self, issuedOn: issuedOn))
  }
}

extension [Diagnostic] {
  /// The diagnostics with what may be a key masked: a value that only may be one is kept, and checks may quote it.
  fileprivate func masked(by issuer: IssuerRules) -> [Diagnostic] {
    guard contains(where: { $0.code == MisplacedKey.suspectedCode }) else { return self }
    func masked(_ text: LocalizedText) -> LocalizedText {
      LocalizedText(
        issuer.key.form.masked(text.japanese) ?? text.japanese, issuer.key.form.masked(text.english) ?? text.english)
    }
    return map { diagnostic in
      Diagnostic(
        diagnostic.severity, diagnostic.code, at: diagnostic.location, masked(diagnostic.summary),
        advice: diagnostic.advice.map(masked))
    }
  }
}
