package import Diagnostics
package import Fields
import StrictJSON

/// A row of the table of days: that a day of the record is not earlier, or not later, than another one.
///
/// In issuer.json: `{"field": "work.to", "latest": "work.from", "years": 10, "severity": "error", …}` says that 工期至 is
/// not later than the last day of the ten years that begin with 工期自.
package struct DayRule: Sendable, Hashable {
  /// The day with which the field is compared.
  package enum Reference: Sendable, Hashable {
    /// A day of the record, by its path.
    case field(String)
    /// 発行日.
    case issue
    case day(CalendarDate)
  }

  package enum Side: String, Sendable, Hashable, CaseIterable {
    case earliest
    case latest
  }

  package let provenance: Provenance?
  /// The path of a day of the record, or `issuedOn`.
  package let field: String
  package let side: Side
  package let reference: Reference
  /// By how much the field may be beyond the reference: `days` after or before it, or the `years` that begin or end with
  /// it, both ends counted. At most one of them is not 0.
  package let days: Int
  package let years: Int
  /// The kinds of guarantee to which the row applies.
  package let kinds: Set<GuaranteeKind>
  /// Whether it applies to unchanged guarantees only.
  package let isForOriginals: Bool
  /// Whether it spares a guarantee that its own amendment ends earlier.
  package let exceptsEnded: Bool
  package let severity: Severity
  /// What to do when no likely day is found; nil for the usual advice.
  package let advice: LocalizedText?

  /// A row that holds in every house, whatever its rules file says.
  package init(_ field: String, _ side: Side, _ other: String) {
    (provenance, self.field, self.side, reference) = (nil, field, side, .field(other))
    (days, years, kinds, isForOriginals, exceptsEnded) = (0, 0, Set(GuaranteeKind.allCases), false, false)
    (severity, advice) = (.error, nil)
  }

  fileprivate init(
    _ provenance: Provenance, _ field: String, _ side: Side, _ reference: Reference, days: Int, years: Int,
    kinds: Set<GuaranteeKind>, isForOriginals: Bool, exceptsEnded: Bool, severity: Severity,
    advice: LocalizedText?
  ) {
    (self.provenance, self.field, self.side, self.reference) = (provenance, field, side, reference)
    (self.days, self.years, self.kinds, self.isForOriginals) = (days, years, kinds, isForOriginals)
    self.exceptsEnded = exceptsEnded
    (self.severity, self.advice) = (severity, advice)
  }

  /// How rules files call 発行日, which is no field of the record.
  package static let issueDay = "issuedOn"

  /// The bound that the row sets by a day of the reference.
  package func bound(by day: CalendarDate) -> CalendarDate? {
    let sign = side == .latest ? 1 : -1
    if years == 0 { return CalendarDate(dayNumber: day.dayNumber + Int64(sign * days)) }
    // The period ends on the day before the one that answers to its first day; a 29 February that the year does not have
    // is answered by 1 March (民法第143条).
    let answering =
      CalendarDate(year: day.year + sign * years, month: day.month, day: day.day)
      ?? CalendarDate(year: day.year + sign * years, month: 3, day: 1)
    return answering.flatMap { CalendarDate(dayNumber: $0.dayNumber - Int64(sign)) }
  }

  package func isBroken(by day: CalendarDate, bound: CalendarDate) -> Bool {
    side == .latest ? day > bound : day < bound
  }
}

extension RulesReader {
  /// Reads `days` of `checks`.
  mutating func readDayRules(_ checks: JSONNode) -> [DayRule] {
    readArray(checks, "days").compactMap { readDayRule($0) }
  }

  private mutating func readDayRule(_ node: JSONNode) -> DayRule? {
    let sides = DayRule.Side.allCases.map(\.rawValue)
    let keys = ["field", "days", "years", "kinds", "originals", "exceptEnded", "severity", "advice"] + sides
    guard checkMembers(node, Self.provenanceKeys + keys) else { return nil }
    let provenance = readProvenance(node)
    let severity = readSeverity(node)
    let advice = readAdvice(node)
    let isForOriginals = readFlag(node, "originals") ?? false
    let exceptsEnded = readFlag(node, "exceptEnded") ?? false
    let field = readDayPath(node, "field")
    let present = DayRule.Side.allCases.filter { node[$0.rawValue] != nil }
    guard present.count == 1, let side = present.first else {
      reportWrongValue(
        node, LocalizedText("earliest と latest のうち一つだけを書いてください。", "Give either earliest or latest."))
      return nil
    }
    let reference = readReference(node, side.rawValue)
    let days = readOptionalInteger(node, "days", in: 1...10_000)
    let years = readOptionalInteger(node, "years", in: 1...100)
    if let second = node["years"], days != nil {
      reportWrongValue(second, LocalizedText("days と years は一つだけです。", "Give days or years, not both."))
    }
    let kinds = node["kinds"] == nil ? nil : readArray(node, "kinds").compactMap { readKind($0) }
    guard let provenance, let severity, let field, let reference else { return nil }
    return DayRule(
      provenance, field, side, reference, days: days ?? 0, years: years ?? 0,
      kinds: Set(kinds ?? GuaranteeKind.allCases), isForOriginals: isForOriginals,
      exceptsEnded: exceptsEnded, severity: severity, advice: advice)
  }

  /// `"advice": {"ja": "…", "en": "…"}`; nil without a diagnostic when there is none.
  private mutating func readAdvice(_ node: JSONNode) -> LocalizedText? {
    guard let advice = node["advice"], checkMembers(advice, ["ja", "en"]) else { return nil }
    guard let japanese = readText(advice, "ja"), let english = readText(advice, "en") else { return nil }
    return LocalizedText(japanese, english)
  }

  mutating func readKind(_ node: JSONNode) -> GuaranteeKind? {
    if let kind = node.string.flatMap(GuaranteeKind.init(rawValue:)) { return kind }
    let words = GuaranteeKind.allCases.map(\.rawValue).joined(separator: ", ")
    reportWrongValue(node, LocalizedText("次のいずれかでなければなりません: \(words)", "One of these is wanted here: \(words)"))
    return nil
  }

  /// The path of a day of the record, or `issuedOn`.
  private mutating func readDayPath(_ node: JSONNode, _ key: String) -> String? {
    guard let text = readText(node, key) else { return nil }
    if text == DayRule.issueDay || Catalogue.field(at: text)?.type == .date { return text }
    if let value = node[key] {
      let paths = Catalogue.fields.filter { $0.type == .date }.map(\.path) + [DayRule.issueDay]
      let nearest = Nearest.name(to: text, among: paths)
      reportWrongValue(
        value,
        LocalizedText(
          "日付の項目のパスか issuedOn でなければなりません\(nearest.map { "（\($0) ？）" } ?? "")。",
          "The path of a day or issuedOn is wanted here\(nearest.map { " (\($0)?)" } ?? "")."))
    }
    return nil
  }

  private mutating func readReference(_ node: JSONNode, _ key: String) -> DayRule.Reference? {
    if let day = node[key]?.string.flatMap(CalendarDate.init(iso:)) { return .day(day) }
    return readDayPath(node, key).map { $0 == DayRule.issueDay ? .issue : .field($0) }
  }
}
