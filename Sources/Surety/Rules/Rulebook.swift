package import Diagnostics
package import Fields

/// The three rules files, read and checked.
package struct Rulebook: Sendable {
  package let issuer: IssuerRules
  package let orderers: OrdererRules
  /// By day, the earliest first.
  package let tariffs: [Tariff]

  /// A rules file as the caller read it.
  package struct File: Sendable {
    /// As messages and `explain` name it.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// - Throws: every problem of all three files, each with its file, line and column.
  package init(issuer: File, orderers: File, tariffs: File) throws(DiagnosticError) {
    var issuerReader = RulesReader(file: issuer.name, bytes: issuer.bytes)
    var ordererReader = RulesReader(file: orderers.name, bytes: orderers.bytes)
    var tariffReader = RulesReader(file: tariffs.name, bytes: tariffs.bytes)
    let issuerRules = issuerReader.issuerRules()
    let ordererRules = ordererReader.ordererRules()
    let tariffRules = tariffReader.tariffs()
    guard let issuerRules, let ordererRules, let tariffRules else {
      throw DiagnosticError(issuerReader.diagnostics + ordererReader.diagnostics + tariffReader.diagnostics)
    }
    self.issuer = issuerRules
    self.orderers = ordererRules
    self.tariffs = tariffRules
    let invented = inventions
    if !issuerRules.specimen, !invented.isEmpty { throw DiagnosticError(invented) }
  }

  /// The tariff in force for a kind on the day of the guarantee contract, or nil before the first one.
  package func tariff(of kind: GuaranteeKind, on day: CalendarDate) -> Tariff? {
    tariffs.last { $0.kind == kind && $0.provenance.from <= day }
  }
}

/// Where a rule comes from and from which day it holds: what `explain` says of it.
package struct Provenance: Sendable, Hashable {
  /// The rule's first line in its rules file.
  package let location: SourceLocation
  /// The first day on which the rule holds.
  package let from: CalendarDate
  /// A key of Documentation/domain.md's list of sources, such as `S0`.
  package let source: String?
  /// Not stated by any source: it only warns, and `explain` says so.
  package let assumed: Bool
}

extension Provenance {
  /// An assumed rule only warns, whatever its data says.
  func severity(_ stated: Severity) -> Severity { assumed ? .warning : stated }

  /// `（出典 S0）` or `（仮定）`, for the end of a sentence.
  var remark: LocalizedText {
    if assumed { return LocalizedText("（仮定）", " (assumed)") }
    return source.map { LocalizedText("（出典 \($0)）", " (source \($0))") } ?? LocalizedText("", "")
  }
}

extension Rulebook {
  /// Where every rule comes from, in the order of the files.
  package var provenances: [Provenance] {
    issuer.issuers.map(\.provenance) + [issuer.numberProvenance, issuer.keyProvenance] + issuer.terms.map(\.provenance)
      + [orderers.unknown.provenance] + orderers.standard.map(\.provenance) + orderers.orderers.flatMap(\.provenances)
      + tariffs.map(\.provenance)
  }
}

extension Orderer {
  fileprivate var provenances: [Provenance] {
    [start.provenance, submission?.provenance, categories?.provenance, clauses?.provenance].compactMap(\.self)
      + limits.map(\.provenance)
  }
}
