package import Diagnostics
package import Fields
import StrictJSON

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

extension RulesReader {
  /// `Rules/orderers.json`; nil with diagnostics when anything in it is wrong.
  mutating func ordererRules() -> OrdererRules? {
    guard let root = root(["unknown", "standard", "orderers"]) else { return nil }
    let unknown = object(root, "unknown", Self.provenanceKeys + ["severity"]).flatMap {
      node -> (Provenance, Severity)? in
      let provenance = provenance(node)
      let severity = self.severity(node)
      return provenance.flatMap { provenance in severity.map { (provenance, $0) } }
    }
    let standard = elements(root, "standard").map { limit($0) }
    let orderers = elements(root, "orderers").map { orderer($0) }.compactMap(\.self)
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

  private mutating func orderer(_ node: JSONNode) -> Orderer? {
    guard members(node, ["name", "addressee", "start", "submission", "categories", "clauses", "limits"]) else {
      return nil
    }
    let name = text(node, "name")
    let addressee = text(node, "addressee")
    let start = object(node, "start", Self.provenanceKeys + ["trigger", "severity"]).flatMap { self.start($0) }
    let submission = node["submission"].flatMap { self.submission($0) }
    let categories = node["categories"].flatMap { self.categories($0) }
    let clauses = node["clauses"].flatMap { self.clauses($0) }
    let limits = node["limits"] == nil ? [] : elements(node, "limits").map { limit($0) }
    guard let name, let addressee, let start else { return nil }
    return Orderer(
      location: location(node.byte), name: name, addressee: addressee, start: start, submission: submission,
      categories: categories,
      clauses: clauses, limits: limits.compactMap(\.self))
  }

  private mutating func start(_ node: JSONNode) -> Orderer.Start? {
    let provenance = provenance(node)
    let trigger = word(node, "trigger", Orderer.Trigger.self)
    let severity = self.severity(node)
    guard let provenance, let trigger, let severity else { return nil }
    return Orderer.Start(provenance: provenance, trigger: trigger, severity: severity)
  }

  private mutating func submission(_ node: JSONNode) -> Orderer.Submission? {
    guard members(node, Self.provenanceKeys + ["text", "specialDesk"]) else { return nil }
    let provenance = provenance(node)
    let text = optionalText(node, "text")
    let desk = optionalText(node, "specialDesk")
    return provenance.map { Orderer.Submission(provenance: $0, text: text, specialDesk: desk) }
  }

  private mutating func categories(_ node: JSONNode) -> Orderer.Categories? {
    guard members(node, Self.provenanceKeys + ["allowed", "severity"]) else { return nil }
    let provenance = provenance(node)
    let severity = self.severity(node)
    let allowed = elements(node, "allowed").map { element -> String? in
      if let word = element.string, ["工事", "業務"].contains(word) { return word }
      wrong(element, LocalizedText("工事か業務でなければなりません。", "工事 or 業務 is wanted here."))
      return nil
    }
    guard let provenance, let severity else { return nil }
    return Orderer.Categories(provenance: provenance, allowed: allowed.compactMap(\.self), severity: severity)
  }

  private mutating func clauses(_ node: JSONNode) -> Orderer.Clauses? {
    guard members(node, Self.provenanceKeys + ["edition", "severity"]) else { return nil }
    let provenance = provenance(node)
    let edition = date(node, "edition")
    let severity = self.severity(node)
    guard let provenance, let edition, let severity else { return nil }
    return Orderer.Clauses(provenance: provenance, edition: edition, severity: severity)
  }

  /// `error` or `warning`: what a broken rule is to be.
  mutating func severity(_ node: JSONNode) -> Severity? {
    guard let text = text(node, "severity") else { return nil }
    if let severity = Severity(rawValue: text), severity != .note { return severity }
    if let value = node["severity"] {
      wrong(value, LocalizedText("error か warning でなければなりません。", "error or warning is wanted here."))
    }
    return nil
  }
}
