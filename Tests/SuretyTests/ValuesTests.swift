import Diagnostics
import Fields
import Rules
import Testing

@testable import Surety

@Suite("The values that the papers print")
struct ValuesTests {
  static func values(_ changes: [String: String?] = [:], like number: String = "44-07-0012345-00") throws -> ValueTree {
    let assessment = try Samples.assess(Samples.record(changes, like: number))
    #expect(assessment.isAccepted)
    return assessment.values
  }

  /// The sheet's rows, absent cells as –: slice, rate, amount and product before, amount and product now.
  static func sheet(_ values: ValueTree) -> [[String]] {
    guard case .list(let steps)? = values["premium.steps"] else { return [] }
    return steps.map { step in
      ["slice", "rate", "before.amount", "before.product", "amount", "product"].map { step[$0]?.plain ?? "–" }
    }
  }

  @Test("前払金保証: the premium sheet of the design study")
  func advance() throws {
    let values = try Self.values()
    #expect(
      Self.sheet(values) == [
        ["3,000,000円以下の部分", "0.30", "–", "–", "3000000", "9,000"],
        ["3,000,000円を超え10,000,000円以下", "0.25", "–", "–", "7000000", "17,500"],
        ["10,000,000円を超え30,000,000円以下", "0.19", "–", "–", "9300000", "17,670"],
      ])
    #expect(values.plain("premium.total", "premium.dropped", "premium.amount") == ["44,170", nil, "44170"])
    #expect(values.plain("premium.rounding") == ["1円未満切捨て"])
    #expect(values.plain("tariff.name", "tariff.effectiveFrom", "tariff.sample") == ["見本料率 第1版", "2025-04-01", "true"])
    #expect(values.plain("premium.difference", "premium.surcharge", "premium.refund") == [nil, "false", "false"])
    #expect(values.plain("advance.share", "guarantee.terms") == ["3860/9669", "前払金保証約款及び同特則"])
    #expect(values.plain("orderer.submission", "orderer.specialDesk") == ["契約書等と併せて持参してください。", "契約検査課"])
    #expect(values.plain("issuedOn", "mark.specimen", "mark.copy") == ["2026-01-30", "true", "false"])
  }

  @Test("減額: the refund sheet of the design study")
  func refund() throws {
    let values = try Self.values(like: "44-07-0012345-01")
    #expect(
      Self.sheet(values) == [
        ["3,000,000円以下の部分", "0.30", "3000000", "9,000", "3000000", "9,000"],
        ["3,000,000円を超え10,000,000円以下", "0.25", "7000000", "17,500", "7000000", "17,500"],
        ["10,000,000円を超え30,000,000円以下", "0.19", "9300000", "17,670", "7600000", "14,440"],
      ])
    #expect(
      values.plain("premium.before.amount", "premium.amount", "premium.difference") == ["44170", "40940", "-3230"])
    #expect(values.plain("premium.refund", "premium.surcharge") == ["true", "false"])
    #expect(
      values.plain("amendment.changed.guarantee", "amendment.changed.until", "amendment.kindsText") == [
        "true", "false", "減額",
      ])
  }

  @Test("増額 that reaches further slices: cells of slices that a state does not use are absent")
  func further() throws {
    let values = try Self.values(
      [
        "work.price": "6600000", "work.tax": nil, "advance.amount": "2600000", "guarantee.amount": "2600000",
        "amendment.before.price": "26400000", "amendment.before.advanceAmount": "10500000",
        "amendment.before.guaranteeAmount": "10500000", "premium.amount": nil, "premium.received": nil,
      ], like: "44-07-0012345-01")
    #expect(
      Self.sheet(values) == [
        ["3,000,000円以下の部分", "0.30", "3000000", "9,000", "2600000", "7,800"],
        ["3,000,000円を超え10,000,000円以下", "0.25", "7000000", "17,500", "–", "–"],
        ["10,000,000円を超え30,000,000円以下", "0.19", "500000", "950", "–", "–"],
      ])
    #expect(values.plain("premium.difference") == ["-19650"])
  }

  @Test("契約保証, 増額 and a later end: the amended certificate of the design study, recomputed by hand")
  func performance() throws {
    let values = try Self.values(like: "44-07-0012388-01")
    #expect(
      Self.sheet(values) == [
        ["1,000,000円以下の部分", "0.60", "1000000", "6,000", "1000000", "6,000"],
        ["1,000,000円を超え5,000,000円以下", "0.50", "4000000", "20,000", "4000000", "20,000"],
        ["5,000,000円を超える部分", "0.45", "8200000", "36,900", "10400000", "46,800"],
      ])
    #expect(
      values.plain("premium.before.amount", "premium.amount", "premium.difference") == ["62900", "72800", "9900"])
    #expect(
      values.plain("amendment.kindsText", "amendment.before.from", "amendment.before.to") == [
        "増額・保証期間変更", "2025-06-13", "2026-01-30",
      ])
    guard case .list(let members)? = values[Catalogue.membersPath] else {
      Issue.record("no members")
      return
    }
    #expect(members.map { $0["role"]?.plain } == ["代表者", "構成員", "構成員"])
    #expect(members.last?["representative"]?.plain == "渡邊　航")
  }

  @Test(
    "how the premium is paid: a word of the table decides, else the day on which it was paid; unknown words decide nothing",
    arguments: [
      (["payment.status": "領収済み"], "領収済み"), (["payment.status": "入金済", "payment.method": "口座振替"], "領収済み"),
      (["payment.paidOn": "2025-06-19"], "領収済み"), ([:], "未納"), (["payment.status": "未収"], "未納"),
      (["payment.status": "未収", "payment.paidOn": "2025-06-19"], "その他"), (["payment.method": "銀行振込"], "未納"),
      (["payment.method": "口座振替"], "口座振替"), (["payment.method": "口座振替", "payment.status": "未収"], "口座振替"),
      (["payment.status": "入金確認済み", "payment.dueOn": "2025-06-30"], "領収済み"),
      (["payment.status": "領収済（令和7年6月19日）"], "領収済み"), (["payment.status": "　収納済み　ＡＴＭ"], "領収済み"),
      (["payment.status": "領収済みではない"], "その他"), (["payment.status": "領収済み（予定）"], "その他"),
      (["payment.status": "入金確認待ち"], "その他"), (["payment.status": "未収なし"], "その他"),
      (["payment.status": "返還済み"], "その他"), (["payment.status": "領収済み？"], "その他"),
      (["payment.method": "口座振替（大分銀行）"], "口座振替"), (["payment.method": "大分銀行　預金口座振替"], "口座振替"),
      (["payment.status": "口座振替"], "口座振替"), (["payment.status": "口座振替（大分銀行）"], "口座振替"),
      (["payment.status": "口座振替不能"], "その他"), (["payment.status": "口座振替済み"], "領収済み"),
      (["payment.status": "口座振替", "payment.paidOn": "2025-06-19"], "領収済み"),
      (["payment.status": "口座振替", "payment.method": "銀行振込"], "その他"),
      (["payment.method": "口座振替又は銀行振込"], "その他"), (["payment.method": "口座振替不能につき銀行振込"], "その他"),
      (["payment.status": "一部領収"], "その他"), (["payment.status": "一部領収", "payment.paidOn": "2025-06-19"], "その他"),
      // Words of a state in the field of the method move or contradict; money that is handed over names no bank.
      (["payment.method": "領収済み", "payment.dueOn": "2025-06-30"], "領収済み"), (["payment.method": "未収"], "未納"),
      (["payment.method": "銀行振込（領収済み）", "payment.dueOn": "2025-06-30"], "その他"),
      (["payment.method": "振替不能"], "その他"), (["payment.method": "領収済", "payment.status": "領収済み"], "領収済み"),
      (["payment.method": "未収", "payment.status": "領収済み"], "その他"),
      (["payment.method": "現金領収", "payment.status": "領収済み"], "領収済み"),
      (["payment.method": "現金", "payment.status": "未収"], "その他"), (["payment.method": "小切手"], "その他"),
      (["payment.method": "現金", "payment.status": "領収済み"], "領収済み"),
    ])
  func payment(stated: [String: String], state: String) throws {
    var changes: [String: String?] = Dictionary(
      uniqueKeysWithValues: ["paidOn", "dueOn", "method", "status"].map { ("payment.\($0)", nil) })
    for (path, value) in stated { changes[path] = value }
    #expect(try Self.values(changes).plain("payment.state") == [state])
  }

  @Test(
    "an amendment is paid by its difference, whatever the record says of the payment",
    arguments: [("44-07-0012345-01", "返還"), ("44-07-0012611-01", "なし"), ("44-07-0012388-01", "未納")])
  func amendedPayment(number: String, state: String) throws {
    #expect(try Self.values(like: number).plain("payment.state") == [state])
  }

  @Test(
    "money that goes back is still to be returned unless the record surely says that it was",
    arguments: [
      ([:], "返還"), (["payment.status": "領収済み", "payment.paidOn": "2025-06-19"], "返還"),
      (["payment.status": "返還済み"], "返還済み"), (["payment.status": "返金済（銀行振込）"], "返還済み"),
      (["payment.status": "返還手続中"], "返還"), (["payment.status": "一部返還済み"], "その他"), (["payment.status": "相殺"], "その他"),
    ])
  func refund(stated: [String: String], state: String) throws {
    #expect(try Self.values(stated.mapValues { $0 }, like: "44-07-0012345-01").plain("payment.state") == [state])
  }

  @Test("a day before the change is the day of an earlier premium: it neither pays the difference nor returns it")
  func earlierPayment() throws {
    let early: [String: String?] = ["payment.paidOn": "2025-06-19"]
    #expect(try Self.values(early, like: "44-07-0012388-01").plain("payment.state", "payment.paidOn") == ["その他", nil])
    let returned = early.merging(["payment.status": "返還済み"]) { $1 }
    #expect(
      try Self.values(returned, like: "44-07-0012345-01").plain("payment.state", "payment.paidOn") == ["返還済み", nil])
  }

  @Test(
    "a 領収済み with a day before the change speaks of the earlier premium: it is printed with that day and decides nothing"
  )
  func surchargePaidBefore() throws {
    let values = try Self.values(
      ["payment.status": "領収済み", "payment.paidOn": "2025-06-19"], like: "44-07-0012388-01")
    #expect(
      values.plain("payment.state", "payment.status", "payment.paidOn") == ["その他", "領収済み", "2025-06-19"])
  }

  @Test("words of a state that names the method are printed as the method")
  func methodFromStatus() throws {
    let values = try Self.values(
      ["payment.status": "口座振替（大分銀行）", "payment.method": nil, "payment.paidOn": nil])
    #expect(values.plain("payment.state", "payment.method") == ["口座振替", "口座振替（大分銀行）"])
  }

  @Test(
    "only dates changed where no amount did",
    arguments: [
      ("44-07-0012345-00", "false"), ("44-07-0012345-01", "false"), ("44-07-0012611-01", "true"),
      ("44-07-0012388-01", "false"),
    ])
  func datesOnly(number: String, flag: String) throws {
    #expect(try Self.values(like: number).plain("amendment.datesOnly") == [flag])
  }

  @Test("the tax before a change is that of the record")
  func taxBefore() throws {
    let values = try Self.values(["amendment.before.tax": "4395000"], like: "44-07-0012345-01")
    #expect(values.plain("amendment.before.tax", "work.tax") == ["4395000", "4000000"])
  }

  @Test("a change of days alone: both states in full, difference 0")
  func daysAlone() throws {
    let values = try Self.values(like: "44-07-0012611-01")
    #expect(values.plain("premium.difference", "premium.surcharge", "premium.refund") == ["0", "false", "false"])
    #expect(values.plain("premium.before.amount", "premium.amount") == ["14500", "14500"])
    #expect(
      values.plain("amendment.changed.work", "amendment.before.workFrom", "amendment.before.workTo") == [
        "true", "2025-06-27", "2026-09-30",
      ])
  }

  @Test("中間前払金保証: one slice at the published rate")
  func interim() throws {
    let values = try Self.values(like: "38-07-0002980-00")
    #expect(Self.sheet(values) == [["保証金額", "0.065", "–", "–", "16700000", "10,855"]])
    #expect(values.plain("tariff.name", "tariff.sample") == ["中間前払金保証料率", "false"])
  }

  @Test("products have as many decimals as the exact result needs, the same in the whole column")
  func decimals() throws {
    let values = try Self.values(["advance.amount": "10234567", "guarantee.amount": "10234567", "premium.amount": nil])
    #expect(Self.sheet(values).map { $0[5] } == ["9,000.0000", "17,500.0000", "445.6773"])
    #expect(values.plain("premium.total", "premium.dropped", "premium.amount") == ["26,945.6773", "△0.6773", "26945"])
  }

  @Test("honorifics are taken off names, with a note")
  func honorifics() throws {
    let row = try Samples.record(["orderer.addressee": "臼杵市長　様", "contractor.name": "株式会社かささぎ組御中"])
    let assessment = try Samples.assess(row)
    #expect(assessment.values.plain("orderer.addressee", "contractor.name") == ["臼杵市長", "株式会社かささぎ組"])
    #expect(assessment.diagnostics.map(\.code) == ["record.text.honorific", "record.text.honorific"])
    #expect(assessment.diagnostics.allSatisfy { $0.severity == .note })
  }

  @Test("the tree keeps the contract with the forms", arguments: 0..<45)
  func contract(_ index: Int) throws {
    let assessment = try Samples.assess(Samples.certificates.get()[index])
    let values = assessment.values
    for field in Catalogue.derived where !field.optional && !field.path.contains("[]") {
      #expect(values[field.path] != nil, "\(field.path)")
    }
    for (path, others) in Catalogue.presentWith where !path.contains("[]") && values.holds(path) {
      for other in others { #expect(values[other] != nil, "\(other) with \(path)") }
    }
    for path in Catalogue.alwaysFilled where !path.contains("[]") { #expect(values[path] != nil, "\(path)") }
    let known = Set(Catalogue.fields.map(\.path) + Catalogue.derived.map(\.path) + [Catalogue.membersPath])
    for path in values.paths("") where !known.contains(path) { Issue.record("\(path) is in no catalogue") }
  }

  @Test("tariffs with a factor for time and a discount show both as rows of their own")
  func adjustments() throws {
    let rules = try Samples.rulebook(
      replacing: [
        #""name": "見本料率 第1版","#:
          #""name": "試験", "daysOfFullRate": 1000, "discounts": [{"name": "割引", "when": "always", "rate": "10"}],"#
      ], in: "Rules/tariffs.json")
    let row = try Samples.record(
      [
        "premium.amount": nil, "premium.received": nil, "work.to": "2025-11-28", "guarantee.until": "2025-11-28",
        "amendment.before.workTo": "2025-09-30", "amendment.before.until": "2025-09-30",
      ], like: "44-07-0012611-01")
    let day = try #require(CalendarDate(iso: "2025-11-28"))
    let values = rules.assess(row, papers: .withoutKey, issuedOn: day).values
    guard case .list(let rows)? = values["premium.adjustments"] else {
      Issue.record("no adjustments")
      return
    }
    let cells = rows.map { row in ["name", "before.amount", "amount"].map { row[$0]?.plain } }
    // 2025-07-01 to 2025-11-28 are 151 days, to 2025-09-30 92; the sum of the slices is 14,500.
    #expect(cells == [["期間係数 0.1510（変更前 0.0920）", "△13,166.00", "△12,310.50"], ["割引", "△133.40", "△218.95"]])
    #expect(values.plain("premium.before.amount", "premium.amount", "premium.difference") == ["1200", "1970", "770"])
  }
}

extension Value {
  var plain: String? {
    switch self {
    case .text(let text): text
    case .date(let date): date.iso
    case .yen(let number), .integer(let number): String(number)
    case .ratio(let ratio): "\(ratio.numerator)/\(ratio.denominator)"
    case .flag(let flag): String(flag)
    case .secret, .record, .list: nil
    }
  }
}

extension ValueTree {
  func plain(_ paths: String...) -> [String?] { paths.map { self[$0]?.plain } }

  /// Whether a form's `when present` finds the value.
  fileprivate func holds(_ path: String) -> Bool {
    if case .flag(let flag)? = self[path] { flag } else { self[path] != nil }
  }

  /// Every path in the tree, list elements with `[]`.
  fileprivate func paths(_ prefix: String) -> [String] {
    members.flatMap { name, value -> [String] in
      switch value {
      case .record(let tree): tree.paths(prefix + name + ".")
      case .list(let trees): [prefix + name] + trees.flatMap { $0.paths(prefix + name + "[].") }
      default: [prefix + name]
      }
    }
  }
}
