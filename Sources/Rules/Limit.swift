package import Diagnostics
package import Fields
import StrictJSON

/// A limit that the amounts and days of a record must keep, such as 前払金は請負代金額の4割以内: the advance is at most 4/10 of the
/// price.
///
/// In orderers.json: `{"measure": "advance.share", "atMost": "4/10", "severity": "error", "from": …, "source": …}`.
/// Quantities and bounds are compared as exact fractions.
package struct Limit: Sendable, Hashable {
  /// The quantity of the record that is measured. Raw values are those of orderers.json and the end of the diagnostic's
  /// code: `limit.advance.share`.
  package enum Measure: String, Sendable, Hashable, CaseIterable {
    /// 前払金額 ÷ 請負代金額, of a 前払金保証.
    case advanceShare = "advance.share"
    /// 中間前払金額 ÷ 請負代金額, of a 中間前払金保証.
    case interimShare = "interim.share"
    /// (既前払金額 + 中間前払金額) ÷ 請負代金額.
    case totalShare = "total.share"
    /// 保証金額 ÷ 請負代金額, of a 契約保証.
    case performanceShare = "performance.share"
    case advanceAmount = "advance.amount"
    case interimAmount = "interim.amount"
    /// 請負代金額: from which price on an advance payment is made at all.
    case advancePrice = "advance.price"
    case interimPrice = "interim.price"
    /// The days of 工期, both ends counted.
    case interimDays = "interim.days"
    /// The part of 工期 that has passed before 保証契約日: 129/258 on the 130th of 258 days (source R11 of domain.md).
    case interimElapsed = "interim.elapsed"
    /// 前払金額, which must be a multiple of a round sum.
    case advanceRounding = "advance.rounding"
    case interimRounding = "interim.rounding"
  }

  /// How the measured quantity must compare with the bound. Raw values are the keys of orderers.json.
  package enum Comparison: String, Sendable, Hashable, CaseIterable {
    case atMost
    case atLeast
    case over
    case multipleOf
  }

  package let provenance: Provenance
  package let measure: Measure
  package let comparison: Comparison
  package let bound: Ratio
  /// The bound as the rules file writes it, for messages: `4/10`, which `bound` reduces to 2/5.
  package let written: String
  /// The category of contracts to which the limit applies, 工事 or 業務; nil for both.
  package let category: String?
  /// 低入札: whether the limit applies to contracts won by a low bid (true), to all others (false), or to both (nil).
  package let lowBid: Bool?
  /// As the rules file states it; an assumed limit only warns, whatever this is (`Provenance.severity`).
  package let severity: Severity

  /// How many conditions the limit has. Of the limits that apply to a record the most specific one decides; a condition
  /// on low bids outweighs one on the category.
  package var specificity: Int { (category == nil ? 0 : 1) + (lowBid == nil ? 0 : 2) }
}

extension Limit.Measure {
  /// The kind of guarantee to whose records the measure applies.
  package var kind: GuaranteeKind {
    switch self {
    case .advanceShare, .advanceAmount, .advancePrice, .advanceRounding: .advance
    case .interimShare, .totalShare, .interimAmount, .interimPrice, .interimDays, .interimElapsed, .interimRounding:
      .interim
    case .performanceShare: .performance
    }
  }

  /// The field that a diagnostic points at when the limit is broken.
  package var path: String {
    switch self {
    case .advanceShare, .interimShare, .totalShare, .advanceAmount, .interimAmount, .advanceRounding, .interimRounding:
      "advance.amount"
    case .performanceShare: "guarantee.amount"
    case .advancePrice, .interimPrice: "work.price"
    case .interimDays: "work.to"
    case .interimElapsed: "concludedOn"
    }
  }

  /// Whether the quantity is a fraction, not a count of yen or days.
  package var isFraction: Bool { isShare || self == .interimElapsed }

  /// Whether the quantity is a share of the price.
  package var isShare: Bool {
    switch self {
    case .advanceShare, .interimShare, .totalShare, .performanceShare: true
    default: false
    }
  }
}

extension Limit.Comparison {
  /// Whether a quantity keeps the bound.
  package func holds(_ quantity: Ratio, _ bound: Ratio) -> Bool {
    switch self {
    case .atMost: quantity <= bound
    case .atLeast: quantity >= bound
    case .over: quantity > bound
    case .multipleOf:
      quantity.denominator == 1 && bound.denominator == 1 && quantity.numerator.isMultiple(of: bound.numerator)
    }
  }
}

extension RulesReader {
  /// Reads an element of `standard` or of an orderer's `limits`.
  mutating func readLimit(_ node: JSONNode) -> Limit? {
    let comparisons = Limit.Comparison.allCases.map(\.rawValue)
    guard checkMembers(node, Self.provenanceKeys + comparisons + ["measure", "category", "lowBid", "severity"]) else {
      return nil
    }
    let provenance = readProvenance(node)
    let measure = readChoice(node, "measure", Limit.Measure.self)
    let severity = readSeverity(node)
    let lowBid = readFlag(node, "lowBid")
    let category = readOptionalText(node, "category")
    if let category, !["工事", "業務"].contains(category) {
      reportWrongValue(node["category"] ?? node, LocalizedText("工事か業務でなければなりません。", "工事 or 業務 is wanted here."))
    }
    let present = Limit.Comparison.allCases.filter { node[$0.rawValue] != nil }
    guard present.count == 1, let comparison = present.first else {
      reportWrongValue(
        node,
        LocalizedText(
          "\(comparisons.joined(separator: ", ")) のうち一つだけを書いてください。",
          "Give exactly one of \(comparisons.joined(separator: ", "))."))
      return nil
    }
    let bound = readBound(node, comparison.rawValue, of: measure)
    guard let provenance, let measure, let severity, let bound else { return nil }
    return Limit(
      provenance: provenance, measure: measure, comparison: comparison, bound: bound,
      written: node[comparison.rawValue]?.string ?? DigitGrouping.grouped(bound.numerator), category: category,
      lowBid: lowBid, severity: severity
    )
  }

  /// Reads the bound: a fraction up to 1 such as `"4/10"` for a share, a whole number of yen or days for everything
  /// else.
  private mutating func readBound(_ node: JSONNode, _ key: String, of measure: Limit.Measure?) -> Ratio? {
    guard let value = node[key], let measure else { return nil }
    if measure.isFraction {
      let parts = value.string?.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) } ?? []
      if parts.count == 2, let numerator = parts[0], let denominator = parts[1], 1...1000 ~= denominator,
        1...denominator ~= numerator
      {
        return Ratio(numerator, denominator)
      }
      reportWrongValue(
        value, LocalizedText("\"4/10\" の形の1以下の分数でなければなりません。", "A fraction up to 1 like \"4/10\" is wanted here."))
      return nil
    }
    if let whole = value.integer, 1...Int(AmountReader.limit) ~= whole { return Ratio(Int64(whole)) }
    reportWrongValue(value, LocalizedText("正の整数でなければなりません。", "A positive whole number is wanted here."))
    return nil
  }
}
