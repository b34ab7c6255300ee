import Diagnostics
import Fields
import Rules
import Testing

@testable import Surety

@Suite("Values are written in their form")
struct WrittenFormTests {
  static let postalCodes: [(String, String?)] = [
    ("879-0000", "879-0000"), ("8790000", "879-0000"), ("〒879-0000", "879-0000"), ("〒 879-0000", "879-0000"),
    ("〒8790000", "879-0000"), ("８７９－００００", "879-0000"), ("〒８７９ー００００", "879-0000"), ("879−0000", "879-0000"),
    ("879‐0000", "879-0000"), ("879 0000", "879-0000"), ("060-0001", "060-0001"), ("〶0600001", "060-0001"),
    ("60-0001", nil), ("600001", nil), ("60001", nil), ("879-00000", nil), ("87900000", nil), ("8-790000", nil),
    ("879-000O", nil), ("879--0000", nil), ("〒〒879-0000", nil), ("879-", nil), ("〒", nil), ("見本", nil),
    ("879.0000", nil), ("000-0000", nil), ("0000000", nil), ("000-0001", nil), ("001-0000", "001-0000"),
  ]

  @Test(arguments: postalCodes) func postalCode(_ text: String, _ printed: String?) throws {
    #expect(WrittenForm.postalCode.normalized(text) == printed)
    let assessment = try Samples.assess(Samples.record(["contractor.postalCode": text]))
    #expect(assessment.isAccepted == (printed != nil))
    #expect(assessment.values.plain("contractor.postalCode") == [printed])
  }

  @Test("fewer digits than seven: a zero was lost")
  func lostZero() throws {
    let found = try Samples.assess(Samples.record(["contractor.postalCode": "600001"])).diagnostics
    let error = try #require(found.first { $0.code == "record.postalCode.form" })
    #expect(error.summary.japanese.contains("6桁しか") && error.advice?.japanese.contains("先頭の0") == true)
    var row = try Samples.record([:])
    row.cells[FieldKey("contractor.postalCode")]?.value = .number("600001")
    #expect(try Samples.assess(row).diagnostics.contains { $0.code == "record.shape.number" })
  }

  /// An address, and what is printed behind 〒879-0000.
  static let addresses: [(String, String)] = [
    ("大分県豊州市本町", "大分県豊州市本町"), ("〒879-0000　大分県豊州市本町", "大分県豊州市本町"), ("〒8790000大分県", "大分県"),
    ("879-0000 大分県", "大分県"), ("８７９－００００　大分県", "大分県"), ("879番地", "879番地"),
    ("87-90000丁目", "87-90000丁目"), ("8790000番地", "8790000番地"),
    ("〒〒879-0000　大分県", "大分県"), ("郵便番号879-0000 大分県", "大分県"), ("郵便番号：８７９００００　大分県", "大分県"),
    ("(〒879-0000)大分県", "大分県"), ("（〒８７９－００００）大分県", "大分県"), ("8790000大分県豊州市", "大分県豊州市"),
    ("8790000豊州市", "豊州市"), ("〒大分県豊州市", "大分県豊州市"), ("〒879 0000 大分県", "大分県"), ("（有）見本ビル", "（有）見本ビル"),
  ]

  @Test(arguments: addresses) func markIsNeverDoubled(_ address: String, _ printed: String) throws {
    let assessment = try Samples.assess(Samples.record(["contractor.address": address]))
    #expect(assessment.values.plain("contractor.address") == [printed])
    #expect(assessment.diagnostics.contains { $0.code == "record.postalCode.address" } == (address != printed))
  }

  /// Addresses that are refused beside the postal code 879-0000.
  @Test(
    arguments: [
      "〒879-0000", "8790000", "〒", "郵便番号879-0000", "〒879-000 大分県", "879-000大分県豊州市", "60-0001 北海道札幌市", "〒87900000大分県",
      "〒870-0000 大分県",
    ], ["contractor.address", "contractor.members[1].address"])
  func noAddress(_ address: String, _ path: String) throws {
    let isMember = path != "contractor.address"
    // A member has no postal code with which the last one could be compared.
    if isMember, address == "〒870-0000 大分県" { return }
    let record = try Samples.record([path: address], like: isMember ? "44-07-0012388-01" : "44-07-0012345-00")
    let found = try Samples.assess(record).diagnostics.filter { $0.code == "record.postalCode.address" }
    #expect(found.map(\.severity) == [.error] && found.allSatisfy { $0.location?.field == path && $0.advice != nil })
  }

