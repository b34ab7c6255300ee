import Diagnostics
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

extension CheckTable {
  /// Limits of the orderer or of the standard clauses (domain.md D-1 to D-3).
  static let limitChecks: [Check] = [
    Check(codes: Limit.Measure.allCases.map { "limit.\($0.rawValue)" }) { subject in
      subject.limitDecisions.filter { !$0.holds }.map { decision in
        let limit = decision.limit
        return Diagnostic(
          subject.severity(decision), "limit.\(limit.measure.rawValue)",
          at: subject.row.location(of: limit.measure.path),
          subject.sentence(decision),
          advice: limit.provenance.assumed
            ? LocalizedText("この限度は仮定です。発注者に確かめてください。", "This limit is assumed; ask the orderer.")
            : LocalizedText("額と日付を発注者の定めに照らして確かめてください。", "Check amounts and days against the orderer's rules."))
      }
    }
  ]
}

extension CheckSubject {
  /// As the data says, but an assumed limit only warns, and so does a share that passed its bound because the price fell after the advance
  /// was paid: the standard clauses let it stand up to a point (domain.md D-4).
  fileprivate func severity(_ decision: LimitDecision) -> Severity {
    let stated = decision.limit.provenance.severity(decision.limit.severity)
    guard decision.limit.measure.isShare, decision.limit.comparison == .atMost,
      let before = row.yen("amendment.before.price"),
      let now = row.yen("work.price"), changeCount > 0, now < before
    else { return stated }
    return .warning
  }

  /// `前払金額19,400,000円が、臼杵市の限度である請負代金額の4/10（19,338,000円）を超えています（仮定）。`
  func sentence(_ decision: LimitDecision) -> LocalizedText {
    let limit = decision.limit
    let who = decision.orderer.map { LocalizedText($0.name, $0.name) } ?? LocalizedText("標準約款", "the standard clauses")
    let bound = limit.boundWords(price: row.yen("work.price"))
    let measured = limit.measure.words(
      decision.quantity, advance: row.yen("advance.amount"), guaranteed: row.yen("guarantee.amount"))
    let verdict = limit.comparison.words
    let remark = limit.provenance.remark
    return LocalizedText(
      "\(measured.japanese)が、\(who.japanese)の限度\(bound.japanese)\(verdict.japanese)\(remark.japanese)。",
      "\(measured.english) \(verdict.english) \(bound.english), the limit of \(who.english)\(remark.english).")
  }
}

extension Limit {
  fileprivate func boundWords(price: Int64?) -> LocalizedText {
    if measure.isShare {
      let yen = price.map { CheckSubject.yen($0 * bound.numerator / bound.denominator) }
      return LocalizedText(
        "（請負代金額の\(written)\(yen.map { "、\($0)" } ?? "")）", "\(written) of the price\(yen.map { " (\($0))" } ?? "")")
    }
    switch measure {
    case .interimDays: return LocalizedText("\(bound.numerator)日", "\(bound.numerator) days")
    case .interimElapsed:
      return LocalizedText("（工期の\(written)の経過）", "\(written) of the period")
    default:
      let yen = CheckSubject.yen(bound.numerator)
      return comparison == .multipleOf ? LocalizedText("（\(yen)単位）", "multiples of \(yen)") : LocalizedText(yen, yen)
    }
  }
}

extension Limit.Comparison {
  fileprivate var words: LocalizedText {
    switch self {
    case .atMost: LocalizedText("を超えています", "exceeds")
    case .atLeast: LocalizedText("に足りません", "is below")
    case .over: LocalizedText("を超えていません", "is not over")
    case .multipleOf: LocalizedText("に丸められていません", "is not rounded to")
    }
  }
}

extension Limit.Measure {
  fileprivate func words(_ quantity: Ratio, advance: Int64?, guaranteed: Int64?) -> LocalizedText {
    let paid = advance.map(CheckSubject.yen) ?? ""
    switch self {
    case .advanceShare, .interimShare, .advanceAmount, .interimAmount, .advanceRounding, .interimRounding:
      return LocalizedText("前払金額\(paid)", "The advance of \(paid)")
    case .totalShare:
      return LocalizedText("既前払金額と中間前払金額\(paid)の合計", "The sum of the earlier advance and the interim one of \(paid)")
    case .performanceShare:
      let amount = guaranteed.map(CheckSubject.yen) ?? ""
      return LocalizedText("保証金額\(amount)", "The guaranteed amount of \(amount)")
    case .advancePrice, .interimPrice:
      let price = CheckSubject.yen(quantity.numerator)
      return LocalizedText("請負代金額\(price)", "The price of \(price)")
    case .interimDays: return LocalizedText("工期\(quantity.numerator)日", "The period of \(quantity.numerator) days")
    case .interimElapsed:
      return LocalizedText("保証契約日までに経過した工期", "What has passed of the period by the day of the guarantee contract")
    }
  }
}
