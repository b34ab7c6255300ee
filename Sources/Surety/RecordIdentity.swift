import Diagnostics
package import Fields

/// What a record is about: contract number and change count. Read from the raw row, because it is wanted of refused records too.
package struct RecordIdentity: Sendable, Hashable {
  package var number: String
  /// 0 for the first certificate of a contract.
  package var change: Int

  /// Nil when the row has no number.
  package init?(_ row: RawRow, rules: Rulebook) {
    guard let number = Self.text(row, "number"), !number.isEmpty else { return nil }
    self.number = number
    let pattern = rules.issuer.number
    if pattern.carriesChangeCount, let carried = pattern.changeCount(of: number) {
      change = carried
    } else {
      change = Self.text(row, "amendment.count").flatMap { Int($0) } ?? 0
    }
  }

  private static func text(_ row: RawRow, _ path: String) -> String? {
    switch row[path]?.value {
    case .text(let text)?, .number(let text)?:
      let scalars = text.unicodeScalars
      guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
      else { return nil }
      return String(scalars[first...last])
    default: return nil
    }
  }
}
