import Diagnostics
import Fields
import Rules

/// One limit applied to a record: what was measured, and whether the bound is kept.
struct LimitDecision: Sendable {
  let limit: Limit
  /// The orderer whose own limit it is; nil for one of the standard clauses.
  let orderer: Orderer?
  let quantity: Ratio
  /// The quantity as one would write it down: `17,600,000 ÷ 44,000,000`.
  let calculation: String
  let holds: Bool
}

extension CheckContext {
  /// A decision for each measure that applies to the record.
  ///
  /// The orderer's own limit goes before the one of the standard clauses, unless it is assumed and the record breaks one
  /// of the standard clauses that has a source. Of several that apply and are in force on
  /// 保証契約日 the most specific one decides, then the latest.
  var limitDecisions: [LimitDecision] {
    guard let day = row.date("concludedOn") else { return [] }
    return Limit.Measure.allCases.compactMap { measure in
      guard let (quantity, calculation) = measuredQuantity(of: measure) else { return nil }
      func decision(by limit: Limit, of orderer: Orderer?) -> LimitDecision {
        LimitDecision(
          limit: limit, orderer: orderer, quantity: quantity, calculation: calculation,
          holds: limit.comparison.holds(quantity, limit.bound))
      }
      let standard = applicableLimit(of: measure, among: rules.orderers.standard, on: day).map {
        decision(by: $0, of: nil)
      }
      guard let orderer, let limit = applicableLimit(of: measure, among: orderer.limits, on: day) else {
        return standard
      }
      // What is only assumed of an orderer loosens nothing that has a source.
      if limit.provenance.assumed, let standard, !standard.holds, !standard.limit.provenance.assumed { return standard }
      return decision(by: limit, of: orderer)
    }
  }

  private func applicableLimit(of measure: Limit.Measure, among limits: [Limit], on day: CalendarDate) -> Limit? {
    let category = row.category
    let lowBid = row.flag("work.lowBid") ?? false
    let fitting = limits.filter { limit in
      limit.measure == measure && limit.provenance.effectiveFrom <= day && limit.category ?? category == category
        && limit.lowBid ?? lowBid == lowBid
    }
    return fitting.max { ($0.specificity, $0.provenance.effectiveFrom) < ($1.specificity, $1.provenance.effectiveFrom) }
  }

  /// The measured quantity and how it is written; nil when the measure does not apply or a value is missing.
  private func measuredQuantity(of measure: Limit.Measure) -> (Ratio, String)? {
    guard kind == measure.kind else { return nil }
    let advance = row.yen("advance.amount")
    let price = row.yen("work.price")
    switch measure {
    case .advanceShare, .interimShare: return quotient(advance, of: price)
    case .totalShare:
      return row.yen("advance.prior").flatMap { prior in quotient(advance.map { $0 + prior }, of: price) }
    case .performanceShare: return quotient(row.yen("guarantee.amount"), of: price)
    case .advanceAmount, .interimAmount, .advanceRounding, .interimRounding: return wholeNumber(advance)
    case .advancePrice, .interimPrice: return wholeNumber(price)
    case .interimDays: return wholeNumber(period?.days)
    case .interimElapsed:
      guard let period, let day = row.date("concludedOn") else { return nil }
      return quotient(max(0, day.dayNumber - period.from.dayNumber), of: period.days)
    }
  }

  private func wholeNumber(_ number: Int64?) -> (Ratio, String)? {
    number.map { (Ratio($0), DigitGrouping.grouped($0)) }
  }

  /// `17,600,000 ÷ 44,000,000`, with its exact value.
  private func quotient(_ part: Int64?, of whole: Int64?) -> (Ratio, String)? {
    guard let part, let whole, whole > 0, let ratio = Ratio(part, whole) else { return nil }
    return (ratio, "\(DigitGrouping.grouped(part)) ÷ \(DigitGrouping.grouped(whole))")
  }

  /// 工期; nil when one of its ends is missing or they are in the wrong order.
  private var period: DateSpan? {
    guard let from = row.date("work.from"), let to = row.date("work.to"), from <= to else { return nil }
    return DateSpan(from: from, to: to)
  }
}

/// Checks of how much may be guaranteed. What exceeds the limits of the orderer or of the standard clauses is refused
/// or warned of here, before a certificate is issued.
extension CheckTable {
  /// The limits of the orderer or of the standard clauses (Documentation/domain.md, "Limits").
  static let limitChecks: [Check] = [
    Check(codes: Limit.Measure.allCases.map { "limit.\($0.rawValue)" }) { context in
      context.limitDecisions.filter { !$0.holds }.map { decision in
        let limit = decision.limit
        return Diagnostic(
          context.severity(of: decision), "limit.\(limit.measure.rawValue)",
          at: context.row.location(of: limit.measure.path),
          context.violationSentence(decision),
          advice: limit.advice)
      }
    }
  ]
}

