import Diagnostics
import Fields
import StrictJSON

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

  private mutating func numberPattern(_ root: JSONNode) -> (NumberPattern, Provenance)? {
    guard let node = object(root, "number", Self.provenanceKeys + ["sample", "parts"]) else { return nil }
    let provenance = provenance(node)
    let sample = text(node, "sample")
    let parts = elements(node, "parts").map { part($0) }
    guard let provenance, let sample, !parts.isEmpty, !parts.contains(nil) else { return nil }
    let pattern = NumberPattern(parts: parts.compactMap(\.self), sample: sample)
    if !pattern.matches(sample) {
      wrong(node["sample"] ?? node, LocalizedText("見本の番号が形に合っていません。", "The sample number is not of the form."))
    }
    return (pattern, provenance)
  }

  private mutating func part(_ node: JSONNode) -> NumberPattern.Part? {
    if node["literal"] != nil {
      guard members(node, ["literal"]) else { return nil }
      return text(node, "literal").map(NumberPattern.Part.literal)
    }
    guard members(node, ["name", "kind", "length"]) else { return nil }
    let name = text(node, "name")
    let kind = word(node, "kind", NumberPattern.Kind.self)
    let length = integer(node, "length", in: 1...20)
    guard let name, let kind, let length else { return nil }
    if name == NumberPattern.changeCount, kind != .digits {
      wrong(node, LocalizedText("変更回数は digits でなければなりません。", "The change count must be digits."))
    }
    return .run(name: name, kind: kind, length: length)
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
