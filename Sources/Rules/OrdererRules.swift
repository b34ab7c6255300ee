package import Diagnostics
package import Fields
import StrictJSON

/// 発注者: what a public body demands of an electronic certificate. Each of its rules has its own effective day and
/// source.
package struct Orderer: Sendable, Hashable {
  /// The day in the record that decides whether the orderer takes the contract's certificate in electronic form.
  package enum Trigger: String, Sendable, Hashable, CaseIterable {
    case originalContract = "当初契約日"
    case contract = "請負契約日"
    /// The day on which the tender was announced, or the bidders were nominated (指名・通知).
    case announcement = "公告日"
    /// The day of the guarantee contract: the orderer takes every certificate issued from its start day on, whatever
    /// the day of the works contract.
    case guarantee = "保証契約日"
  }

  /// 取扱開始: from which day the orderer takes electronic certificates (`provenance.effectiveFrom`), and which day of the
  /// record must not be earlier.
  package struct Start: Sendable, Hashable {
    package let provenance: Provenance
    package let trigger: Trigger
    package let severity: Severity
  }

  /// How the contractor hands the papers in, as the papers tell him.
  package struct Submission: Sendable, Hashable {
    package let provenance: Provenance
    /// One sentence: 契約書等と併せて持参してください。
    package let text: String?
    /// The department to ask in special cases.
    package let specialDesk: String?
  }

  /// Of which categories of contract the orderer takes electronic certificates: 工事 (works), 業務 (consulting), or both.
  package struct Categories: Sendable, Hashable {
    package let provenance: Provenance
    package let allowed: [String]
    package let severity: Severity
  }

  /// The earliest edition of the contract clauses (約款版) that the original contract must have.
  package struct Clauses: Sendable, Hashable {
    package let provenance: Provenance
    package let edition: CalendarDate
    package let severity: Severity
  }

  package let location: SourceLocation
  package let name: String
  /// To whom papers are addressed, without honorific: 臼杵市長.
  package let addressee: String
  package let start: Start
  package let submission: Submission?
  package let categories: Categories?
  package let clauses: Clauses?
  /// Its own limits. For a measure of which it has none, the standard clauses' limit holds.
  package let limits: [Limit]
}

