import Diagnostics
import Fields
import Rules

/// Checks of the premium. The program computes it anew and compares the result with what the record states, so that no
/// paper prints a wrong amount.
extension CheckTable {
  /// 保証料: a tariff must be in force, and the figures that the record states must equal the computed ones.
  static let premiumChecks: [Check] = [
    Check("premium.tariff.none") { context in
      guard let kind = context.kind, let day = context.row.date("concludedOn"),
        context.rules.tariff(of: kind, on: day) == nil
      else {
        return []
      }
      return [
        context.error(
          "premium.tariff.none", "concludedOn",
          LocalizedText(
            "保証契約日\(CheckContext.day(day))に有効な\(kind.rawValue)の料率表がありません。",
            "No tariff of \(kind.rawValue) was in force on \(day.iso)."),
          advice: LocalizedText(
            "日付を確かめるか、料率表を Rules/tariffs.json に加えてください。", "Check the day, or add the tariff to Rules/tariffs.json."))
      ]
    },
    Check("premium.amount.different") { context in
      guard let premium = context.premium, let stated = context.row.yen("premium.amount"), stated != premium.now.amount
      else { return [] }
      return [context.difference("premium.amount", premium.now, stated: stated, tariff: premium.tariff)]
    },
    Check("premium.received.original", "premium.received.different") { context in
      guard let premium = context.premium, let stated = context.row.yen("premium.received") else { return [] }
      guard let before = premium.before else {
        if stated == 0 { return [] }
        return [
          context.error(
            "premium.received.original", "premium.received",
            LocalizedText(
              "変更のない契約に既領収保証料\(CheckContext.yen(stated))があります。",
              "\(CheckContext.yen(stated)) were received before, but this guarantee has not been changed."),
            advice: LocalizedText(
              "既領収保証料は変更の前に領収した額です。欄を空にしてください。", "It is what was received before a change; empty the cell."))
        ]
      }
      return stated == before.amount
        ? [] : [context.difference("premium.received", before, stated: stated, tariff: premium.tariff)]
    },
  ]
}

extension CheckContext {
  /// States both figures and the steps of the computed one, so that the examiner can compute it again by hand.
  fileprivate func difference(_ path: String, _ computed: PremiumCalculation, stated: Int64, tariff: Tariff)
    -> Diagnostic
  {
    let steps = computed.workedSteps(under: tariff)
    return error(
      "\(path).different", path,
      LocalizedText(
        "\(heading(path))\(Self.yen(stated))が、計算した\(Self.yen(computed.amount))と違います（\(tariff.name): \(steps)）。",
        "\(heading(path)) is \(Self.yen(stated)), computed are \(Self.yen(computed.amount)) (\(tariff.name): \(steps))."
      ),
      advice: LocalizedText(
        "保証金額、保証契約日と料率表を確かめてください。欄を空にすれば計算した額になります。",
        "Check amount, day and tariff; an empty cell takes the computed one."))
  }
}

extension PremiumCalculation {
  /// The calculation in one line: `3,000,000×0.30%＝9,000、7,000,000×0.25%＝17,500、合計26,500`
  func workedSteps(under tariff: Tariff) -> String {
    var parts = steps.map { step in
      let rate = tariff.slices[step.slice].rate.text(decimals: tariff.rateDecimals)
      return "\(DigitGrouping.grouped(step.amount))×\(rate)%＝\(step.product.text(decimals: 0))"
    }
    parts += adjustments.map { "\($0.title) \($0.amount.text(decimals: 0))" }
    return (parts + ["合計\(total.text(decimals: 0))"]).joined(separator: "、")
  }
}
