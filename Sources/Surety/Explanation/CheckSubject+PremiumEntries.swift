import Diagnostics
import Fields

extension CheckSubject {
  /// The tariff and the premium step by step, before and after a change.
  var premiumEntries: [Explanation.Entry] {
    guard let kind, let day = row.date("concludedOn") else { return [] }
    guard let premium else {
      return [
        Explanation.Entry(
          .tariff, Words("ありません。", "None."),
          because: Words("\(Self.day(day))に有効な\(kind.rawValue)の料率表がありません。", "No tariff of \(kind.rawValue) was in force on \(day.iso)."))
      ]
    }
    let tariff = premium.tariff
    var entries = [
      Explanation.Entry(
        .tariff, Words(tariff.name + (tariff.sample ? "（見本料率）" : ""), tariff.name + (tariff.sample ? " (invented)" : "")),
        because: Words(
          "\(kind.rawValue)の料率表のうち、当初の保証契約日\(Self.day(day))に有効なものです。",
          "Of the tariffs of \(kind.rawValue) it was in force on \(day.iso), the day of the original guarantee contract."),
        by: tariff.provenance)
    ]
    if let before = premium.before { entries += steps(before, tariff, Words("変更前", "before")) }
    entries += steps(premium.now, tariff, premium.before == nil ? Words("", "") : Words("変更後", "after"))
    if let before = premium.before, let difference = premium.difference {
      let sum = "\(Grouping.grouped(premium.now.amount)) − \(Grouping.grouped(before.amount)) ＝ "
      let result = Words((difference < 0 ? "△" : "") + Grouping.grouped(difference.magnitude), Grouping.grouped(difference))
      let what =
        difference > 0 ? Words("追徴", "a surcharge") : difference < 0 ? Words("返還", "a refund") : Words("差引なし", "nothing to pay")
      entries.append(
        Explanation.Entry(
          .amendment, Words("\(sum)\(result.japanese)、\(what.japanese)", "\(sum)\(result.english), \(what.english)"),
          because: Words("変更後の保証料から変更前の保証料を差し引きます。", "The premium after the change less the one before.")))
    }
    return entries
  }

  private func steps(_ calculation: PremiumCalculation, _ tariff: Tariff, _ state: Words) -> [Explanation.Entry] {
    let head = Words(
      state.japanese.isEmpty ? "" : "\(state.japanese)　", state.english.isEmpty ? "" : "\(state.english): ")
    func entry(_ topic: Explanation.Topic, _ text: String, _ reason: Words, _ place: Place) -> Explanation.Entry {
      Explanation.Entry(topic, Words(head.japanese + text, head.english + text), because: reason, place: place)
    }
    let place = tariff.provenance.place
    var entries = calculation.steps.map { step in
      let slice = tariff.slices[step.slice]
      let rate = slice.rate.text(decimals: tariff.rateDecimals)
      return entry(
        .slice, "\(Grouping.grouped(step.amount)) × \(rate)% ＝ \(step.product.text(decimals: 0))",
        Words("\(tariff.wording(of: step.slice))です。", "The slice \(tariff.wording(of: step.slice))."), slice.place)
    }
    entries += calculation.adjustments.map { adjustment in
      entry(
        .adjustment, "\(adjustment.title) \(adjustment.amount.text(decimals: 0))",
        Words("料率表の定めです。", "The tariff says so."), place)
    }
    let rounding = tariff.rounding
    entries.append(
      entry(
        .rounding, "\(calculation.total.text(decimals: 0)) → \(Grouping.grouped(calculation.amount))",
        calculation.isMinimum ? Words("料率表の最低額です。", "It is the tariff's minimum.") : Words("\(rounding.text)。", "\(rounding.text)."), place)
    )
    return entries
  }
}
