package import Fields
package import Rules

extension ValueTree {
  /// Makes the tree of everything that a form can print of a certificate: the record's own values, the defaults of the
  /// rules, and every path of `Catalogue.derived`.
  init(_ certificate: Certificate, premium: Premium, rules: Rulebook, issuedOn: CalendarDate) {
    self.init()
    setRecord(certificate)
    setDefaults(certificate, rules: rules)
    set("issuedOn", to: .date(issuedOn))
    set("mark.specimen", to: .flag(rules.issuer.specimen))
    set("mark.copy", to: .flag(false))
    setIssuer(rules.issuer, on: issuedOn)
    setShares(certificate)
    setAmendment(certificate)
    setPremium(premium)
    setPayment(
      Payment(
        certificate.paymentStatement, amount: premium.difference ?? premium.now.amount, rules: rules.issuer.payments))
  }

  /// The values of issuer.json alone, which are the same on every paper of a day.
  package init(issuerOf rules: Rulebook, on day: CalendarDate) {
    self.init()
    setIssuer(rules.issuer, on: day)
  }

  private mutating func setRecord(_ certificate: Certificate) {
    for field in Catalogue.fields where !field.isMemberField && !field.isAmendmentField {
      if let value = certificate.values[FieldKey(field.path)] { set(field.path, to: value) }
    }
    if certificate.members.isEmpty { return }
    set(
      Catalogue.membersPath,
      to: .list(
        certificate.members.map { member in
          var tree = ValueTree()
          tree.setText("role", member.role)
          tree.setText("name", member.name)
          tree.setText("address", member.address.map { AddressHead.printed($0, postalCode: nil) })
          tree.setText("representativeTitle", member.representativeTitle)
          tree.setText("representative", member.representative)
          return tree
        }))
  }

  /// Sets the names without honorifics, which the forms print themselves, and the values of issuer.json and
  /// orderers.json for those that the record does not state.
  private mutating func setDefaults(_ certificate: Certificate, rules: Rulebook) {
    let orderer = rules.orderers.orderer(named: certificate.ordererName)
    let addressee = certificate.ordererAddressee ?? orderer?.addressee ?? certificate.ordererName
    set("orderer.addressee", to: .text(Honorific.stripped(addressee)))
    set("contractor.name", to: .text(Honorific.stripped(certificate.contractor.name)))
    // The forms print 〒 and the postal code before the address; so an address that begins with one prints it once.
    if let address = certificate.contractor.address {
      let postalCode = certificate.contractor.postalCode
      set("contractor.address", to: .text(AddressHead.printed(address, postalCode: postalCode)))
    }
    setText("orderer.submission", orderer?.submission?.text)
    setText("orderer.specialDesk", orderer?.submission?.specialDesk)
    set("work.category", to: .text(certificate.work.category))
    set(
      "guarantee.terms",
      to: (certificate.terms ?? rules.issuer.terms(of: certificate.kind, on: certificate.concludedOn)?.text).map(
        Value.text))
  }

  private mutating func setIssuer(_ rules: IssuerRules, on day: CalendarDate) {
    guard let issuer = rules.issuer(on: day) else { return }
    setText("issuer.name", issuer.name)
    setText("issuer.address", issuer.address)
    setText("issuer.representativeTitle", issuer.representativeTitle)
    setText("issuer.representative", issuer.representative)
    setText("issuer.keyDesk", issuer.keyDesk)
    setText("issuer.premiumDesk", issuer.premiumDesk)
    setText("issuer.telephone", issuer.telephone)
    setText("issuer.hours", issuer.hours)
    setText("issuer.email", issuer.email)
    setText("issuer.account", issuer.account)
    setText("issuer.viewerName", issuer.viewerName)
    setText("issuer.viewerAddress", issuer.viewerAddress)
    // Bytes that a QR code of version 2 and of version 3 holds at level M (ISO/IEC 18004, table 7).
    let length = issuer.viewerAddress.utf8.count
    setText("issuer.viewerAddressRoom", length <= 26 ? "横" : length <= 42 ? "狭" : "下")
    set("issuer.seal", to: .flag(issuer.seal))
    set("issuer.houseMark", to: .flag(issuer.houseMark))
    setText("issuer.keyDescription", rules.key.sentence)
    set("issuer.keyGroup", to: .integer(Int64(rules.key.group)))
    // The key notice has room for four cells in a row.
    set("issuer.keyTwoRows", to: .flag(rules.key.cells > 4))
  }

