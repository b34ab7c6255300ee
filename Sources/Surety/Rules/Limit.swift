package import Diagnostics
package import Fields

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
