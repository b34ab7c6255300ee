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
