/// How `inspect amount` writes an amount.
package enum AmountStyle: String, Sendable, CaseIterable {
  /// 1,234,567
  case grouped
  /// 百二十三万四千五百六十七
  case kanji
  /// 壱百弐拾参萬四千伍百六拾七
  case daiji

  /// The amount in this style, without 金 and 円.
  package func text(of amount: Int64) -> String {
    switch self {
    case .grouped: Grouping.grouped(amount)
    case .kanji: KanjiNumeral.kanji(amount)
    case .daiji: KanjiNumeral.daiji(amount)
    }
  }
}
