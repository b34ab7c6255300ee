import Diagnostics
import Fields
import Rules

extension CheckContext {
  /// Every limit that applied, whether it is kept or not.
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
          "\(rule.japanese)、\(decision.calculation): \(verdict.japanese)。",
          "\(rule.english), \(decision.calculation): \(verdict.english)."),
        because: LocalizedText("\(whose.japanese)\(narrowed.japanese)。", "\(whose.english)\(narrowed.english)."),
        by: limit.provenance)
    }
  }
}

extension Limit {
  /// The limit as a sentence: 請負代金額に対する前払金額の割合は4/10以下
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

extension CheckContext {
  /// The tariff and the steps of the premium, before and after a change, and the difference.
  var premiumEntries: [Explanation.Entry] {
    guard let kind, let day = row.date("concludedOn") else { return [] }
    guard let premium else {
      return [
        Explanation.Entry(
          .tariff, LocalizedText("ありません。", "None."),
          because: LocalizedText(
            "\(Self.day(day))に有効な\(kind.rawValue)の料率表がありません。",
            "No tariff of \(kind.rawValue) was in force on \(day.iso)."))
      ]
    }
    let tariff = premium.tariff
    var entries = [
      Explanation.Entry(
        .tariff,
        LocalizedText(
          tariff.name + (tariff.sample ? "（見本料率）" : ""), tariff.name + (tariff.sample ? " (invented)" : "")),
        because: LocalizedText(
          "\(kind.rawValue)の料率表のうち、当初の保証契約日\(Self.day(day))に有効なものです。",
          "Of the tariffs of \(kind.rawValue) it was in force on \(day.iso), "
            + "the day of the original guarantee contract."
        ),
        by: tariff.provenance)
    ]
    if let before = premium.before { entries += steps(before, tariff, LocalizedText("変更前", "before")) }
    entries += steps(premium.now, tariff, premium.before == nil ? LocalizedText("", "") : LocalizedText("変更後", "after"))
    if let before = premium.before, let difference = premium.difference {
      let sum = "\(DigitGrouping.grouped(premium.now.amount)) − \(DigitGrouping.grouped(before.amount)) ＝ "
      let result = LocalizedText(
        (difference < 0 ? "△" : "") + DigitGrouping.grouped(difference.magnitude), DigitGrouping.grouped(difference))
      let what =
        difference > 0
        ? LocalizedText("追徴", "a surcharge")
        : difference < 0 ? LocalizedText("返還", "a refund") : LocalizedText("差引なし", "nothing to pay")
      entries.append(
        Explanation.Entry(
          .amendment,
          LocalizedText("\(sum)\(result.japanese)、\(what.japanese)", "\(sum)\(result.english), \(what.english)"),
          because: LocalizedText("変更後の保証料から変更前の保証料を差し引きます。", "The premium after the change less the one before.")))
    }
    return entries
  }

  private func steps(_ calculation: PremiumCalculation, _ tariff: Tariff, _ state: LocalizedText) -> [Explanation.Entry]
  {
    let head = LocalizedText(
      state.japanese.isEmpty ? "" : "\(state.japanese)　", state.english.isEmpty ? "" : "\(state.english): ")
    func entry(_ topic: Explanation.Topic, _ text: String, _ reason: LocalizedText, _ location: SourceLocation)
      -> Explanation.Entry
    {
      Explanation.Entry(
        topic, LocalizedText(head.japanese + text, head.english + text), because: reason, location: location)
    }
    let location = tariff.provenance.location
    var entries = calculation.steps.map { step in
      let slice = tariff.slices[step.slice]
      let rate = slice.rate.text(decimals: tariff.rateDecimals)
      return entry(
        .slice, "\(DigitGrouping.grouped(step.amount)) × \(rate)% ＝ \(step.product.text(decimals: 0))",
        LocalizedText(
          "\(tariff.sliceDescription(at: step.slice))です。", "The slice \(tariff.sliceDescription(at: step.slice))."),
        slice.location)
    }
    entries += calculation.adjustments.map { adjustment in
      entry(
        .adjustment, "\(adjustment.title) \(adjustment.amount.text(decimals: 0))",
        LocalizedText("料率表の定めです。", "The tariff says so."), location)
    }
    let rounding = tariff.rounding
    entries.append(
      entry(
        .rounding, "\(calculation.total.text(decimals: 0)) → \(DigitGrouping.grouped(calculation.amount))",
        calculation.isMinimum
          ? LocalizedText("料率表の最低額です。", "It is the tariff's minimum.")
          : LocalizedText("\(rounding.text)。", "\(rounding.text)."), location)
    )
    return entries
  }
}
