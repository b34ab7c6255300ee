/// Which rows are wanted; nil and empty mean all.
package struct RowFilter: Sendable, Hashable {
  /// The beginning of the contract number.
  package var numberPrefix: String?
  /// The whole contract number.
  package var number: String?
  package var change: Int?
  package var document: String?
  package var state: RegisterRow.State?
  /// Days of issue, `2025-04-01`, both included.
  package var from: String?
  package var to: String?
  /// A run's id.
  package var run: String?
  /// Without it, voids are left out: they are no papers.
  package var includesVoids = false

  package init() {}
}
