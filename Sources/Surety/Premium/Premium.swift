package import Fields
package import Rules

/// 保証料: the premium of a certificate step by step, before and after its last change.
///
/// The record says what the premium depends on (`PremiumBasis`), the tariff how it is computed. `PremiumCalculation`
/// does so for one guaranteed amount; a changed guarantee has two of them, and their difference is paid or refunded.
package struct Premium: Sendable, Hashable {
  package let tariff: Tariff
  /// The premium of the guarantee as it is now.
  package let now: PremiumCalculation
  /// The premium of the guarantee before its last change; nil for an original.
  package let before: PremiumCalculation?

  /// 差引 in yen: now − before. Positive is 追徴 (a surcharge), negative 返還 (a refund). Nil for an original.
  package var difference: Int64? { before.map { now.amount - $0.amount } }

  /// - Parameter tariff: the one in force on 保証契約日 of the original contract. It holds for a change too, so that a
  ///   change of days alone costs nothing (Documentation/domain.md, "Premiums").
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

/// The values of a record on which its premium depends.
struct PremiumBasis: Sendable, Hashable {
  /// The values that a change of the guarantee may alter.
  struct State: Sendable, Hashable {
    /// The guaranteed amount in yen.
    var guaranteeAmount: Int64
    /// The days of the guarantee, both ends counted; nil when the record does not state its ends.
    var days: Int64?
  }

  let kind: GuaranteeKind
  /// 保証契約日 of the original contract, which decides the tariff.
  let concludedOn: CalendarDate
  let now: State
  /// Nil for an original.
  let before: State?
  /// Whether the record names an earlier guarantee (関連保証契約番号).
  let isRelated: Bool
  /// Whether the contract is for 業務 (consulting).
  let isConsulting: Bool

  /// Nil when the row lacks the kind, the day or the amount.
  init?(_ row: TypedRow, changeCount: Int) {
    guard let kind = row.kind, let concludedOn = row.date("concludedOn"),
      let amount = row.yen("guarantee.amount")
    else { return nil }
    self.kind = kind
    self.concludedOn = concludedOn
    isRelated = row.text("priorNumber") != nil
    isConsulting = row.category == "業務"
    now = State(guaranteeAmount: amount, days: Self.days(row, kind, concludedOn, before: false))
    before =
      changeCount == 0
      ? nil
      : State(
        guaranteeAmount: row.yen("amendment.before.guaranteeAmount") ?? amount,
        days: Self.days(row, kind, concludedOn, before: true))
  }

  /// The number of days for which the premium is computed, both ends counted; nil when one of the two dates is missing.
  /// For a 契約保証 they are the days of its 保証期間. For the other kinds they are the days from 保証契約日 to 保証期限.
  ///
  /// - Parameter before: whether the dates from before a change count, where the record states them.
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

/// The premium of one guaranteed amount under one tariff, step by step. Every step is exact; only the total is rounded,
/// once.
///
/// 19,300,000 yen under the sample tariff of 2025-04-01:
///
/// ```
/// steps   3,000,000 × 0.30% =  9,000     the slice up to 3,000,000
///         7,000,000 × 0.25% = 17,500     the slice up to 10,000,000
///         9,300,000 × 0.19% = 17,670     the slice up to 30,000,000
/// total   44,170
/// amount  44,170                         after rounding down to whole yen
/// ```
///
/// The premium sheet prints the steps, so that anyone can compute the premium again by hand.
package struct PremiumCalculation: Sendable, Hashable {
  /// One slice of the tariff, as far as the guaranteed amount reaches into it.
  package struct Step: Sendable, Hashable {
    /// Index among the tariff's slices.
    package let slice: Int
    /// The part of the guaranteed amount that lies in the slice, in yen.
    package let amount: Int64
    /// amount × rate.
    package let product: ExactDecimal
  }

  /// What is added to or taken off the sum of the slices: the effect of the time factor, a discount.
  package struct Adjustment: Sendable, Hashable {
    package let name: String
    /// 期間係数, the time factor; nil for a discount.
    package let factor: ExactDecimal?
    /// Added to the sum; negative for a deduction.
    package let amount: ExactDecimal
  }

  package let guaranteeAmount: Int64
  package let steps: [Step]
  package let adjustments: [Adjustment]
  /// The sum of all products and adjustments.
  package let total: ExactDecimal
  /// 保証料 in whole yen.
  package let amount: Int64
  /// Whether the amount is the tariff's minimum, because the rounded total is below it.
  package let isMinimum: Bool

  /// What rounding took off the total; negative when it was rounded up.
  package var dropped: ExactDecimal { total - ExactDecimal(amount) }

  /// - Parameters:
  ///   - guaranteeAmount: in yen.
  ///   - days: of the guarantee, both ends counted, for a tariff with a time factor; nil when not known, which leaves
  ///     the factor out.
  ///   - isRelated: whether the record names an earlier guarantee, for discounts on that condition.
  ///   - isConsulting: whether the contract is for 業務, for discounts on that condition.
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
      // Cut to the four decimals that the premium sheet prints, so that the result can be computed again by hand.
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
  /// The name as the papers print it, with its factor: 期間係数 0.5479
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
  /// The value in whole yen, rounded to a multiple of `step`. The value must not be negative.
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