/// Rules/orderers.json: the known orderers, the limits of the standard clauses, and what an unknown orderer means.
package struct OrdererRules: Sendable {
  /// How severe it is that a record's orderer is not in the list.
  package let unknown: (provenance: Provenance, severity: Severity)
  /// The standard clauses' limits.
  package let standard: [Limit]
  package let orderers: [Orderer]
  private let byName: [[UInt8]: Int]
  /// The orderers' names, prepared for the search for confusable names.
  package let knownNames: KnownNames

  init(unknown: (Provenance, Severity), standard: [Limit], orderers: [Orderer]) {
    self.unknown = unknown
    self.standard = standard
    self.orderers = orderers
    knownNames = KnownNames(orderers.map(\.name))
    byName = Dictionary(
      orderers.enumerated().map { (Array($0.element.name.utf8), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The orderer of exactly this name, compared byte for byte.
  package func orderer(named name: String) -> Orderer? {
    byName[Array(name.utf8)].map { orderers[$0] }
  }
}

extension RulesReader {
  /// Reads Rules/orderers.json; nil with diagnostics when anything in it is wrong.
  mutating func readOrdererRules() -> OrdererRules? {
    guard let root = readRoot(["unknown", "standard", "orderers"]) else { return nil }
    let unknown = readObject(root, "unknown", Self.provenanceKeys + ["severity"]).flatMap {
      node -> (Provenance, Severity)? in
      let provenance = readProvenance(node)
      let severity = readSeverity(node)
      return provenance.flatMap { provenance in severity.map { (provenance, $0) } }
    }
    let standard = readArray(root, "standard").map { readLimit($0) }
    let orderers = readArray(root, "orderers").map { readOrderer($0) }.compactMap(\.self)
    for (index, orderer) in orderers.enumerated()
    where orderers[..<index].contains(where: { $0.name.utf8.elementsEqual(orderer.name.utf8) }) {
      report(
        "rules.orderer.twice", at: orderer.location.byte ?? 0,
        LocalizedText(
          "発注者\(Echo.quoted(orderer.name))が二度書かれています。", "The orderer \(Echo.quoted(orderer.name)) stands twice."))
    }
    guard diagnostics.isEmpty, let unknown else { return nil }
    return OrdererRules(unknown: unknown, standard: standard.compactMap(\.self), orderers: orderers)
  }

  private mutating func readOrderer(_ node: JSONNode) -> Orderer? {
    guard checkMembers(node, ["name", "addressee", "start", "submission", "categories", "clauses", "limits"]) else {
      return nil
    }
    let name = readText(node, "name")
    let addressee = readText(node, "addressee")
    let start = readObject(node, "start", Self.provenanceKeys + ["trigger", "severity"]).flatMap { readStart($0) }
    let submission = node["submission"].flatMap { readSubmission($0) }
    let categories = node["categories"].flatMap { readCategories($0) }
    let clauses = node["clauses"].flatMap { readClauses($0) }
    let limits = node["limits"] == nil ? [] : readArray(node, "limits").map { readLimit($0) }
    guard let name, let addressee, let start else { return nil }
    return Orderer(
      location: location(node.byte), name: name, addressee: addressee, start: start, submission: submission,
      categories: categories, clauses: clauses, limits: limits.compactMap(\.self))
  }

  private mutating func readStart(_ node: JSONNode) -> Orderer.Start? {
    let provenance = readProvenance(node)
    let trigger = readChoice(node, "trigger", Orderer.Trigger.self)
    let severity = readSeverity(node)
    guard let provenance, let trigger, let severity else { return nil }
    return Orderer.Start(provenance: provenance, trigger: trigger, severity: severity)
  }

  private mutating func readSubmission(_ node: JSONNode) -> Orderer.Submission? {
    guard checkMembers(node, Self.provenanceKeys + ["text", "specialDesk"]) else { return nil }
    let provenance = readProvenance(node)
    let text = readOptionalText(node, "text")
    let desk = readOptionalText(node, "specialDesk")
    return provenance.map { Orderer.Submission(provenance: $0, text: text, specialDesk: desk) }
  }

  private mutating func readCategories(_ node: JSONNode) -> Orderer.Categories? {
    guard checkMembers(node, Self.provenanceKeys + ["allowed", "severity"]) else { return nil }
    let provenance = readProvenance(node)
    let severity = readSeverity(node)
    let allowed = readArray(node, "allowed").map { element -> String? in
      if let word = element.string, ["工事", "業務"].contains(word) { return word }
      reportWrongValue(element, LocalizedText("工事か業務でなければなりません。", "工事 or 業務 is wanted here."))
      return nil
    }
    guard let provenance, let severity else { return nil }
    return Orderer.Categories(provenance: provenance, allowed: allowed.compactMap(\.self), severity: severity)
  }

  private mutating func readClauses(_ node: JSONNode) -> Orderer.Clauses? {
    guard checkMembers(node, Self.provenanceKeys + ["edition", "severity"]) else { return nil }
    let provenance = readProvenance(node)
    let edition = readDate(node, "edition")
    let severity = readSeverity(node)
    guard let provenance, let edition, let severity else { return nil }
    return Orderer.Clauses(provenance: provenance, edition: edition, severity: severity)
  }

  /// Reads `severity`, `error` or `warning`: whether a record that breaks the rule is refused.
  mutating func readSeverity(_ node: JSONNode, _ key: String = "severity") -> Severity? {
    guard let text = readText(node, key) else { return nil }
    if let severity = Severity(rawValue: text), severity != .note { return severity }
    if let value = node[key] {
      reportWrongValue(value, LocalizedText("error か warning でなければなりません。", "error or warning is wanted here."))
    }
    return nil
  }
}
