package import Diagnostics
package import Fields

/// 発注者: what a public body asks of an electronic certificate. Each rule carries its own day and source.
package struct Orderer: Sendable, Hashable {
  /// The day of the record by which the start is judged.
  package enum Trigger: String, Sendable, Hashable, CaseIterable {
    case originalContract = "当初契約日"
    case contract = "請負契約日"
    /// Also the day of a nomination (指名・通知).
    case announcement = "公告日"
    /// The orderer began to take electronic certificates on the day, whatever the contract.
    case guarantee = "保証契約日"
  }

  /// From which day electronic certificates are taken, and by which day that is judged.
  package struct Start: Sendable, Hashable {
    package let provenance: Provenance
    package let trigger: Trigger
    package let severity: Severity
  }

  /// How the contractor hands the papers in.
  package struct Submission: Sendable, Hashable {
    package let provenance: Provenance
    /// One sentence: 契約書等とあわせて持参してください。
    package let text: String?
    package let specialDesk: String?
  }

  /// Works, consulting, or both.
  package struct Categories: Sendable, Hashable {
    package let provenance: Provenance
    package let allowed: [String]
    package let severity: Severity
  }

  /// The edition of the contract clauses (約款版) that the original contract must have, or a later one.
  package struct Clauses: Sendable, Hashable {
    package let provenance: Provenance
    package let edition: CalendarDate
    package let severity: Severity
  }

  package let location: SourceLocation
  package let name: String
  /// Without honorific: 臼杵市長.
  package let addressee: String
  package let start: Start
  package let submission: Submission?
  package let categories: Categories?
  package let clauses: Clauses?
  /// Its own limits; where it has none for a measure the standard ones hold.
  package let limits: [Limit]
}

/// What `Rules/orderers.json` holds.
package struct OrdererRules: Sendable {
  /// What is said of an orderer that is not in the list.
  package let unknown: (provenance: Provenance, severity: Severity)
  /// The standard clauses' limits.
  package let standard: [Limit]
  package let orderers: [Orderer]
  private let byName: [[UInt8]: Int]
  /// The orderers' names, to compare look-alikes with.
  let knownNames: KnownNames

  init(unknown: (Provenance, Severity), standard: [Limit], orderers: [Orderer]) {
    self.unknown = unknown
    self.standard = standard
    self.orderers = orderers
    knownNames = KnownNames(orderers.map(\.name))
    byName = Dictionary(
      orderers.enumerated().map { (Array($0.element.name.utf8), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The orderer of exactly this name.
  package func orderer(named name: String) -> Orderer? {
    byName[Array(name.utf8)].map { orderers[$0] }
  }
}
