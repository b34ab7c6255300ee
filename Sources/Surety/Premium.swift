import Fields

/// 保証料: the premium of a certificate step by step, before and after its change.
package struct Premium: Sendable, Hashable {
  package let tariff: Tariff
  /// Of the state that holds now.
  package let now: PremiumCalculation
  /// Of the state before the change; nil for an original.
  package let before: PremiumCalculation?

  /// 差引: now − before; positive 追徴, negative 返還. Nil for an original.
  package var difference: Int64? { before.map { now.amount - $0.amount } }

  /// Both states under the tariff in force on the original 保証契約日 (record.md, Money).
  init(_ basis: PremiumBasis, tariff: Tariff) {
    self.tariff = tariff
    func calculation(_ state: PremiumBasis.State) -> PremiumCalculation {
      PremiumCalculation(
        tariff: tariff, guaranteeAmount: state.guaranteeAmount, days: state.days, isRelated: basis.isRelated,
        isConsulting: basis.isConsulting)
    }
    now = calculation(basis.now)
    before = basis.before.map(calculation)
  }
}

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

/// The premium of one guaranteed amount under one tariff, exact at every step and rounded once, on the sum.
package struct PremiumCalculation: Sendable, Hashable {
  /// A slice that the amount reaches.
  package struct Step: Sendable, Hashable {
    /// Index of the tariff's slice.
    package let slice: Int
    /// The amount that lies in the slice.
    package let amount: Int64
    /// amount × rate, exact.
    package let product: ExactDecimal
  }

  /// What changes the sum after the slices: a factor for time, a discount.
  package struct Adjustment: Sendable, Hashable {
    package let name: String
    /// 期間係数, the factor that made it; nil for a discount.
    package let factor: ExactDecimal?
    /// Added to the sum; negative takes off.
    package let amount: ExactDecimal
  }

  package let guaranteeAmount: Int64
  package let steps: [Step]
  package let adjustments: [Adjustment]
  /// The exact sum of products and adjustments.
  package let total: ExactDecimal
  /// 保証料 in whole yen.
  package let amount: Int64
  /// Whether the tariff's minimum, not the sum, decided.
  package let isMinimum: Bool

  /// What rounding took off the sum; negative when it was rounded up.
  package var dropped: ExactDecimal { total - ExactDecimal(amount) }

  init(tariff: Tariff, guaranteeAmount: Int64, days: Int64?, isRelated: Bool, isConsulting: Bool) {
    self.guaranteeAmount = guaranteeAmount
    var steps: [Step] = []
    var lower: Int64 = 0
    for (index, slice) in tariff.slices.enumerated() where guaranteeAmount > lower {
      let amount = min(guaranteeAmount, slice.upTo ?? .max) - lower
      steps.append(Step(slice: index, amount: amount, product: ExactDecimal(amount) * slice.rate.hundredth))
      lower = slice.upTo ?? .max
    }
    let sum = steps.reduce(ExactDecimal.zero) { $0 + $1.product }
    let adjustments = Self.adjustments(tariff, sum: sum, days: days, isRelated: isRelated, isConsulting: isConsulting)
    self.steps = steps
    self.adjustments = adjustments
    total = adjustments.reduce(sum) { $0 + $1.amount }
    let rounded = total.rounded(to: tariff.rounding.step, tariff.rounding.mode)
    amount = max(rounded, tariff.minimum ?? 0)
    isMinimum = amount > rounded
  }

  private static func adjustments(
    _ tariff: Tariff, sum: ExactDecimal, days: Int64?, isRelated: Bool, isConsulting: Bool
  ) -> [Adjustment] {
    var found: [Adjustment] = []
    var current = sum
    if let full = tariff.daysOfFullRate, let days {
      // Four decimals, so that the sheet can print the factor and the result can be recomputed by hand.
      let factor = ExactDecimal(units: Int128(max(days, 0)) * 10_000 / Int128(full), scale: 4)
      let amount = current * factor - current
      found.append(Adjustment(name: "期間係数", factor: factor, amount: amount))
      current = current + amount
    }
    for discount in tariff.discounts where discount.applies(isRelated: isRelated, isConsulting: isConsulting) {
      let amount = ExactDecimal.zero - current * discount.rate.hundredth
      found.append(Adjustment(name: discount.name, factor: nil, amount: amount))
      current = current + amount
    }
    return found
  }
}

extension PremiumCalculation.Adjustment {
  /// 期間係数 0.5479
  var title: String { factor.map { "\(name) \($0.text(decimals: 4))" } ?? name }
}

extension Tariff.Discount {
  fileprivate func applies(isRelated: Bool, isConsulting: Bool) -> Bool {
    switch condition {
    case .always: true
    case .related: isRelated
    case .consulting: isConsulting
    }
  }
}

extension ExactDecimal {
  /// Whole yen, a multiple of `step`. Only for values that are not negative.
  fileprivate func rounded(to step: Int64, _ mode: Tariff.Rounding.Mode) -> Int64 {
    let unit = (0..<scale).reduce(Int128(step)) { power, _ in power * 10 }
    let (whole, rest) = units.quotientAndRemainder(dividingBy: unit)
    let up =
      switch mode {
      case .down: false
      case .up: rest > 0
      case .half: rest * 2 >= unit
      }
    return Int64(clamping: whole + (up ? 1 : 0)) * step
  }
}