extension Limit {
  /// What to do when the limit is broken.
  fileprivate var advice: LocalizedText {
    if provenance.assumed {
      return LocalizedText("この限度は仮定です。発注者に確かめてください。", "This limit is assumed; ask the orderer.")
    }
    // A price below a threshold may be a slip in the unit.
    if comparison != .atMost, measure == .advancePrice || measure == .interimPrice {
      return LocalizedText(
        "千円単位で書かれていないか、発注者の定めに照らして確かめてください。",
        "Check it against the orderer's rules, and whether it is in units of 1,000 yen.")
    }
    return LocalizedText("額と日付を発注者の定めに照らして確かめてください。", "Check amounts and days against the orderer's rules.")
  }
}

extension CheckContext {
  /// The severity of a broken limit is as the rules file states it, with two exceptions. An assumed limit only warns.
  /// So does a share that exceeds its bound because the price fell after the advance was paid: the standard clauses let
  /// the advance stand up to a point (source R16 of domain.md).
  fileprivate func severity(of decision: LimitDecision) -> Severity {
    let stated = decision.limit.provenance.severity(decision.limit.severity)
    guard decision.limit.measure.isShare, decision.limit.comparison == .atMost,
      let before = row.yen("amendment.before.price"),
      let now = row.yen("work.price"), changeCount > 0, now < before
    else { return stated }
    return .warning
  }

  /// → 前払金額19,400,000円が、臼杵市の限度（請負代金額の4/10、19,338,000円）を超えています（仮定）。
  fileprivate func violationSentence(_ decision: LimitDecision) -> LocalizedText {
    let limit = decision.limit
    let who = decision.orderer.map { LocalizedText($0.name, $0.name) } ?? LocalizedText("標準約款", "the standard clauses")
    let bound = limit.boundDescription(price: row.yen("work.price"))
    let measured = limit.measure.description(
      of: decision.quantity, advance: row.yen("advance.amount"), guaranteed: row.yen("guarantee.amount"))
    let verdict = limit.comparison.violation
    let sourceNote = limit.provenance.sourceNote
    return LocalizedText(
      "\(measured.japanese)が、\(who.japanese)の限度\(bound.japanese)\(verdict.japanese)\(sourceNote.japanese)。",
      "\(measured.english) \(verdict.english) \(bound.english), the limit of \(who.english)\(sourceNote.english).")
  }
}

extension Limit {
  fileprivate func boundDescription(price: Int64?) -> LocalizedText {
    if measure.isShare {
      let yen = price.map { CheckContext.yen($0 * bound.numerator / bound.denominator) }
      return LocalizedText(
        "（請負代金額の\(written)\(yen.map { "、\($0)" } ?? "")）", "\(written) of the price\(yen.map { " (\($0))" } ?? "")")
    }
    switch measure {
    case .interimDays: return LocalizedText("\(bound.numerator)日", "\(bound.numerator) days")
    case .interimElapsed:
      return LocalizedText("（工期の\(written)の経過）", "\(written) of the period")
    default:
      let yen = CheckContext.yen(bound.numerator)
      return comparison == .multipleOf ? LocalizedText("（\(yen)単位）", "multiples of \(yen)") : LocalizedText(yen, yen)
    }
  }
}

extension Limit.Comparison {
  /// What is said of a quantity that breaks the bound.
  fileprivate var violation: LocalizedText {
    switch self {
    case .atMost: LocalizedText("を超えています", "exceeds")
    case .atLeast: LocalizedText("に足りません", "is below")
    case .over: LocalizedText("を超えていません", "is not over")
    case .multipleOf: LocalizedText("に丸められていません", "is not rounded to")
    }
  }
}

extension Limit.Measure {
  fileprivate func description(of quantity: Ratio, advance: Int64?, guaranteed: Int64?) -> LocalizedText {
    let paid = advance.map(CheckContext.yen) ?? ""
    switch self {
    case .advanceShare, .interimShare, .advanceAmount, .interimAmount, .advanceRounding, .interimRounding:
      return LocalizedText("前払金額\(paid)", "The advance of \(paid)")
    case .totalShare:
      return LocalizedText("既前払金額と中間前払金額\(paid)の合計", "The sum of the earlier advance and the interim one of \(paid)")
    case .performanceShare:
      let amount = guaranteed.map(CheckContext.yen) ?? ""
      return LocalizedText("保証金額\(amount)", "The guaranteed amount of \(amount)")
    case .advancePrice, .interimPrice:
      let price = CheckContext.yen(quantity.numerator)
      return LocalizedText("請負代金額\(price)", "The price of \(price)")
    case .interimDays: return LocalizedText("工期\(quantity.numerator)日", "The period of \(quantity.numerator) days")
    case .interimElapsed:
      return LocalizedText("保証契約日までに経過した工期", "What has passed of the period by the day of the guarantee contract")
    }
  }
}