  private mutating func setShares(_ certificate: Certificate) {
    let price = certificate.work.price
    set("guarantee.share", to: Ratio(certificate.guaranteeAmount, price).map(Value.ratio))
    set("advance.share", to: certificate.advanceAmount.flatMap { Ratio($0, price) }.map(Value.ratio))
  }

  private mutating func setAmendment(_ certificate: Certificate) {
    guard let amendment = certificate.amendment else {
      for name in Self.changeable { set("amendment.changed.\(name)", to: .flag(false)) }
      set("amendment.datesOnly", to: .flag(false))
      return
    }
    let before = amendment.before
    set("amendment.count", to: .integer(Int64(amendment.count)))
    set("amendment.on", to: .date(amendment.on))
    setText("amendment.kinds", amendment.kinds.joined(separator: "・"))
    // A 契約保証 has no 保証期限; what the same word of the record changes there is its 保証期間.
    let kinds = amendment.kinds.map { certificate.kind == .performance && $0 == "保証期限変更" ? "保証期間変更" : $0 }
    setText("amendment.kindsText", kinds.joined(separator: "・"))
    let changed = [
      before.workFrom != nil || before.workTo != nil, before.price != nil || before.tax != nil,
      before.advanceAmount != nil,
      before.guaranteeAmount != nil, before.until != nil, before.from != nil || before.to != nil,
    ]
    for (name, changed) in zip(Self.changeable, changed) { set("amendment.changed.\(name)", to: .flag(changed)) }
    let amounts = [before.price, before.tax, before.advanceAmount, before.guaranteeAmount]
    set("amendment.datesOnly", to: .flag(changed.contains(true) && amounts.allSatisfy { $0 == nil }))
    // Where the tax alone changed, the price was the same before.
    let price = before.price ?? before.tax.map { _ in certificate.work.price }
    set("amendment.before.price", to: price.map(Value.yen))
    set("amendment.before.tax", to: before.tax.map(Value.yen))
    set("amendment.before.advanceAmount", to: before.advanceAmount.map(Value.yen))
    set("amendment.before.guaranteeAmount", to: before.guaranteeAmount.map(Value.yen))
    set("amendment.before.until", to: before.until.map(Value.date))
    // Of a period that changed, both ends are printed; an end that did not change was the same before.
    if before.workFrom != nil || before.workTo != nil {
      set("amendment.before.workFrom", to: .date(before.workFrom ?? certificate.work.period.from))
      set("amendment.before.workTo", to: .date(before.workTo ?? certificate.work.period.to))
    }
    if let period = certificate.guaranteePeriod, before.from != nil || before.to != nil {
      set("amendment.before.from", to: .date(before.from ?? period.from))
      set("amendment.before.to", to: .date(before.to ?? period.to))
    }
  }

  private static let changeable = ["work", "price", "advance", "guarantee", "until", "period"]
}

extension ValueTree {
  mutating func setText(_ path: String, _ text: String?) {
    set(path, to: text.map(Value.text))
  }
}

extension ValueTree {
  /// Sets `payment.state`, and what the record says of the payment as far as it holds.
  mutating func setPayment(_ payment: Payment) {
    set("payment.state", to: .text(payment.state.rawValue))
    setText("payment.status", payment.status)
    setText("payment.method", payment.method)
    set("payment.paidOn", to: payment.paidOn.map(Value.date))
  }
}
