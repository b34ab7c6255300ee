import Fields

/// One limit applied to a record: what was measured, and whether it keeps the bound.
struct LimitDecision: Sendable {
  let limit: Limit
  /// The orderer whose own limit this is; nil for a standard one.
  let orderer: Orderer?
  let quantity: Ratio
  /// The quantity as one would write it down: `17,600,000 ÷ 44,000,000`.
  let working: String
  let holds: Bool
}

extension Limit.Comparison {
  /// Exact: shares are compared as fractions, never as decimals.
  func holds(_ quantity: Ratio, _ bound: Ratio) -> Bool {
    switch self {
    case .atMost: quantity <= bound
    case .atLeast: quantity >= bound
    case .over: quantity > bound
    case .multipleOf:
      quantity.denominator == 1 && bound.denominator == 1 && quantity.numerator.isMultiple(of: bound.numerator)
    }
  }
}

extension CheckSubject {
  /// One decision a measure that the record has: the orderer's own limit, else the standard one; the narrowest that fits, then the
  /// latest, in force on 保証契約日.
  var limitDecisions: [LimitDecision] {
    guard let day = row.date("concludedOn") else { return [] }
    return Limit.Measure.allCases.compactMap { measure in
      guard let (quantity, working) = quantity(measure) else { return nil }
      let own = orderer.flatMap { limit(measure, among: $0.limits, on: day) }
      guard let limit = own ?? self.limit(measure, among: rules.orderers.standard, on: day) else { return nil }
      return LimitDecision(
        limit: limit, orderer: own == nil ? nil : orderer, quantity: quantity, working: working,
        holds: limit.comparison.holds(quantity, limit.bound))
    }
  }

  private func limit(_ measure: Limit.Measure, among limits: [Limit], on day: CalendarDate) -> Limit? {
    let category = row.text("work.category") ?? "工事"
    let lowBid = row.flag("work.lowBid") ?? false
    let fitting = limits.filter { limit in
      limit.measure == measure && limit.provenance.from <= day && limit.category ?? category == category
        && limit.lowBid ?? lowBid == lowBid
    }
    return fitting.max { ($0.narrowness, $0.provenance.from) < ($1.narrowness, $1.provenance.from) }
  }

  /// What a measure is in this record and how it is written down, or nil when it does not apply.
  private func quantity(_ measure: Limit.Measure) -> (Ratio, String)? {
    guard kind == measure.kind else { return nil }
    let advance = row.yen("advance.amount")
    let price = row.yen("work.price")
    switch measure {
    case .advanceShare, .interimShare: return part(advance, of: price)
    case .totalShare: return row.yen("advance.prior").flatMap { prior in part(advance.map { $0 + prior }, of: price) }
    case .performanceShare: return part(row.yen("guarantee.amount"), of: price)
    case .advanceAmount, .interimAmount, .advanceRounding, .interimRounding: return whole(advance)
    case .advancePrice, .interimPrice: return whole(price)
    case .interimDays: return whole(period?.days)
    case .interimElapsed:
      guard let period, let day = row.date("concludedOn") else { return nil }
      return part(max(0, day.dayNumber - period.from.dayNumber), of: period.days)
    }
  }

  private func whole(_ number: Int64?) -> (Ratio, String)? {
    number.map { (Ratio($0), Grouping.grouped($0)) }
  }

  private func part(_ part: Int64?, of whole: Int64?) -> (Ratio, String)? {
    guard let part, let whole, whole > 0, let ratio = Ratio(part, whole) else { return nil }
    return (ratio, "\(Grouping.grouped(part)) ÷ \(Grouping.grouped(whole))")
  }

  private var period: DateSpan? {
    guard let from = row.date("work.from"), let to = row.date("work.to"), from <= to else { return nil }
    return DateSpan(from: from, to: to)
  }
}

extension Limit.Measure {
  /// The kind of guarantee that is measured.
  var kind: GuaranteeKind {
    switch self {
    case .advanceShare, .advanceAmount, .advancePrice, .advanceRounding: .advance
    case .interimShare, .totalShare, .interimAmount, .interimPrice, .interimDays, .interimElapsed, .interimRounding:
      .interim
    case .performanceShare: .performance
    }
  }

  /// The field whose value is at fault when the limit does not hold.
  var path: String {
    switch self {
    case .advanceShare, .interimShare, .totalShare, .advanceAmount, .interimAmount, .advanceRounding, .interimRounding:
      "advance.amount"
    case .performanceShare: "guarantee.amount"
    case .advancePrice, .interimPrice: "work.price"
    case .interimDays: "work.to"
    case .interimElapsed: "concludedOn"
    }
  }

  /// Whether the quantity is a fraction, not a count of yen or days.
  var isFraction: Bool { isShare || self == .interimElapsed }

  /// Whether the quantity is a share of the price.
  var isShare: Bool {
    switch self {
    case .advanceShare, .interimShare, .totalShare, .performanceShare: true
    default: false
    }
  }
}
