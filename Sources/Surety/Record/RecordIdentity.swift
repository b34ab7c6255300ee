package import Fields
package import Rules

/// Which certificate a record is for: contract number and change count. Two records of one run must not share it.
///
/// It is read from the raw row, because a refused record has to be counted, found and assigned to a shard too:
///
/// ```
/// number 44-07-0012345-01              → 44-07-0012345-01, change 1   (the number carries the count)
/// number 第123号, amendment.count 2     → 第123号, change 2             (the record's own field states it)
/// ```
package struct RecordIdentity: Sendable, Hashable {
  package let number: String
  /// 変更回数: 0 for the first certificate of a contract.
  package let change: Int

  /// Nil when the row has no contract number.
  package init?(_ row: RawRow, rules: Rulebook) {
    guard let number = Self.trimmedText(row, "number") else { return nil }
    self.number = number
    change =
      rules.issuer.number.changeCount(of: number) ?? Self.trimmedText(row, "amendment.count").flatMap { Int($0) } ?? 0
  }

  /// The text of a cell without white space at its ends; nil when nothing is left.
  private static func trimmedText(_ row: RawRow, _ path: String) -> String? {
    switch row[path]?.value {
    case .text(let text)?, .number(let text)?:
      let scalars = text.unicodeScalars.trimmed()
      return scalars.isEmpty ? nil : String(scalars)
    default: return nil
    }
  }
}
