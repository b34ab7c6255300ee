import Diagnostics
import Fields

extension CheckSubject {
  /// The tariff and the premium step by step, before and after a change.
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
          "Of the tariffs of \(kind.rawValue) it was in force on \(day.iso), the day of the original guarantee contract."
        ),
        by: tariff.provenance)
    ]
    if let before = premium.before { entries += steps(before, tariff, LocalizedText("変更前", "before")) }
    entries += steps(premium.now, tariff, premium.before == nil ? LocalizedText("", "") : LocalizedText("変更後", "after"))
    if let before = premium.before, let difference = premium.difference {
      let sum = "\(Grouping.grouped(premium.now.amount)) − \(Grouping.grouped(before.amount)) ＝ "
      let result = LocalizedText(
        (difference < 0 ? "△" : "") + Grouping.grouped(difference.magnitude), Grouping.grouped(difference))
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
        .slice, "\(Grouping.grouped(step.amount)) × \(rate)% ＝ \(step.product.text(decimals: 0))",
        LocalizedText("\(tariff.wording(of: step.slice))です。", "The slice \(tariff.wording(of: step.slice))."),
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
        .rounding, "\(calculation.total.text(decimals: 0)) → \(Grouping.grouped(calculation.amount))",
        calculation.isMinimum
          ? LocalizedText("料率表の最低額です。", "It is the tariff's minimum.")
          : LocalizedText("\(rounding.text)。", "\(rounding.text)."), location)
    )
    return entries
  }
}
