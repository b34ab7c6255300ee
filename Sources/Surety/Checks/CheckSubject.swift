import Diagnostics
import Fields

/// A record under examination: every check reads what it needs and keeps silent when that is not there.
struct CheckSubject {
  let row: TypedRow
  let rules: Rulebook
  let kind: GuaranteeKind?
  /// The orderer's rules when the name is known.
  let orderer: Orderer?
  let changeCount: Int
  let premium: Premium?

  init(_ row: TypedRow, rules: Rulebook) {
    self.row = row
    self.rules = rules
    kind = row.text("kind").flatMap(GuaranteeKind.init)
    orderer = row.text("orderer.name").flatMap(rules.orderers.orderer)
    let carried = row.text("number").flatMap(rules.issuer.number.changeCount)
    changeCount = carried ?? row.integer("amendment.count").map(Int.init) ?? 0
    premium = PremiumBasis(row, changeCount: changeCount).flatMap { basis in
      rules.tariff(of: basis.kind, on: basis.concludedOn).map { Premium(basis, tariff: $0) }
    }
  }
}
