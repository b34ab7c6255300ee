import Fields
import Rules

extension ValueTree {
  /// Sets `premium.*` and `tariff.*`. `premium.steps` has a row for each slice into which the amount reaches, before or
  /// after the change. All products have the same number of decimals, the most that any of them needs, so that the
  /// column of the sheet lines up.
  mutating func setPremium(_ premium: Premium) {
    let tariff = premium.tariff
    let states = [premium.now, premium.before].compactMap(\.self)
    let decimals =
      states.flatMap { [$0.total] + $0.steps.map(\.product) + $0.adjustments.map(\.amount) }.map(\.scale).max() ?? 0
    set("premium.amount", to: .yen(premium.now.amount))
    set("premium.steps", to: .list(Self.steps(premium, decimals: decimals)))
    let adjustments = Self.adjustments(premium, decimals: decimals)
    if !adjustments.isEmpty { set("premium.adjustments", to: .list(adjustments)) }
    setText("premium.total", premium.now.total.text(decimals: decimals))
    setText("premium.dropped", Self.dropped(premium.now, decimals: decimals))
    setText("premium.rounding", premium.now.isMinimum ? "料率表の最低額による" : tariff.rounding.text)
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
    set("tariff.effectiveFrom", to: .date(tariff.provenance.effectiveFrom))
    set("tariff.sample", to: .flag(tariff.sample))
  }

  private static func steps(_ premium: Premium, decimals: Int) -> [ValueTree] {
    var running = RunningSums()
    var runningBefore = RunningSums()
    return premium.tariff.slices.indices.compactMap { slice in
      let now = premium.now.steps.first { $0.slice == slice }
      let before = premium.before?.steps.first { $0.slice == slice }
      if now == nil, before == nil { return nil }
      var tree = ValueTree()
      tree.setText("slice", premium.tariff.sliceDescription(at: slice))
      tree.setText("rate", premium.tariff.slices[slice].rate.text(decimals: premium.tariff.rateDecimals))
      tree.set("amount", to: now.map { .yen($0.amount) })
      tree.setText("product", now?.product.text(decimals: decimals))
      tree.set("before.amount", to: before.map { .yen($0.amount) })
      tree.setText("before.product", before?.product.text(decimals: decimals))
      running.addStep(now)
      tree.set("runningAmount", to: .yen(running.amount))
      tree.setText("runningProduct", running.product.text(decimals: decimals))
      if premium.before != nil {
        runningBefore.addStep(before)
        tree.set("before.runningAmount", to: .yen(runningBefore.amount))
        tree.setText("before.runningProduct", runningBefore.product.text(decimals: decimals))
      }
      return tree
    }
  }

  /// The sums of the slices so far. A table that continues on a second page prints them at the page break.
  private struct RunningSums {
    var amount: Int64 = 0
    var product = ExactDecimal.zero

    mutating func addStep(_ step: PremiumCalculation.Step?) {
      guard let step else { return }
      amount += step.amount
      product = product + step.product
    }
  }

  /// A row for each adjustment. When the change altered the days, and so the time factor, its name shows the earlier
  /// factor too.
  private static func adjustments(_ premium: Premium, decimals: Int) -> [ValueTree] {
    premium.now.adjustments.enumerated().map { index, now in
      let before = premium.before?.adjustments[index]
      let changed = before.flatMap { $0.factor == now.factor ? nil : $0.factor?.text(decimals: 4) }
      var tree = ValueTree()
      tree.setText("name", now.title + (changed.map { "（変更前 \($0)）" } ?? ""))
      tree.setText("amount", signed(now.amount, decimals: decimals))
      tree.setText("before.amount", before.map { signed($0.amount, decimals: decimals) })
      return tree
    }
  }

  /// A sum of money as a Japanese account writes it: △ in front of a negative one.
  private static func signed(_ amount: ExactDecimal, decimals: Int) -> String {
    amount.units < 0 ? "△" + (ExactDecimal.zero - amount).text(decimals: decimals) : amount.text(decimals: decimals)
  }

  /// What rounding added to the total: △0.5 when it cut half a yen off. Nil when it changed nothing.
  private static func dropped(_ calculation: PremiumCalculation, decimals: Int) -> String? {
    calculation.dropped == .zero ? nil : signed(ExactDecimal.zero - calculation.dropped, decimals: decimals)
  }
}
