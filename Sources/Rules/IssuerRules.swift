import Diagnostics
package import Fields
import StrictJSON

/// 保証人: the surety company as the papers name it, from a day on. A new address or representative is a new entry.
package struct Issuer: Sendable, Hashable {
  package let provenance: Provenance
  package let name: String
  package let address: String
  package let representativeTitle: String
  package let representative: String
  /// The department that answers questions about 認証キー.
  package let keyDesk: String
  /// The department that answers questions about the premium.
  package let premiumDesk: String
  package let telephone: String
  /// The address from which contractors are notified; nil when no messages are made.
  package let email: String?
  /// Office hours.
  package let hours: String
  /// The bank account to which premiums are paid.
  package let account: String
  /// The service in which the orderer opens the electronic certificate, and its URL.
  package let viewerName: String
  package let viewerAddress: String
  /// Whether the seal (印影) is drawn.
  package let seal: Bool
  /// Whether the company's mark (社章) is drawn.
  package let houseMark: Bool
}

/// 約款: the terms that the certificate of a kind of guarantee cites when the record names none.
package struct Terms: Sendable, Hashable {
  package let provenance: Provenance
  package let kind: GuaranteeKind
  package let text: String
}

/// Rules/issuer.json: the company, the forms of contract number and key, the terms of each kind of guarantee, and the
/// rules by which the house judges texts and amounts of a record.
package struct IssuerRules: Sendable {
  /// Whether every paper prints 見本 (specimen). When false, the rules may hold no placeholders
  /// (`Rulebook.placeholderProblems`).
  package let specimen: Bool
  /// The entries of the issuer, by effective day, the earliest first.
  package let issuers: [Issuer]
  package let number: NumberPattern
  package let numberProvenance: Provenance
  package let key: KeyPattern
  package let keyProvenance: Provenance
  /// The terms, by effective day, the earliest first.
  package let terms: [Terms]
  /// Nil when the file has no `checks`.
  package let checks: RecordCheckRules?
  /// Nil when the file has no `payments`.
  package let payments: PaymentRules?

  /// The entry in force on a day; before the first entry's day, the first entry.
  package func issuer(on day: CalendarDate) -> Issuer? {
    issuers.last { $0.provenance.effectiveFrom <= day } ?? issuers.first
  }

  /// The terms in force for a kind of guarantee on the day of the guarantee contract; before their first day, the first
  /// ones.
  package func terms(of kind: GuaranteeKind, on day: CalendarDate) -> Terms? {
    let ofKind = terms.filter { $0.kind == kind }
    return ofKind.last { $0.provenance.effectiveFrom <= day } ?? ofKind.first
  }
}

extension RulesReader {
  /// Reads Rules/issuer.json; nil with diagnostics when anything in it is wrong.
  mutating func readIssuerRules() -> IssuerRules? {
    guard let root = readRoot(["specimen", "issuers", "number", "key", "terms", "checks", "payments"]) else {
      return nil
    }
    let specimen = readFlag(root, "specimen")
    if root["specimen"] == nil { reportMissing("specimen", of: root) }
    let issuers = readArray(root, "issuers").map { readIssuer($0) }
    if root["issuers"]?.array?.isEmpty == true {
      reportWrongValue(root, LocalizedText("保証人が一つもありません。", "There is no issuer."))
    }
    let number = readNumberPattern(root)
    let key = readKeyPattern(root)
    let terms = readArray(root, "terms").map { readTerms($0) }
    for kind in GuaranteeKind.allCases where !terms.contains(where: { $0?.kind == kind }) {
      reportWrongValue(root, LocalizedText("\(kind.rawValue)の約款がありません。", "There are no terms for \(kind.rawValue)."))
    }
    let checks = root["checks"].flatMap { readRecordChecks($0) }
    let payments = root["payments"].flatMap { readPaymentRules($0) }
    guard diagnostics.isEmpty, let specimen, let number, let key else { return nil }
    return IssuerRules(
      specimen: specimen,
      issuers: issuers.compactMap(\.self).sorted { $0.provenance.effectiveFrom < $1.provenance.effectiveFrom },
      number: number.0, numberProvenance: number.1, key: key.0, keyProvenance: key.1,
      terms: terms.compactMap(\.self).sorted { $0.provenance.effectiveFrom < $1.provenance.effectiveFrom },
      checks: checks, payments: payments)
  }

  private mutating func readIssuer(_ node: JSONNode) -> Issuer? {
    let texts = [
      "name", "address", "representativeTitle", "representative", "keyDesk", "premiumDesk", "telephone", "hours",
      "account",
    ]
    guard checkMembers(node, Self.provenanceKeys + texts + ["email", "viewer", "seal", "houseMark"]) else { return nil }
    let provenance = readProvenance(node)
    let values = texts.map { readText(node, $0) }
    let viewer = readObject(node, "viewer", ["name", "address"])
    let viewerName = viewer.flatMap { readText($0, "name") }
    let viewerAddress = viewer.flatMap { readText($0, "address") }
    if let telephone = node["telephone"], let text = telephone.string, !text.isEmpty,
      WrittenForm.telephone.normalized(text) == nil
    {
      reportWrongValue(
        telephone, LocalizedText("097-000-0000 の形の電話番号でなければなりません。", "A telephone number like 097-000-0000 is wanted."))
    }
    let email = node["email"] == nil ? nil : readText(node, "email")
    if let node = node["email"], let email, WrittenForm.mail.normalized(email) != email {
      reportWrongValue(
        node, LocalizedText("電子メールのアドレスでなければなりません。", "A mail address like denshi@ishizue.example is wanted."))
    }
    let seal = readFlag(node, "seal") ?? true
    let houseMark = readFlag(node, "houseMark") ?? true
    let found = values.compactMap(\.self)
    guard let provenance, let viewerName, let viewerAddress, found.count == texts.count else { return nil }
    return Issuer(
      provenance: provenance, name: found[0], address: found[1], representativeTitle: found[2],
      representative: found[3], keyDesk: found[4], premiumDesk: found[5], telephone: found[6], email: email,
      hours: found[7],
      account: found[8], viewerName: viewerName, viewerAddress: viewerAddress, seal: seal, houseMark: houseMark)
  }

  private mutating func readTerms(_ node: JSONNode) -> Terms? {
    guard checkMembers(node, Self.provenanceKeys + ["kind", "text"]) else { return nil }
    let provenance = readProvenance(node)
    let kind = readChoice(node, "kind", GuaranteeKind.self)
    let text = readText(node, "text")
    guard let provenance, let kind, let text else { return nil }
    return Terms(provenance: provenance, kind: kind, text: text)
  }
}
