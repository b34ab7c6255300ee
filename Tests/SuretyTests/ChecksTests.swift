import Diagnostics
import Fields
import Rules
import Testing

@testable import Surety

@Suite("The rules of the trade, one by one")
struct ChecksTests {
  /// Cells changed in an example record, and the codes of the warnings and errors that answer.
  struct Case: Sendable, CustomTestStringConvertible {
    let changes: [String: String?]
    let number: String
    let codes: [String]
    var testDescription: String { "\(changes.keys.sorted().joined(separator: ", ")) of \(number)" }

    init(_ changes: [String: String?], _ codes: [String], of number: String = "44-07-0012345-00") {
      self.changes = changes
      self.codes = codes
      self.number = number
    }
  }

  static let cases: [Case] = [
    Case([:], []),
    // Texts: TextChecksTests has the tables of what is found and what is not.
    Case(["contractor.representative": "??田　太郎"], ["record.text.damaged"]),
    Case(["contractor.address": "NULL"], ["record.text.machine"]),
    Case(["contractor.name": "譬ｪ蠑丈ｼ夂､ｾ"], ["record.text.mojibake"]),
    Case(["contractor.representative": "&#39640;﨑　朔太郎"], ["record.text.escape"]),
    Case(["contractor.representative": "\u{2FBC}﨑　朔太郎"], ["record.text.radical"]),
    Case(["contractor.members[2].name": "株式会社〓組"], ["record.text.damaged"], of: "44-07-0012388-01"),
    Case(["contractor.postalCode": "87900"], ["record.postalCode.form"]),
    Case(["contractor.address": "〒879-0001　大分県豊州市本町二丁目4番6号"], ["record.postalCode.address"]),
    Case(["contractor.address": "〒879-0000　大分県豊州市本町二丁目4番6号"], []),
    // Amounts
    Case(["work.tax": "4395002"], ["record.work.tax.rate"]),
    Case(["work.tax": "4395001"], []),
    Case(["work.tax": "4394999"], []),
    Case(["work.tax": "0"], ["record.work.tax.rate"]),
    Case(
      [
        "work.price": "48345", "work.tax": "4395", "advance.amount": "19300", "guarantee.amount": "19300",
        "premium.amount": nil,
      ], ["record.yen.small", "limit.advance.rounding"]),
    Case(
      ["work.price": "275000", "work.tax": "25000", "guarantee.amount": "27500", "premium.amount": nil],
      ["record.yen.small"], of: "44-07-0012344-00"),
    // Contract
    Case(["work.price": "0", "work.tax": nil], ["record.yen.zero", "record.guarantee.exceeds"]),
    Case(["work.tax": "48345000"], ["record.work.tax"]),
    Case(["concludedOn": "2025-06-15"], ["record.concludedOn.early"]),
    Case(["priorNumber": "44-07-0012345-01"], ["record.priorNumber.itself"]),
    Case(["payment.paidOn": "2025-06-20"], ["record.payment.late"]),
    Case(["payment.status": "一部領収"], ["record.payment.unclear"]),
    Case(["payment.status": "口座振替", "payment.paidOn": nil], ["record.payment.unclear"]),
    Case(["payment.status": "未収"], ["record.payment.unclear"]),
    Case(["payment.status": "未収", "payment.paidOn": nil, "payment.method": "現金"], ["record.payment.unclear"]),
    Case(["payment.status": nil, "payment.method": "銀行振込（領収済み）"], ["record.payment.unclear"]),
    Case(["payment.status": nil, "payment.paidOn": nil, "payment.method": "領収済み"], []),
    Case(["payment.status": "未収", "payment.paidOn": nil], []),
    Case(["work.originallyContractedOn": "2025-06-17"], ["record.work.contractedOn"]),
    Case(["guarantee.from": "2025-06-18"], ["record.guarantee.covers"], of: "44-07-0012344-00"),
    Case(
      ["guarantee.from": "2026-12-01"], ["record.guarantee.covers", "record.guarantee.period"], of: "44-07-0012344-00"),
    Case(["work.contractedOn": nil], ["record.required", "orderer.trigger.missing"]),
    Case(["work.from": "2026-03-01"], ["record.work.period"]),
    Case(["guarantee.until": "2026-03-31"], ["record.guarantee.until"]),
    Case(["guarantee.amount": "19200000", "premium.amount": nil], ["record.guarantee.amount"]),
    // Orderers
    Case(["orderer.name": "大分市"], ["orderer.unknown"]),
    Case(["orderer.name": "白杵市"], ["orderer.lookalike"]),
    Case(["orderer.addressee": "白杵市長"], ["orderer.lookalike"]),
    Case(["orderer.name": "臼　杵市"], ["orderer.lookalike"]), Case(["orderer.addressee": "臼　杵市長"], ["orderer.lookalike"]),
    Case(["orderer.addressee": "臼杵市長　見本　太郎"], []), Case(["work.place": "臼　杵市大字見本"], ["orderer.lookalike"]),
    Case(["work.place": "白杵市大字見本"], ["orderer.lookalike"]),
    Case(["orderer.name": "臼杵市"], []),
    Case(["orderer.name": "\u{2F85}杵市"], ["orderer.lookalike"]),
    Case(["orderer.addressee": "\u{2F85}杵市長"], ["orderer.lookalike"]),
    Case(["work.place": "\u{2F85}杵市大字見本"], ["orderer.lookalike", "record.text.radical"]),
    Case(["work.clausesEdition": nil], ["orderer.clauses.unknown"]),
    Case(["work.clausesEdition": "2025-03-31"], ["orderer.clauses"]),
    // The standard clauses allow consulting three tenths; what is assumed of the orderer does not loosen that.
    Case(["work.category": "業務"], ["limit.advance.share", "orderer.category"]),
    Case(["work.originallyContractedOn": "2025-03-31"], ["orderer.start"]),
    Case(
      ["orderer.name": "荒尾市", "work.originallyContractedOn": "2024-04-30", "work.contractedOn": "2024-04-30"],
      ["orderer.start", "record.concludedOn.late", "record.work.clausesEdition.late"]),
    Case(
      ["work.originallyContractedOn": nil, "work.contractedOn": nil], ["orderer.trigger.missing"],
      of: "44-07-0014655-00"),
    // Limits: 臼杵市's own are assumed and warn, unless a stated standard one refuses; 国土交通省's are stated and refuse.
    Case(
      ["advance.amount": "19338000", "guarantee.amount": "19338000", "premium.amount": nil],
      ["limit.advance.rounding"]),
    Case(
      ["advance.amount": "19400000", "guarantee.amount": "19400000", "premium.amount": nil], ["limit.advance.share"]),
    Case(
      [
        "orderer.name": "国土交通省九州地方整備局", "advance.amount": "19338001", "guarantee.amount": "19338001",
        "premium.amount": nil,
      ],
      ["limit.advance.share"]),
    Case(
      [
        "orderer.name": "国土交通省九州地方整備局", "advance.amount": "19338000", "guarantee.amount": "19338000",
        "premium.amount": nil,
      ], []),
    Case(["work.lowBid": "有"], ["limit.advance.share"], of: "38-07-0002045-00"),
    Case(["guarantee.amount": "4834499", "premium.amount": nil], ["limit.performance.share"], of: "44-07-0012344-00"),
    Case(["work.lowBid": "有"], ["limit.performance.share"], of: "44-07-0012344-00"),
    Case(["concludedOn": "2025-10-05"], ["limit.interim.elapsed"], of: "38-07-0002980-00"),
    Case(["concludedOn": "2025-10-06"], [], of: "38-07-0002980-00"),
    Case(["advance.prior": "50000000"], ["limit.total.share"], of: "38-07-0002980-00"),
    Case(
      ["orderer.name": "国分寺市", "advance.amount": "100000001", "guarantee.amount": "100000001", "premium.amount": nil],
      ["limit.advance.amount"], of: "13-07-0000456-00"),
    Case(
      [
        "orderer.name": "国分寺市", "orderer.addressee": nil, "advance.amount": "50000001", "guarantee.amount": "50000001",
        "work.price": "300000000", "work.tax": nil, "premium.amount": nil,
      ], ["limit.interim.amount"], of: "38-07-0002980-00"),
    Case(
      [
        "orderer.name": "宇和島市", "orderer.addressee": nil, "work.price": "1300000", "work.tax": nil,
        "advance.amount": "500000", "guarantee.amount": "500000", "premium.amount": nil,
      ], ["limit.advance.price"]),
    Case(
      [
        "orderer.name": "宇和島市", "orderer.addressee": nil, "work.price": "1300001", "work.tax": nil,
        "advance.amount": "500000", "guarantee.amount": "500000", "premium.amount": nil,
      ], []),
    Case(
      [
        "orderer.name": "国土交通省九州地方整備局", "work.price": "9999999", "work.tax": nil, "advance.prior": "3900000",
        "advance.amount": "1900000", "guarantee.amount": "1900000", "premium.amount": nil,
      ], ["limit.interim.price"], of: "38-07-0002980-00"),
    Case(
      ["orderer.name": "国土交通省九州地方整備局", "work.to": "2025-10-22", "guarantee.until": "2025-10-22"],
      ["limit.interim.days", "record.guarantee.expired"], of: "38-07-0002980-00"),
    Case(
      ["orderer.name": "国土交通省九州地方整備局", "work.to": "2025-10-23", "guarantee.until": "2025-10-23"],
      ["record.guarantee.expired"],
      of: "38-07-0002980-00"),
    Case(
      ["advance.amount": "16720001", "guarantee.amount": "16720001", "premium.amount": nil], ["limit.interim.share"],
      of: "38-07-0002980-00"),
    // Joint ventures
    Case(["contractor.members[0].role": "構成員"], ["record.members.representative"], of: "44-07-0012388-01"),
    Case(["contractor.members[1].name": nil], ["record.members.name"], of: "44-07-0012388-01"),
    Case(["contractor.members[0].name": "株式会社かささぎ組"], ["record.members.one"]),
    // Honorifics are only noted.
    Case(["contractor.name": "株式会社かささぎ組　御中"], []),
    // Amendments
    Case(["amendment.on": "2025-06-19"], ["record.amendment.early"], of: "44-07-0012345-01"),
    Case(["amendment.on": nil], ["record.amendment.missing"], of: "44-07-0012345-01"),
    Case(["amendment.count": "2"], ["record.amendment.count"], of: "44-07-0012345-01"),
    Case(["amendment.kinds": "増額"], ["record.amendment.kind", "record.amendment.kind"], of: "44-07-0012345-01"),
    Case(["amendment.before.advanceAmount": "19200000"], ["record.amendment.unequal"], of: "44-07-0012345-01"),
    Case(["amendment.on": "2025-10-08"], ["record.amendment.original"]),
    Case(["amendment.count": "0"], []),
    Case(["amendment.before.until": "2026-03-31"], ["record.amendment.kind"], of: "44-07-0012345-01"),
    Case(["premium.received": nil, "premium.amount": nil], [], of: "44-07-0012345-01"),
    // Premiums
    Case(["premium.amount": "44171"], ["premium.amount.different"]),
    Case(["premium.amount": nil], []),
    Case(["premium.received": "44170"], ["premium.received.original"]),
    Case(["premium.received": "0"], []),
    Case(["premium.received": "44169"], ["premium.received.different"], of: "44-07-0012345-01"),
    Case(["concludedOn": "2022-05-08", "premium.amount": nil], ["premium.tariff.none", "record.concludedOn.early"]),
  ]

