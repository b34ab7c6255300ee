/// 合計: how many records an input must have, and what their 保証金額 must sum up to, as its sender says.
///
/// A file that was cut, doubled or mixed up in transport can still be read; only what its sender counted shows that
/// something is missing.
package struct ControlTotals: Sendable, Hashable {
  /// Nil when the sender does not say.
  package var records: Int?
  /// In yen; nil when the sender does not say.
  package var amount: Int64?

  package init(records: Int? = nil, amount: Int64? = nil) {
    (self.records, self.amount) = (records, amount)
  }
}
