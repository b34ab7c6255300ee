import Diagnostics
package import Fields
import StrictJSON

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

extension RulesReader {
  /// `Rules/issuer.json`; nil with diagnostics when anything in it is wrong.
  mutating func issuerRules() -> IssuerRules? {
    guard let root = root(["specimen", "issuers", "number", "key", "terms"]) else { return nil }
    let specimen = flag(root, "specimen")
    if root["specimen"] == nil { missing("specimen", of: root) }
    let issuers = elements(root, "issuers").map { issuer($0) }
    if root["issuers"]?.array?.isEmpty == true { wrong(root, LocalizedText("保証人が一つもありません。", "There is no issuer.")) }
    let number = numberPattern(root)
    let key = keyPattern(root)
    let terms = elements(root, "terms").map { self.terms($0) }
    for kind in GuaranteeKind.allCases where !terms.contains(where: { $0?.kind == kind }) {
      wrong(root, LocalizedText("\(kind.rawValue)の約款がありません。", "There are no terms for \(kind.rawValue)."))
    }
    guard diagnostics.isEmpty, let specimen, let number, let key else { return nil }
    return IssuerRules(
      specimen: specimen, issuers: issuers.compactMap(\.self).sorted { $0.provenance.from < $1.provenance.from },
      number: number.0,
      numberProvenance: number.1, key: key.0, keyProvenance: key.1,
      terms: terms.compactMap(\.self).sorted { $0.provenance.from < $1.provenance.from })
  }

  private mutating func issuer(_ node: JSONNode) -> Issuer? {
    let texts = [
      "name", "address", "representativeTitle", "representative", "keyDesk", "premiumDesk", "telephone", "hours",
      "account",
    ]
    guard members(node, Self.provenanceKeys + texts + ["viewer", "seal", "houseMark"]) else { return nil }
    let provenance = provenance(node)
    let values = texts.map { text(node, $0) }
    let viewer = object(node, "viewer", ["name", "address"])
    let viewerName = viewer.flatMap { text($0, "name") }
    let viewerAddress = viewer.flatMap { text($0, "address") }
    let seal = flag(node, "seal") ?? true
    let houseMark = flag(node, "houseMark") ?? true
    let found = values.compactMap(\.self)
    guard let provenance, let viewerName, let viewerAddress, found.count == texts.count else { return nil }
    return Issuer(
      provenance: provenance, name: found[0], address: found[1], representativeTitle: found[2],
      representative: found[3],
      keyDesk: found[4], premiumDesk: found[5], telephone: found[6], hours: found[7], account: found[8],
      viewerName: viewerName,
      viewerAddress: viewerAddress, seal: seal, houseMark: houseMark)
  }

  private mutating func terms(_ node: JSONNode) -> Terms? {
    guard members(node, Self.provenanceKeys + ["kind", "text"]) else { return nil }
    let provenance = provenance(node)
    let kind = word(node, "kind", GuaranteeKind.self)
    let text = text(node, "text")
    guard let provenance, let kind, let text else { return nil }
    return Terms(provenance: provenance, kind: kind, text: text)
  }
}
