import Diagnostics
import Fields

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
