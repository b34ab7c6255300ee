/// 保証の種類: the three guarantees whose certificate can be electronic (domain.md 0.3).
package enum GuaranteeKind: String, Sendable, Hashable, CaseIterable {
  /// 前払金保証, advance-payment guarantee.
  case advance = "前払金保証"
  /// 中間前払金保証, interim advance-payment guarantee.
  case interim = "中間前払金保証"
  /// 契約保証, performance guarantee.
  case performance = "契約保証"
}
