import Fields

extension ValueTree {
  /// `premium.*` and `tariff.*`: one row a slice that is used, before or after.
  mutating func setPremium(_ premium: Premium) {
    let tariff = premium.tariff
    let states = [premium.now, premium.before].compactMap(\.self)
    let decimals = states.flatMap { [$0.total] + $0.steps.map(\.product) + $0.adjustments.map(\.amount) }.map(\.scale).max() ?? 0
    set("premium.amount", to: .yen(premium.now.amount))
    set("premium.steps", to: .list(Self.steps(premium, decimals: decimals)))
    setText("premium.total", premium.now.total.text(decimals: decimals))
    setText("premium.dropped", Self.dropped(premium.now, decimals: decimals))
    setText("premium.rounding", tariff.rounding.text)
    if let before = premium.before, let difference = premium.difference {
      set("premium.before.guaranteeAmount", to: .yen(before.guaranteeAmount))
      set("premium.before.amount", to: .yen(before.amount))
      setText("premium.before.total", before.total.text(decimals: decimals))
      setText("premium.before.dropped", Self.dropped(before, decimals: decimals))
      set("premium.difference", to: .yen(difference))
    }
    set("premium.surcharge", to: .flag(premium.difference ?? 0 > 0))
    set("premium.refund", to: .flag(premium.difference ?? 0 < 0))
    setText("tariff.name", tariff.name)
    set("tariff.effectiveFrom", to: .date(tariff.provenance.from))
    set("tariff.sample", to: .flag(tariff.sample))
  }

  private static func steps(_ premium: Premium, decimals: Int) -> [ValueTree] {
    premium.tariff.slices.indices.compactMap { slice in
      let now = premium.now.steps.first { $0.slice == slice }
      let before = premium.before?.steps.first { $0.slice == slice }
      if now == nil, before == nil { return nil }
      var tree = ValueTree()
      tree.setText("slice", premium.tariff.wording(of: slice))
      tree.setText("rate", premium.tariff.slices[slice].rate.text(decimals: premium.tariff.rateDecimals))
      tree.set("amount", to: now.map { .yen($0.amount) })
      tree.setText("product", now?.product.text(decimals: decimals))
      tree.set("before.amount", to: before.map { .yen($0.amount) })
      tree.setText("before.product", before?.product.text(decimals: decimals))
      return tree
    }
  }

  private static func dropped(_ calculation: PremiumCalculation, decimals: Int) -> String? {
    calculation.dropped == .zero ? nil : calculation.dropped.text(decimals: decimals)
  }
}
