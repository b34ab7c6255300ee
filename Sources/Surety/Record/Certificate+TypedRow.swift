import Diagnostics
import Fields
import Rules

extension Certificate {
  /// Makes the certificate of a row that has all required values. Nil when one is missing; the checks have then
  /// reported it.
  init?(_ row: TypedRow, pattern: NumberPattern) {
    guard let kind = row.kind, let number = row.text("number"),
      let concludedOn = row.date("concludedOn"),
      let ordererName = row.text("orderer.name"), let work = Work(row), let contractor = Party(row),
      let guaranteeAmount = row.yen("guarantee.amount")
    else { return nil }
    self.kind = kind
    self.number = number
    self.concludedOn = concludedOn
    priorNumber = row.text("priorNumber")
    key = row.secret("key")
    self.ordererName = ordererName
    ordererAddressee = row.text("orderer.addressee")
    self.contractor = contractor
    members = row.members
    self.work = work
    advanceAmount = row.yen("advance.amount")
    priorAdvance = row.yen("advance.prior")
    self.guaranteeAmount = guaranteeAmount
    until = row.date("guarantee.until")
    guaranteePeriod = row.span("guarantee.from", "guarantee.to")
    if kind == .performance ? guaranteePeriod == nil : advanceAmount == nil || until == nil { return nil }
    terms = row.text("guarantee.terms")
    numberCarriesChangeCount = pattern.carriesChangeCount
    changeCount = row.changeCount(carriedBy: pattern)
    amendment = Amendment(row, count: changeCount)
    if amendment == nil, changeCount > 0 || row.mentionsAmendment { return nil }
    statedPremium = row.yen("premium.amount")
    statedReceived = row.yen("premium.received")
    values = row.cells.mapValues(\.value)
  }
}

extension Certificate.Work {
  fileprivate init?(_ row: TypedRow) {
    guard let name = row.text("work.name"), let place = row.text("work.place"),
      let period = row.span("work.from", "work.to"),
      let price = row.yen("work.price")
    else { return nil }
    self.init(
      category: row.category, number: row.text("work.number"), name: name, place: place,
      contractedOn: row.date("work.contractedOn"),
      originallyContractedOn: row.date("work.originallyContractedOn") ?? row.date("work.contractedOn"),
      announcedOn: row.date("work.announcedOn"), period: period, price: price, tax: row.yen("work.tax"),
      lowBid: row.flag("work.lowBid") ?? false, clausesEdition: row.date("work.clausesEdition"))
  }
}

extension Certificate.Party {
  fileprivate init?(_ row: TypedRow) {
    guard let name = row.text("contractor.name"), let address = row.text("contractor.address"),
      let representative = row.text("contractor.representative")
    else { return nil }
    self.init(
      name: name, postalCode: row.text("contractor.postalCode"), address: address,
      representativeTitle: row.text("contractor.representativeTitle"), representative: representative, role: nil)
  }
}

extension Certificate.Amendment {
  fileprivate init?(_ row: TypedRow, count: Int) {
    guard count > 0, let on = row.date("amendment.on") else { return nil }
    let kinds = row.words("amendment.kinds")
    if kinds.isEmpty { return nil }
    func before(_ name: String) -> String { "amendment.before.\(name)" }
    self.init(
      count: count, on: on, kinds: kinds,
      before: Certificate.Before(
        price: row.changedYen(before("price"), from: "work.price"),
        tax: row.yen(before("tax")),
        advanceAmount: row.changedYen(before("advanceAmount"), from: "advance.amount"),
        guaranteeAmount: row.changedYen(before("guaranteeAmount"), from: "guarantee.amount"),
        until: row.changedDate(before("until"), from: "guarantee.until"),
        from: row.changedDate(before("from"), from: "guarantee.from"),
        to: row.changedDate(before("to"), from: "guarantee.to"),
        workFrom: row.changedDate(before("workFrom"), from: "work.from"),
        workTo: row.changedDate(before("workTo"), from: "work.to")))
  }
}

extension TypedRow {
  /// Whether the record describes a change: a change count above 0, or any other value of the change.
  var mentionsAmendment: Bool {
    if let count = integer("amendment.count"), count > 0 { return true }
    return Catalogue.fields.contains {
      $0.isAmendmentField && !$0.isChangeCount && mentions($0.path)
    }
  }

  fileprivate func span(_ from: String, _ to: String) -> DateSpan? {
    guard let first = date(from), let last = date(to) else { return nil }
    return DateSpan(from: first, to: last)
  }

  /// The value before the change; nil when it equals the current one.
  fileprivate func changedYen(_ path: String, from current: String) -> Int64? {
    yen(path).flatMap { $0 == yen(current) ? nil : $0 }
  }

  fileprivate func changedDate(_ path: String, from current: String) -> CalendarDate? {
    date(path).flatMap { $0 == date(current) ? nil : $0 }
  }

  fileprivate var members: [Certificate.Party] {
    (0..<memberCount).compactMap { index in
      func text(_ name: String) -> String? { self.text("\(Catalogue.membersPath)[].\(name)", member: index) }
      guard let name = text("name") else { return nil }
      return Certificate.Party(
        name: name, postalCode: nil, address: text("address"), representativeTitle: text("representativeTitle"),
        representative: text("representative"), role: role(ofMember: index))
    }
  }
}
