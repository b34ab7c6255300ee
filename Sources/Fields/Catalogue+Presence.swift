extension Catalogue {
  /// Optional values that are there whenever another value is there (or, for a flag, is true). A form that asks for the one may print
  /// the others. `Surety` fills the tree so that this holds.
  package static let presentWith: [String: [String]] = [
    "amendment.count": ["amendment.on", "amendment.kindsText"],
    "amendment.changed.work": ["amendment.before.workFrom", "amendment.before.workTo"],
    "amendment.changed.price": ["amendment.before.price"],
    "amendment.changed.advance": ["amendment.before.advanceAmount"],
    "amendment.changed.guarantee": ["amendment.before.guaranteeAmount"],
    "amendment.changed.until": ["amendment.before.until"],
    "amendment.changed.period": ["amendment.before.from", "amendment.before.to"],
    "premium.difference": ["premium.before.amount", "premium.before.total", "premium.before.guaranteeAmount"],
    "premium.surcharge": [
      "premium.difference", "premium.before.amount", "premium.before.total", "premium.before.guaranteeAmount",
    ],
    "premium.refund": [
      "premium.difference", "premium.before.amount", "premium.before.total", "premium.before.guaranteeAmount",
    ],
    "premium.steps[].amount": ["premium.steps[].product"],
    "premium.steps[].before.amount": ["premium.steps[].before.product"],
    "mark.reissue.on": ["mark.reissue.count"],
  ]

  /// Optional values of the record that the tree always has, because the rules or another field stand in for them.
  package static let alwaysFilled: Set<String> = [
    "orderer.addressee", "work.category", "guarantee.terms", "contractor.members[].role", "contractor.members[].name",
    "premium.amount",
  ]
}
