import Diagnostics
import Fields
import Testing

@testable import Rules

@Suite("Rules files are read strictly")
struct RulebookTests {
  @Test("the repository's own are clean, and say where each rule comes from")
  func own() throws {
    let rules = try RulesFiles.rulebook.get()
    #expect(rules.issuer.specimen)
    #expect(rules.orderers.orderers.count >= 11)
    #expect(rules.orderers.orderer(named: "臼杵市")?.start.provenance.effectiveFrom.iso == "2025-04-01")
    #expect(rules.orderers.orderer(named: "臼杵市")?.start.trigger == .originalContract)
  }

  @Test("every source that a rule names is explained in the domain notes")
  func sources() throws {
    let notes = try RulesFiles.text("Documentation/domain.md")
    for rule in try RulesFiles.rulebook.get().provenances {
      let source = rule.source ?? ""
      #expect(rule.assumed || !source.isEmpty)
      #expect(source.isEmpty || notes.contains("**\(source)**"), "\(source) in \(rule.location.position)")
    }
  }

  /// A change of one file, the code that answers it, and a text at the place it names.
  static let faults: [(String, String, String, String)] = [
    ("Rules/issuer.json", #""version": 1"#, #""version": 2"#, "rules.version"),
    ("Rules/issuer.json", #""version": 1,"#, "", "rules.key.missing"),
    ("Rules/issuer.json", #""specimen": true"#, #""specimen": "yes""#, "rules.value"),
    ("Rules/issuer.json", #""hours""#, #""hour""#, "rules.key.unknown"),
    ("Rules/issuer.json", #""sample": "44-07-0012345-00""#, #""sample": "44-07""#, "rules.value"),
    ("Rules/issuer.json", #""length": 16,"#, "", "rules.key.missing"),
    // One cell, seven, a cell of five.
    ("Rules/issuer.json", #""length": 16"#, #""length": 4"#, "rules.value"),
    ("Rules/issuer.json", #""length": 16"#, #""length": 25"#, "rules.value"),
    ("Rules/issuer.json", "\"length\": 16,\n    \"group\": 4", "\"length\": 14,\n    \"group\": 2", "rules.value"),
    ("Rules/issuer.json", #""group": 4"#, #""group": 5"#, "rules.value"),
    ("Rules/issuer.json", #""alphabet": "A"#, #""alphabet": "AA"#, "rules.value"),
    ("Rules/issuer.json", #""alphabet": "A"#, #""alphabet": "-A"#, "rules.value"),
    ("Rules/issuer.json", #""alphabet": "A"#, #""alphabet": "Ａ"#, "rules.value"),
    ("Rules/issuer.json", #""kind": "契約保証""#, #""kind": "契約保証予約""#, "rules.value"),
    ("Rules/issuer.json", #""specimen": true,"#, #""specimen": true,,"#, "rules.json"),
    ("Rules/issuer.json", #""telephone": "097-000-0000""#, #""telephone": "97-000-0000""#, "rules.value"),
    ("Rules/issuer.json", #""search": "radical""#, #""search": "radicals""#, "rules.value"),
    ("Rules/issuer.json", #""search": "radical""#, #""search": "radical", "list": ["x"]"#, "rules.value"),
    ("Rules/issuer.json", #""search": "radical""#, #""search": "radical", "except": ["work.price"]"#, "rules.value"),
    ("Rules/issuer.json", #""search": "radical""#, #""search": "whole""#, "rules.key.missing"),
    ("Rules/issuer.json", #""except": ["remarks"]"#, #""excepted": ["remarks"]"#, "rules.key.unknown"),
    ("Rules/issuer.json", #""list": ["〓"]"#, #""list": [""]"#, "rules.value"),
    ("Rules/issuer.json", #""fields": ["remarks"]"#, #""fields": ["remark"]"#, "rules.value"),
    ("Rules/issuer.json", #""field": "payment.paidOn""#, #""field": "payment.paid""#, "rules.value"),
    (
      "Rules/issuer.json", #""latest": "work.from", "years": 10"#, #""latest": "work.form", "years": 10"#, "rules.value"
    ),
    ("Rules/issuer.json", #""of": "work.price""#, #""of": "work.prices""#, "rules.value"),
    ("Rules/issuer.json", #""atLeast": "1/200""#, #""atLeast": "0.005""#, "rules.value"),
    ("Rules/issuer.json", #""earliest": "2022-05-09""#, #""earliest": "2022-13-09""#, "rules.value"),
    (
      "Rules/issuer.json", #""latest": "work.from", "years": 10"#, #""latest": "work.from", "days": 3, "years": 10"#,
      "rules.value"
    ),
    ("Rules/issuer.json", #""latest": "work.from", "years": 10"#, #""years": 10"#, "rules.value"),
    (
      "Rules/issuer.json", #""latest": "work.from", "years": 10"#, #""latest": "work.from", "earliest": "issuedOn""#,
      "rules.value"
    ),
    ("Rules/issuer.json", #""kinds": ["契約保証"]"#, #""kinds": ["保証"]"#, "rules.value"),
    (
      "Rules/issuer.json", #""alphabet": "ABCDEFGHJKLMNPQRSTUVWXYZ23456789""#,
      #""alphabet": "ABCDEFGHJKLMNPQRSTUVWXYZ""#, "rules.value"
    ),
    ("Rules/issuer.json", #""form": "postalCode""#, #""form": "zip""#, "rules.value"),
    ("Rules/issuer.json", #""several": "error""#, #""several": "note""#, "rules.value"),
    ("Rules/issuer.json", #""work.price": 300000"#, #""work.price": 0"#, "rules.value"),
    ("Rules/issuer.json", #""work.price": 300000"#, #""work.name": 300000"#, "rules.key.unknown"),
    ("Rules/issuer.json", #""percent": 10"#, #""percent": 0"#, "rules.value"),
    ("Rules/issuer.json", #""from": "2019-10-01", "source": "K5""#, #""from": "2019-10-01""#, "rules.source"),
    ("Rules/tariffs.json", #""rate": "0.065""#, #""rate": 0.065"#, "rules.value"),
    ("Rules/tariffs.json", #""rate": "0.065""#, #""rate": "0,065""#, "rules.value"),
    ("Rules/tariffs.json", #""upTo": 100000000"#, #""upTo": 100"#, "rules.value"),
    ("Rules/tariffs.json", #""from": "2025-04-01""#, #""from": "2022-05-09""#, "rules.tariff.twice"),
    ("Rules/tariffs.json", #""from": "2025-04-01""#, #""from": "2025-02-29""#, "rules.value"),
    ("Rules/tariffs.json", #""source": "WJ1","#, "", "rules.source"),
    ("Rules/tariffs.json", #""mode": "down""#, #""mode": "floor""#, "rules.value"),
    ("Rules/orderers.json", #""name": "大津市""#, #""name": "滋賀県""#, "rules.orderer.twice"),
    ("Rules/orderers.json", #""trigger": "当初契約日""#, #""trigger": "契約日""#, "rules.value"),
    ("Rules/orderers.json", #""atMost": "4/10""#, #""atMost": 0.4"#, "rules.value"),
    ("Rules/orderers.json", #""atMost": "4/10""#, #""atMost": "4/10", "atLeast": "1/10""#, "rules.value"),
    ("Rules/orderers.json", #""atMost": "4/10""#, #""atMost": "9223372036854775807/1""#, "rules.value"),
    ("Rules/orderers.json", #""multipleOf": 100000"#, #""multipleOf": "1/10""#, "rules.value"),
    ("Rules/tariffs.json", #""rate": "0.065""#, #""rate": "101""#, "rules.value"),
    ("Rules/orderers.json", #""severity": "error""#, #""severity": "note""#, "rules.value"),
    ("Rules/orderers.json", #""allowed": ["工事"]"#, #""allowed": ["工亊"]"#, "rules.value"),
  ]

  @Test(arguments: faults) func refuses(_ file: String, _ old: String, _ new: String, _ code: String) throws {
    #expect {
      try RulesFiles.rulebook(replacing: [old: new], in: file)
    } throws: { error in
      guard let refusal = error as? DiagnosticError else { return false }
      let located = refusal.diagnostics.allSatisfy {
        $0.location?.file == file && $0.location?.line != nil && $0.location?.column != nil
      }
      return located && refusal.diagnostics.contains { $0.code == code }
    }
  }

  @Test("an unknown version is refused naming found and wanted")
  func version() throws {
    #expect {
      try RulesFiles.rulebook(replacing: [#""version": 1"#: #""version": 9"#], in: "Rules/tariffs.json")
    } throws: { error in
      let summary = (error as? DiagnosticError)?.diagnostics.first?.summary.english ?? ""
      return summary.contains("9") && summary.contains("1")
    }
  }

  @Test("all problems of all files come back at once")
  func all() throws {
    #expect {
      try RulesFiles.rulebook(
        replacing: [#""specimen": true"#: #""specimen": 1"#, #""hours""#: #""hour""#, #""length": 16,"#: ""],
        in: "Rules/issuer.json")
    } throws: { ($0 as? DiagnosticError)?.diagnostics.count ?? 0 >= 4 }
  }

  @Test("nothing invented is issued in earnest")
  func earnest() throws {
    #expect {
      try RulesFiles.rulebook(replacing: [#""specimen": true"#: #""specimen": false"#], in: "Rules/issuer.json")
    } throws: { error in
      let found = (error as? DiagnosticError)?.diagnostics ?? []
      let words = found.map(\.summary.english).joined()
      return found.allSatisfy { $0.code == "rules.invented" }
        && ["issuer", "example", "telephone", "account", "number", "key", "tariff"].allSatisfy(words.contains)
    }
  }

  @Test(
    "reserved example addresses are known as such",
    arguments: [
      ("https://d-sure.example/", true), ("http://example.com", true), ("https://www.example.org/x", true),
      ("http://localhost:80/", true), ("https://viewer.test", true), ("https://example.co.jp/", false),
      ("https://d-sure.jp/example.com", false),
    ]) func reserved(_ address: String, _ isReserved: Bool)
  {
    #expect(Placeholder.isReservedAddress(address) == isReserved)
  }
}

@Suite("The key's form")
struct KeyPatternTests {
  static let usual = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
  static let lower = "abcdefghijkmnpqrstuvwxyz23456789"

  @Test(
    "is said on the notice in a sentence",
    arguments: [
      (usual, 16, "英大文字と数字の16文字です。英字のＩ（アイ）・Ｏ（オー）、数字の0（ゼロ）・1（イチ）は使っていません。"),
      (lower, 20, "英小文字と数字の20文字です。英字のｌ（エル）・ｏ（オー）、数字の0（ゼロ）・1（イチ）は使っていません。"),
      ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 14, "英大文字の14文字です。"),
      ("0123456789", 24, "数字の24文字です。"),
      ("0123456789ABCDEF", 16, "英大文字と数字の16文字です。英字はＡ・Ｂ・Ｃ・Ｄ・Ｅ・Ｆだけを使います。"),
      (
        "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz", 12,
        "英大文字と英小文字の12文字です。英大文字のＩ（アイ）・Ｏ（オー）、英小文字のｌ（エル）・ｏ（オー）は使っていません。"
      ),
      (
        "ABCDEFGHJKMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz789", 12,
        "英大文字・英小文字と数字の12文字です。数字は7・8・9だけを使います。英大文字のＩ（アイ）・Ｌ・Ｏ（オー）、英小文字のｉ・ｌ（エル）・ｏ（オー）は使っていません。"
      ),
    ])
  func sentence(alphabet: String, length: Int, sentence: String) {
    #expect(KeyPattern(alphabet: alphabet, length: length, group: 4).sentence == sentence)
  }

  @Test(
    "is parted into cells, the last one perhaps shorter",
    arguments: [(16, 4, 4), (8, 4, 2), (24, 4, 6), (17, 4, 5), (10, 3, 4), (12, 2, 6)])
  func cells(length: Int, group: Int, cells: Int) {
    #expect(KeyPattern(alphabet: Self.usual, length: length, group: group).cells == cells)
  }

  @Test(
    "is weak below sixty bits",
    arguments: [
      (usual, 12, false), (usual, 11, true), ("01", 59, true), ("01", 60, false), ("0123456789", 18, true),
      ("0123456789", 19, false),
    ])
  func weak(alphabet: String, length: Int, isWeak: Bool) {
    #expect(KeyPattern(alphabet: alphabet, length: length, group: 4).isWeak == isWeak)
  }
}
