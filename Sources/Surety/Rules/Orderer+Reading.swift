import Diagnostics
import Fields
import StrictJSON

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

  private mutating func limit(_ node: JSONNode) -> Limit? {
    let comparisons = Limit.Comparison.allCases.map(\.rawValue)
    guard members(node, Self.provenanceKeys + comparisons + ["measure", "category", "lowBid", "severity"]) else {
      return nil
    }
    let provenance = provenance(node)
    let measure = word(node, "measure", Limit.Measure.self)
    let severity = self.severity(node)
    let lowBid = flag(node, "lowBid")
    let category = optionalText(node, "category")
    if let category, !["工事", "業務"].contains(category) {
      wrong(node["category"] ?? node, LocalizedText("工事か業務でなければなりません。", "工事 or 業務 is wanted here."))
    }
    let present = Limit.Comparison.allCases.filter { node[$0.rawValue] != nil }
    guard present.count == 1, let comparison = present.first else {
      wrong(
        node,
        LocalizedText(
          "\(comparisons.joined(separator: ", ")) のうち一つだけを書いてください。",
          "Give exactly one of \(comparisons.joined(separator: ", "))."))
      return nil
    }
    let bound = self.bound(node, comparison.rawValue, of: measure)
    guard let provenance, let measure, let severity, let bound else { return nil }
    return Limit(
      provenance: provenance, measure: measure, comparison: comparison, bound: bound,
      written: node[comparison.rawValue]?.string ?? Grouping.grouped(bound.numerator), category: category,
      lowBid: lowBid,
      severity: severity
    )
  }

  /// A fraction up to 1 such as `"4/10"` for shares, whole yen or days for everything else.
  private mutating func bound(_ node: JSONNode, _ key: String, of measure: Limit.Measure?) -> Ratio? {
    guard let value = node[key], let measure else { return nil }
    if measure.isFraction {
      let parts = value.string?.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) } ?? []
      if parts.count == 2, let numerator = parts[0], let denominator = parts[1], 1...1000 ~= denominator,
        1...denominator ~= numerator
      {
        return Ratio(numerator, denominator)
      }
      wrong(value, LocalizedText("\"4/10\" の形の1以下の分数でなければなりません。", "A fraction up to 1 like \"4/10\" is wanted here."))
      return nil
    }
    if let whole = value.integer, 1...Int(AmountReader.limit) ~= whole { return Ratio(Int64(whole)) }
    wrong(value, LocalizedText("正の整数でなければなりません。", "A positive whole number is wanted here."))
    return nil
  }

  private mutating func severity(_ node: JSONNode) -> Severity? {
    guard let text = text(node, "severity") else { return nil }
    if let severity = Severity(rawValue: text), severity != .note { return severity }
    if let value = node["severity"] {
      wrong(value, LocalizedText("error か warning でなければなりません。", "error or warning is wanted here."))
    }
    return nil
  }
}