  @Test(arguments: cases) func answers(_ test: Case) throws {
    let assessment = try Samples.assess(Samples.record(test.changes, like: test.number))
    let found = assessment.diagnostics.filter { $0.severity != .note }
    let rules = try Samples.rulebook.get()
    let context = CheckContext(
      TypedRow(try Samples.record(test.changes, like: test.number), rules: rules.issuer), rules: rules,
      issuedOn: Samples.today, occasion: .issue)
    for check in CheckTable.checks {
      #expect(check.findings(context).allSatisfy { check.codes.contains($0.code) })
    }
    #expect(found.map(\.code).sorted() == test.codes.sorted())
    for diagnostic in found {
      #expect(diagnostic.location?.record != nil && diagnostic.location?.field != nil)
      #expect(diagnostic.summary.japanese.hasSuffix("。") && diagnostic.summary.english.hasSuffix("."))
      #expect(diagnostic.advice != nil)
    }
  }

  @Test("every code of every rule is answered by a case above")
  func everyCode() {
    let answered = Set(Self.cases.flatMap(\.codes))
    let all = Set(CheckTable.checks.flatMap(\.codes)).subtracting([
      "record.text.honorific", "limit.interim.rounding", "rules.key.weak",
      // In TextChecksTests.
      "rules.checks.missing", "record.telephone.form", "record.mail.form", "record.text.figures", "record.text.formula",
      "record.yen.ratio", "record.text.spreadsheet",
      "record.yen.threshold",
    ]).subtracting(DayRule.allCodes)  // In DayChecksTests.
    #expect(all.subtracting(answered).isEmpty)
  }

