package import Fields

/// 保証人: the surety company as the papers name it, from a day on.
package struct Issuer: Sendable, Hashable {
  package let provenance: Provenance
  package let name: String
  package let address: String
  package let representativeTitle: String
  package let representative: String
  package let keyDesk: String
  package let premiumDesk: String
  package let telephone: String
  package let hours: String
  package let account: String
  package let viewerName: String
  package let viewerAddress: String
  /// Whether the seal is drawn.
  package let seal: Bool
  /// Whether the house mark is drawn.
  package let houseMark: Bool
}

/// 約款: the terms that a kind of guarantee cites when the record names none.
package struct Terms: Sendable, Hashable {
  package let provenance: Provenance
  package let kind: GuaranteeKind
  package let text: String
}

/// What `Rules/issuer.json` holds.
package struct IssuerRules: Sendable {
  /// Whether every paper is marked 見本. With false, nothing invented may be in the rules.
  package let specimen: Bool
  /// By day, the earliest first.
  package let issuers: [Issuer]
  package let number: NumberPattern
  package let numberProvenance: Provenance
  package let key: KeyPattern
  package let keyProvenance: Provenance
  package let terms: [Terms]

  /// The company as it stands on a day; the earliest entry before all of them.
  package func issuer(on day: CalendarDate) -> Issuer? {
    issuers.last { $0.provenance.from <= day } ?? issuers.first
  }

  /// The terms in force for a kind on the day of the guarantee contract.
  package func terms(of kind: GuaranteeKind, on day: CalendarDate) -> Terms? {
    let ofKind = terms.filter { $0.kind == kind }
    return ofKind.last { $0.provenance.from <= day } ?? ofKind.first
  }
}
