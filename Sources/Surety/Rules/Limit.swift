package import Diagnostics
package import Fields
import StrictJSON

/// A bound that a record's amounts must keep: 前払金は請負代金額の4割以内. Exact fractions throughout.
package struct Limit: Sendable, Hashable {
  /// What is measured.
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
    /// 請負代金額 from which an advance payment is made at all.
    case advancePrice = "advance.price"
    case interimPrice = "interim.price"
    /// Days of 工期, both ends counted.
    case interimDays = "interim.days"
    /// Part of 工期 that has passed on 保証契約日: on the 130th of 258 days, 129/258 (domain.md D-2, R11).
    case interimElapsed = "interim.elapsed"
    /// 前払金額, of which a round sum is wanted.
    case advanceRounding = "advance.rounding"
    case interimRounding = "interim.rounding"
  }

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
  /// The bound as the rules file writes it: `4/10`, not 2/5.
  package let written: String
  /// 工事 or 業務; nil for both.
  package let category: String?
  /// Whether it is for low bids (true), for others (false), or for both (nil).
  package let lowBid: Bool?
  /// As the orderer's data says; an assumed limit only warns whatever this says.
  package let severity: Severity

  /// How narrowly it is meant: the narrowest limit that fits a record is the one applied.
  var narrowness: Int { (category == nil ? 0 : 1) + (lowBid == nil ? 0 : 2) }
}

extension Limit.Measure {
  /// The kind of guarantee that is measured.
  var kind: GuaranteeKind {
    switch self {
    case .advanceShare, .advanceAmount, .advancePrice, .advanceRounding: .advance
    case .interimShare, .totalShare, .interimAmount, .interimPrice, .interimDays, .interimElapsed, .interimRounding:
      .interim
    case .performanceShare: .performance
    }
  }

  /// The field whose value is at fault when the limit does not hold.
  var path: String {
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
  var isFraction: Bool { isShare || self == .interimElapsed }

  /// Whether the quantity is a share of the price.
  var isShare: Bool {
    switch self {
    case .advanceShare, .interimShare, .totalShare, .performanceShare: true
    default: false
    }
  }
}

extension Limit.Comparison {
  /// Exact: shares are compared as fractions, never as decimals.
  func holds(_ quantity: Ratio, _ bound: Ratio) -> Bool {
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
  /// An element of `standard` or of an orderer's `limits`.
  mutating func limit(_ node: JSONNode) -> Limit? {
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
}