  @Test("a refused premium says both figures and the steps between them")
  func premiumWords() throws {
    let assessment = try Samples.assess(Samples.record(["premium.amount": "44710"]))
    let summary = try #require(assessment.diagnostics.first { $0.code == "premium.amount.different" }).summary
    for part in ["44,710円", "44,170円", "3,000,000×0.30%＝9,000", "7,000,000×0.25%＝17,500", "9,300,000×0.19%＝17,670"] {
      #expect(summary.japanese.contains(part) && summary.english.contains(part))
    }
  }

  @Test("an assumed rule warns, whatever its data says; a stated one does as its data says")
  func assumedOnlyWarns() throws {
    let rules = try Samples.rulebook(
      replacing: [
        #""measure": "advance.share", "atMost": "4/10", "severity": "error""#:
          #""measure": "advance.share", "atMost": "1/10", "severity": "error""#
      ],
      in: "Rules/orderers.json")
    for row in try Samples.certificates.get() {
      for diagnostic in rules.assess(row, papers: .withoutKey, issuedOn: Samples.today).diagnostics
      where diagnostic.code == "limit.advance.share" {
        let isAssumed = diagnostic.summary.english.contains("(assumed)")
        // A price that fell after the advance was paid lets a stated limit warn too.
        if isAssumed { #expect(diagnostic.severity == .warning) }
        if !isAssumed, row["amendment.before.price"] == nil { #expect(diagnostic.severity == .error) }
      }
    }
  }

  @Test("every limit of the rules refuses or warns when it is broken, and keeps silent when it is kept")
  func everyLimit() throws {
    let rules = try Samples.rulebook.get().orderers
    for limit in rules.standard + rules.orderers.flatMap(\.limits) {
      let comparison = limit.comparison
      let bound = limit.bound
      let below = try #require(Ratio(bound.numerator * 1000 - 1, bound.denominator * 1000))
      let above = try #require(Ratio(bound.numerator * 1000 + 1, bound.denominator * 1000))
      switch comparison {
      case .atMost:
        #expect(comparison.holds(bound, bound) && comparison.holds(below, bound) && !comparison.holds(above, bound))
      case .atLeast:
        #expect(comparison.holds(bound, bound) && !comparison.holds(below, bound) && comparison.holds(above, bound))
      case .over:
        #expect(!comparison.holds(bound, bound) && !comparison.holds(below, bound) && comparison.holds(above, bound))
      case .multipleOf: #expect(comparison.holds(bound, bound) && !comparison.holds(above, bound))
      }
      #expect(limit.measure.isFraction || bound.denominator == 1)
    }
  }

  @Test("every orderer's start is judged to the day", arguments: try Samples.rulebook.get().orderers.orderers)
  func everyStart(_ orderer: Orderer) throws {
    func codes(_ day: CalendarDate) throws -> [Diagnostic] {
      var changes: [String: String?] = [
        "orderer.name": orderer.name, "orderer.addressee": nil, "work.originallyContractedOn": nil,
        "work.announcedOn": nil,
      ]
      for path in orderer.start.trigger.paths { changes[path] = day.iso }
      let found = try Samples.assess(Samples.record(changes)).diagnostics
      return found.filter { $0.code == "orderer.start" }
    }
    let start = orderer.start.provenance.effectiveFrom
    let eve = try #require(
      start.day > 1
        ? CalendarDate(year: start.year, month: start.month, day: start.day - 1)
        : CalendarDate(
          year: start.month > 1 ? start.year : start.year - 1, month: start.month > 1 ? start.month - 1 : 12, day: 28))
    #expect(try codes(start).isEmpty)
    let found = try codes(eve)
    #expect(found.count == 1)
    #expect(found.first?.severity == (orderer.start.provenance.assumed ? .warning : .error))
  }

  @Test("the 130th of 258 days is the first with half of the period behind it")
  func half() throws {
    let span = DateSpan(from: CalendarDate(iso: "2025-06-16")!, to: CalendarDate(iso: "2026-02-28")!)
    #expect(span.days == 258)
    #expect(CalendarDate(iso: "2025-10-23")!.dayNumber - span.from.dayNumber == 129)
  }

  @Test(
    "names that only look alike",
    arguments: [
      ("白杵市", "臼杵市"), ("大津巿", "大津市"), ("犬津市", "大津市"), ("太津市", "大津市"), ("豊冨町", nil), ("豐山町", "豊山町"), ("岩國市", "岩国市"),
      ("北九州", nil), ("福島県立医科太学", "福島県立医科大学"), ("臼杵市", nil), ("五嶋市", "五島市"),
      // Radicals: ⾅ U+2F85, ⾧ U+2FA7 and ⻑ U+2ED1, ⼤ U+2F24, ⼭ U+2F2D.
      ("\u{2F85}杵市", "臼杵市"), ("\u{2FA7}門市", "長門市"), ("\u{2ED1}門市", "長門市"), ("\u{2F24}津市", "大津市"),
      ("松\u{2F2D}市", "松山市"),
      // Spaces inside of the name.
      ("臼　杵市", "臼杵市"), ("臼 杵　市", "臼杵市"), ("白　杵市", "臼杵市"), ("臼\u{A0}杵市", "臼杵市"),
      // Compatibility ideographs: 福 U+FA1B; 氷 has none.
      ("\u{FA1B}岡県", "福岡県"),
      // Half-width kana and a full-width space for a space; several differences at once.
      ("いちき串木野巿", "いちき串木野市"), ("\u{2F24}津巿", "大津市"),
      // Near misses: other bodies that really exist.
      ("津市", nil), ("長岡市", nil), ("松江市", nil), ("岡山県", nil), ("北広島町", nil),
    ] as [(String, String?)])
  func lookalikes(_ written: String, _ meant: String?) throws {
    #expect(try Samples.rulebook.get().orderers.knownNames.nameConfusable(with: written) == meant)
  }
}

@Suite("A key that could be guessed")
struct WeakKeyTests {
  @Test("is warned of in every record that has a key")
  func warning() throws {
    let rules = try Samples.rulebook(replacing: [#""length": 16"#: #""length": 8"#], in: "Rules/issuer.json")
    func warns(_ key: String?) throws -> Bool {
      rules.assess(try Samples.record(["key": key]), papers: .withoutKey, issuedOn: Samples.today).diagnostics
        .contains { $0.code == "rules.key.weak" && $0.severity == .warning }
    }
    #expect(try warns("7KQM4XHR"))
    #expect(try !warns(nil))
  }
}

@Suite("A contract number that went through a spreadsheet")
struct SpreadsheetNumberTests {
  static let numbers: [(String, String, String?)] = [
    ("44-7-12345-0", "record.number.zeros", "44-07-0012345-00"),
    ("44-07-12345-00", "record.number.zeros", "44-07-0012345-00"),
    ("4-07-0012345-00", "record.number.zeros", "04-07-0012345-00"), ("2044/7/12", "record.number.date", nil),
    ("Apr-07", "record.number.date", nil), ("7-Apr", "record.number.date", nil), ("4月7日", "record.number.date", nil),
    ("44-07-0012345-000", "record.number.pattern", nil), ("44-07-0012345", "record.number.pattern", nil),
    ("44070012345", "record.number.pattern", nil), ("４４-07-0012345-00", "record.number.pattern", nil),
  ]

  @Test(arguments: numbers) func isNamed(_ number: String, _ code: String, _ likely: String?) throws {
    let found = try Samples.assess(Samples.record(["number": number])).diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.code) == [code])
    if let likely { #expect(found.first?.advice?.english.contains(likely) == true) }
  }
}
