import Diagnostics

extension CheckSubject {
  /// Every limit that was applied, kept or not.
  var limitEntries: [Explanation.Entry] {
    limitDecisions.map { decision in
      let limit = decision.limit
      let rule = limit.rule
      let verdict = decision.holds ? LocalizedText("守られています", "kept") : LocalizedText("守られていません", "not kept")
      let whose =
        decision.orderer.map { LocalizedText("\($0.name)の限度です", "It is \($0.name)'s own limit") }
        ?? LocalizedText("発注者に定めがないので標準約款の限度です", "The orderer has none; it is that of the standard clauses")
      let conditions = [limit.category, limit.lowBid.map { $0 ? "低入札" : "低入札以外" }].compactMap(\.self).joined(
        separator: "・")
      let narrowed = conditions.isEmpty ? LocalizedText("", "") : LocalizedText("（\(conditions)）", " (\(conditions))")
      return Explanation.Entry(
        .limit,
        LocalizedText(
          "\(rule.japanese)、\(decision.working): \(verdict.japanese)。",
          "\(rule.english), \(decision.working): \(verdict.english)."),
        because: LocalizedText("\(whose.japanese)\(narrowed.japanese)。", "\(whose.english)\(narrowed.english)."),
        by: limit.provenance)
    }
  }
}

extension Limit {
  /// 請負代金額に対する前払金額の割合は4/10以下
  fileprivate var rule: LocalizedText {
    let what = measure.title
    let unit =
      measure.isFraction
      ? LocalizedText("", "") : measure == .interimDays ? LocalizedText("日", " days") : LocalizedText("円", " yen")
    let bound = LocalizedText(written + unit.japanese, written + unit.english)
    switch comparison {
    case .atMost:
      return LocalizedText("\(what.japanese)は\(bound.japanese)以下", "\(what.english) at most \(bound.english)")
    case .atLeast:
      return LocalizedText("\(what.japanese)は\(bound.japanese)以上", "\(what.english) at least \(bound.english)")
    case .over: return LocalizedText("\(what.japanese)は\(bound.japanese)超", "\(what.english) over \(bound.english)")
    case .multipleOf:
      return LocalizedText("\(what.japanese)は\(bound.japanese)の倍数", "\(what.english) a multiple of \(bound.english)")
    }
  }
}

extension Limit.Measure {
  fileprivate var title: LocalizedText {
    switch self {
    case .advanceShare: LocalizedText("請負代金額に対する前払金額の割合", "advance as a share of the price")
    case .interimShare: LocalizedText("請負代金額に対する中間前払金額の割合", "interim advance as a share of the price")
    case .totalShare: LocalizedText("請負代金額に対する前払金額と中間前払金額の合計の割合", "both advances as a share of the price")
    case .performanceShare: LocalizedText("請負代金額に対する保証金額の割合", "guaranteed amount as a share of the price")
    case .advanceAmount, .advanceRounding: LocalizedText("前払金額", "advance")
    case .interimAmount, .interimRounding: LocalizedText("中間前払金額", "interim advance")
    case .advancePrice, .interimPrice: LocalizedText("請負代金額", "price")
    case .interimDays: LocalizedText("工期", "period of the work")
    case .interimElapsed:
      LocalizedText("保証契約日までの工期の経過", "part of the period passed by the day of the guarantee contract")
    }
  }
}
