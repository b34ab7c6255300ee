import Diagnostics
import Fields
import Rules

/// Checks of amounts that can be read but are probably not what was meant, such as an amount in units of 1,000 yen. A
/// paper with such an amount would be in good order and wrong.
extension CheckTable {
  /// 金額: amounts that cannot be what was meant, as issuer.json's `checks` name them.
  static let amountChecks: [Check] = [
    Check("record.yen.small") { context in
      guard let rule = context.rules.issuer.checks?.smallAmounts, context.isInForce(rule.provenance) else { return [] }
      // Zero has a diagnostic of its own.
      let small = rule.floors.filter { floor in
        context.row.yen(floor.path).map { $0 > 0 && $0 < floor.yen } ?? false
      }
      guard let first = small.first else { return [] }
      let amounts = small.compactMap { floor in
        context.row.yen(floor.path).map { "\(context.heading(floor.path))\(CheckContext.yen($0))" }
      }
      let bounds = small.map { CheckContext.yen($0.yen) }
      // A thousandfold, an amount that was written in units of 1,000 yen would be none of the small ones.
      let slips = small.count { floor in context.row.yen(floor.path).map { $0 * 1000 >= floor.yen } ?? false }
      let guess =
        slips > 0 ? LocalizedText("。千円単位で書かれているようです", ", and so probably in units of 1,000 yen") : LocalizedText("", "")
      return [
        Diagnostic(
          slips > 1 ? rule.several : rule.single, "record.yen.small", at: context.row.location(of: first.path),
          LocalizedText(
            "\(amounts.joined(separator: "、"))が、\(bounds.joined(separator: "、"))に足りません\(guess.japanese)。",
            "\(amounts.joined(separator: ", ")): less than \(bounds.joined(separator: ", "))\(guess.english)."),
          advice: LocalizedText("円の額を全部の桁で書いてください。", "Write the yen out in full."))
      ]
    },
    Check("record.yen.ratio") { context in
      (context.rules.issuer.checks?.ratios ?? []).compactMap { context.ratioFinding($0) }
    },
    Check("record.yen.threshold") { context in context.thresholdFinding.map { [$0] } ?? [] },
    Check("record.work.tax.rate") { context in
      guard let checks = context.rules.issuer.checks, let tax = context.row.yen("work.tax"),
        let price = context.row.yen("work.price"), tax < price
      else { return [] }
      let rates = context.taxRates(checks.taxRates)
      guard let expected = rates.last, !rates.contains(where: { $0.isTax(tax, of: price) }) else { return [] }
      let part = "\(expected.percent)/\(100 + expected.percent)"
      let yen = CheckContext.yen(expected.tax(in: price))
      return [
        Diagnostic(
          checks.taxSeverity, "record.work.tax.rate", at: context.row.location(of: "work.tax"),
          LocalizedText(
            "うち消費税額\(CheckContext.yen(tax))が、請負代金額\(CheckContext.yen(price))の\(part)（\(yen)）と違います。",
            "The tax of \(CheckContext.yen(tax)) is not \(part) of the price of \(CheckContext.yen(price)), \(yen)."),
          advice: LocalizedText("請負代金額とうち消費税額を確かめてください。", "Check the price and the tax."))
      ]
    },
  ]
}

extension CheckContext {
  /// An amount that is too small a part of another one.
  fileprivate func ratioFinding(_ rule: AmountRatioRule) -> Diagnostic? {
    guard isInForce(rule.provenance), kind.map(rule.kinds.contains) ?? true, let part = row.yen(rule.part),
      let whole = row.yen(rule.whole), part > 0, whole > 0, let ratio = Ratio(part, whole), ratio < rule.atLeast
    else { return nil }
    return Diagnostic(
      rule.severity, "record.yen.ratio", at: row.location(of: rule.part),
      LocalizedText(
        "\(heading(rule.part))\(Self.yen(part))が、\(heading(rule.whole))\(Self.yen(whole))の\(rule.written)に足りません。",
        "\(heading(rule.part)) \(Self.yen(part)) is less than \(rule.written) of \(heading(rule.whole)) \(Self.yen(whole))."
      ),
      advice: LocalizedText(
        "どちらか一方が千円単位で書かれていないか確かめてください。", "See whether one of them is in units of 1,000 yen."))
  }

  /// A price under the orderer's threshold for advances, in a record that no limit of the orderer judges by it.
  fileprivate var thresholdFinding: Diagnostic? {
    guard let rule = rules.issuer.checks?.threshold, isInForce(rule.provenance), let orderer,
      let day = row.date("concludedOn"),
      let price = row.yen("work.price"), price > 0
    else { return nil }
    let category = row.category
    let thresholds = orderer.limits.filter { limit in
      limit.measure == .advancePrice && limit.measure.kind != kind && limit.comparison != .atMost
        && limit.provenance.effectiveFrom <= day && limit.category ?? category == category
    }
    // A thousandfold it must be above, or it is no slip in the unit.
    guard let limit = thresholds.last, !limit.comparison.holds(Ratio(price), limit.bound),
      limit.comparison.holds(Ratio(price * 1000), limit.bound)
    else { return nil }
    return Diagnostic(
      rule.severity, "record.yen.threshold", at: row.location(of: "work.price"),
      LocalizedText(
        "請負代金額\(Self.yen(price))が、\(orderer.name)の前払金の下限\(Self.yen(limit.bound.numerator))より小さい額です。",
        "The price of \(Self.yen(price)) is below \(Self.yen(limit.bound.numerator)), from which on \(orderer.name) pays an advance."
      ),
      advice: LocalizedText("千円単位で書かれていないか確かめてください。", "See whether it is in units of 1,000 yen."))
  }

  /// The rates at which the contract may be taxed: those in force on any day from the contract to the end of the works.
  ///
  /// The rate of the day on which works are handed over counts, but an earlier rate goes on for contracts that were
  /// signed early enough (source K5 of domain.md), and a contract over both may have both.
  fileprivate func taxRates(_ rates: [TaxRate]) -> [TaxRate] {
    let days = ["work.originallyContractedOn", "work.contractedOn", "concludedOn"].compactMap(row.date)
    guard let signed = days.first, let latest = [signed, row.date("work.to") ?? signed].max() else { return [] }
    let onSigning = rates.last { $0.provenance.effectiveFrom <= signed }
    return [onSigning].compactMap(\.self)
      + rates.filter { $0.provenance.effectiveFrom > signed && $0.provenance.effectiveFrom <= latest }
  }
}

extension TaxRate {
  /// The tax that a price contains at this rate; fractions of a yen are dropped.
  func tax(in price: Int64) -> Int64 { price * percent / (100 + percent) }

  /// Whether an amount is the tax that a price contains, to one yen: the rounding is the contractor's.
  func isTax(_ amount: Int64, of price: Int64) -> Bool { abs(amount - tax(in: price)) <= 1 }
}
