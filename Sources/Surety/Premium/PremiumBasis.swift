import Fields

/// What a premium is computed from.
struct PremiumBasis: Sendable, Hashable {
  /// One state of a guarantee.
  struct State: Sendable, Hashable {
    var guaranteeAmount: Int64
    /// Both ends counted; nil when the record does not say.
    var days: Int64?
  }

  let kind: GuaranteeKind
  /// 保証契約日 of the original contract, which decides the tariff.
  let concludedOn: CalendarDate
  let now: State
  /// Nil for an original.
  let before: State?
  let isRelated: Bool
  let isConsulting: Bool

  /// Nil when the row lacks the kind, the day or the amount.
  init?(_ row: TypedRow, changeCount: Int) {
    guard let kind = row.text("kind").flatMap(GuaranteeKind.init), let concludedOn = row.date("concludedOn"),
      let amount = row.yen("guarantee.amount")
    else { return nil }
    self.kind = kind
    self.concludedOn = concludedOn
    isRelated = row.text("priorNumber") != nil
    isConsulting = row.text("work.category") == "業務"
    now = State(guaranteeAmount: amount, days: Self.days(row, kind, concludedOn, before: false))
    before =
      changeCount == 0
      ? nil
      : State(
        guaranteeAmount: row.yen("amendment.before.guaranteeAmount") ?? amount,
        days: Self.days(row, kind, concludedOn, before: true))
  }

  /// Days of 保証期間, or from 保証契約日 to 保証期限.
  private static func days(_ row: TypedRow, _ kind: GuaranteeKind, _ concludedOn: CalendarDate, before: Bool) -> Int64?
  {
    func date(_ name: String) -> CalendarDate? {
      (before ? row.date("amendment.before.\(name)") : nil) ?? row.date("guarantee.\(name)")
    }
    guard let from = kind == .performance ? date("from") : concludedOn,
      let to = date(kind == .performance ? "to" : "until")
    else {
      return nil
    }
    return DateSpan(from: from, to: to).days
  }
}
