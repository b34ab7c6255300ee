package import Diagnostics
import StrictJSON

/// A rule about the days of a record: which days may not be so, and how severe it is when they are.
package struct DayRule: Sendable, Hashable {
  /// Raw values are the words of issuer.json.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// 保証契約日 after the day of issue.
    case concludedAfterIssue
    /// 保証契約日 after the end of 工期.
    case concludedAfterWork
    /// 保証契約日 more than so many days after 請負契約日.
    case concludedLate
    /// The day of issue after 保証期限, or after the end of 保証期間.
    case issuedAfterEnd
    /// 工期 of more than so many years.
    case longWork
    /// The day of issue before the rule's own day, `from`, on which electronic certificates began.
    case issuedEarly

    /// The member of the rule that has its figure; nil when it has none.
    var limitName: String? {
      switch self {
      case .concludedLate: "days"
      case .longWork: "years"
      case .concludedAfterIssue, .concludedAfterWork, .issuedAfterEnd, .issuedEarly: nil
      }
    }
  }

  package let provenance: Provenance
  package let kind: Kind
  /// Days or years, as the kind says; 0 for a kind without a figure.
  package let limit: Int
  package let severity: Severity
}

extension RulesReader {
  /// Reads `days` of `checks`: at most one rule of each kind.
  mutating func readDayRules(_ checks: JSONNode) -> [DayRule] {
    var rules: [DayRule] = []
    for node in readArray(checks, "days") {
      guard let rule = readDayRule(node) else { continue }
      if rules.contains(where: { $0.kind == rule.kind }) {
        reportWrongValue(
          node, LocalizedText("\(rule.kind.rawValue)が二つあります。", "There are two rules \(rule.kind.rawValue)."))
      }
      rules.append(rule)
    }
    return rules
  }

  private mutating func readDayRule(_ node: JSONNode) -> DayRule? {
    guard checkMembers(node, Self.provenanceKeys + ["rule", "severity", "days", "years"]) else { return nil }
    let provenance = readProvenance(node)
    let kind = readChoice(node, "rule", DayRule.Kind.self)
    let severity = readSeverity(node)
    guard let provenance, let kind, let severity else { return nil }
    for name in ["days", "years"] where name != kind.limitName {
      if let unused = node[name] {
        reportWrongValue(
          unused, LocalizedText("\(kind.rawValue) に \(name) はありません。", "\(kind.rawValue) has no \(name)."))
      }
    }
    let limit = kind.limitName.map { readInteger(node, $0, in: 1...1000) } ?? 0
    return limit.map { DayRule(provenance: provenance, kind: kind, limit: $0, severity: severity) }
  }
}
