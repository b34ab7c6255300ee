package import Diagnostics
package import Fields

/// The rules of the trade as the three files of Rules/ state them: issuer.json, orderers.json and tariffs.json.
///
/// Rules are data. Each one says from which day it holds and where it comes from (`Provenance`), and the one in force
/// on the day that decides is applied:
///
/// ```
/// let rules = try Rulebook(issuer: issuerFile, orderers: orderersFile, tariffs: tariffsFile)
/// rules.tariff(of: .advance, on: concludedOn)          // 料率表 in force on 保証契約日
/// rules.orderers.orderer(named: "臼杵市")?.start         // from when this orderer takes electronic certificates
/// rules.assess(row, papers: papers, issuedOn: today)   // all of them applied to one record
/// ```
package struct Rulebook: Sendable {
  package let issuer: IssuerRules
  package let orderers: OrdererRules
  /// Of all kinds of guarantee, by effective day, the earliest first.
  package let tariffs: [Tariff]

  /// A rules file as the caller has read it.
  package struct File: Sendable {
    /// The name by which messages and `explain` refer to the file.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// Reads and checks the three files.
  ///
  /// - Throws: every problem of all three files, each with its file, line and column.
  package init(issuer: File, orderers: File, tariffs: File) throws(DiagnosticError) {
    var issuerReader = RulesReader(file: issuer.name, bytes: issuer.bytes)
    var ordererReader = RulesReader(file: orderers.name, bytes: orderers.bytes)
    var tariffReader = RulesReader(file: tariffs.name, bytes: tariffs.bytes)
    let issuerRules = issuerReader.readIssuerRules()
    let ordererRules = ordererReader.readOrdererRules()
    let tariffRules = tariffReader.readTariffs()
    guard let issuerRules, let ordererRules, let tariffRules else {
      throw DiagnosticError(issuerReader.diagnostics + ordererReader.diagnostics + tariffReader.diagnostics)
    }
    self.issuer = issuerRules
    self.orderers = ordererRules
    self.tariffs = tariffRules
    if !issuerRules.specimen {
      let placeholders = placeholderProblems
      if !placeholders.isEmpty { throw DiagnosticError(placeholders) }
    }
  }

  /// The tariff in force for a kind of guarantee on the day of the guarantee contract; nil before the first one.
  package func tariff(of kind: GuaranteeKind, on day: CalendarDate) -> Tariff? {
    tariffs.last { $0.kind == kind && $0.provenance.effectiveFrom <= day }
  }

  /// The provenance of every rule, in the order of the files. Tests check that the domain notes explain every source.
  var provenances: [Provenance] {
    issuer.issuers.map(\.provenance) + [issuer.numberProvenance, issuer.keyProvenance] + issuer.terms.map(\.provenance)
      + (issuer.checks?.provenances ?? []) + [issuer.payments?.provenance].compactMap(\.self) + [
        orderers.unknown.provenance
      ] + orderers.standard.map(\.provenance)
      + orderers.orderers.flatMap(\.provenances)
      + tariffs.map(\.provenance)
  }
}

/// Where a rule comes from and from which day it holds; `explain` prints it beside the rule.
package struct Provenance: Sendable, Hashable {
  /// The first line of the rule in its file.
  package let location: SourceLocation
  /// 適用日: the first day on which the rule holds.
  package let effectiveFrom: CalendarDate
  /// A key of the list of sources in Documentation/domain.md, such as `S0`; nil for some assumed rules.
  package let source: String?
  /// Whether the rule is a guess that no source states. A broken assumed rule only warns.
  package let assumed: Bool

  /// The severity of breaking the rule: as the rules file states it, but never more than a warning for an assumed rule.
  package func severity(_ stated: Severity) -> Severity { assumed ? .warning : stated }

  /// The note at the end of a sentence about the rule: `（出典 S0）` or `（仮定）`.
  package var sourceNote: LocalizedText {
    if assumed { return LocalizedText("（仮定）", " (assumed)") }
    return source.map { LocalizedText("（出典 \($0)）", " (source \($0))") } ?? LocalizedText("", "")
  }
}

extension Orderer {
  fileprivate var provenances: [Provenance] {
    [start.provenance, submission?.provenance, categories?.provenance, clauses?.provenance].compactMap(\.self)
      + limits.map(\.provenance)
  }
}