  @Test(
    "the mark of an address without a postal code beside it is printed once",
    arguments: [
      ("〒〒879-0000大分県", "〒879-0000　大分県"), ("8790000大分県", "〒879-0000　大分県"), ("大分県", "大分県"),
    ])
  func markOfTheAddress(_ address: String, _ printed: String) throws {
    let assessment = try Samples.assess(
      Samples.record(["contractor.address": address, "contractor.postalCode": nil]))
    #expect(assessment.isAccepted && assessment.values.plain("contractor.address") == [printed])
  }

  @Test("an address keeps its postal code when the record gives none besides")
  func addressAlone() throws {
    let assessment = try Samples.assess(
      Samples.record(["contractor.address": "〒879-0000　大分県豊州市", "contractor.postalCode": nil]))
    #expect(assessment.values.plain("contractor.address") == ["〒879-0000　大分県豊州市"])
  }

  @Test(
    arguments: [
      ("097-000-0000", true), ("0970000000", true), ("０９７－０００－００００", true), ("097(000)0000", true),
      ("03（1234）5678", true), ("090-0000-0000", true), ("0120-000-000", true), ("+81-97-000-0000", true),
      ("+81 (0)97-000-0000", true), ("097-000-0000（代表）", true), ("097-000-0000 内線123", true),
      ("97-000-0000", false), ("970000000", false), ("097-000", false), ("097-000-00000000", false), ("電話なし", false),
      ("", false), ("097-000-0000-1", true), ("197-000-0000", false),
    ])
  func telephone(_ text: String, _ isOne: Bool) {
    #expect((WrittenForm.telephone.normalized(text) != nil) == isOne)
    #expect(WrittenForm.telephone.normalized(text).map { $0 == text } ?? true)
  }

  @Test(
    arguments: [
      ("keiri@kasasagi.example", "keiri@kasasagi.example"), ("ｋｅｉｒｉ＠ｋａｓａｓａｇｉ．ｅｘａｍｐｌｅ", "keiri@kasasagi.example"),
      ("a.b+c_d@x-y.co.jp", "a.b+c_d@x-y.co.jp"), ("keiri..@carrier.example", "keiri..@carrier.example"),
      ("keiri..x@carrier.example", "keiri..x@carrier.example"),
      (".a@c.example", nil), ("a.@c.example", "a.@c.example"), ("a@1.2.3.4", nil),
      ("a@x.1", nil), ("a@[1.2.3.4]", nil), ("a@c.example.", nil), ("a@1.example", "a@1.example"), ("keiri", nil),
      ("keiri@", nil), ("@kasasagi.example", nil), ("keiri@kasasagi", nil), ("keiri@@kasasagi.example", nil),
      ("経理@kasasagi.example", nil), ("keiri @kasasagi.example", nil), ("keiri@-x.example", nil),
      ("keiri@x..example", nil),
    ] as [(String, String?)])
  func mail(_ text: String, _ printed: String?) {
    #expect(WrittenForm.mail.normalized(text) == printed)
  }

  @Test("a house sets the form of any text field", arguments: ["telephone", "mail"])
  func anyField(_ form: String) throws {
    let rule = #""forms": [{"form": "postalCode""#
    let added = #""forms": [{"form": "\#(form)", "fields": ["payment.method"], "severity": "warning", "#
    let rules = try Samples.rulebook(
      replacing: [rule: added + #""from": "2022-05-09", "assumed": true}, {"form": "postalCode""#],
      in: "Rules/issuer.json")
    let found = rules.assess(try Samples.record([:]), papers: .withoutKey, issuedOn: Samples.today).diagnostics
    #expect(found.filter { $0.severity == .warning }.map(\.code) == ["record.\(form).form"])
  }
}
