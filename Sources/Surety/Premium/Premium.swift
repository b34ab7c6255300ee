/// 保証料: the premium of a certificate step by step, before and after its change.
package struct Premium: Sendable, Hashable {
  package let tariff: Tariff
  /// Of the state that holds now.
  package let now: PremiumCalculation
  /// Of the state before the change; nil for an original.
  package let before: PremiumCalculation?

  /// 差引: now − before; positive 追徴, negative 返還. Nil for an original.
  package var difference: Int64? { before.map { now.amount - $0.amount } }

  /// Both states under the tariff in force on the original 保証契約日 (record.md, Money).
  init(_ basis: PremiumBasis, tariff: Tariff) {
    self.tariff = tariff
    func calculation(_ state: PremiumBasis.State) -> PremiumCalculation {
      PremiumCalculation(
        tariff: tariff, guaranteeAmount: state.guaranteeAmount, days: state.days, isRelated: basis.isRelated,
        isConsulting: basis.isConsulting)
    }
    now = calculation(basis.now)
    before = basis.before.map(calculation)
  }
}
