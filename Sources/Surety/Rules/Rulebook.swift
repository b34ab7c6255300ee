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
