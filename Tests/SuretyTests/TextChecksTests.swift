import Diagnostics
import Fields
import Rules
import Testing

@testable import Surety

@Suite("Texts that a lossy step damaged are found, and genuine ones are left alone")
struct TextChecksTests {
  private static func findings(_ path: String, _ text: String, like number: String = "44-07-0012388-01") throws
    -> [Diagnostic]
  {
    try Samples.assess(Samples.record([path: text], like: number)).diagnostics.filter { diagnostic in
      diagnostic.location?.field == path && diagnostic.severity != .note
    }
  }

  /// A text of a name, and the end of the code that answers it.
  static let damaged: [(String, String)] = [
    ("??田　太郎", "damaged"), ("?田　太郎", "damaged"), ("？田　太郎", "damaged"), ("〓崎　太郎", "damaged"),
    ("\u{FFFD}崎　太郎", "damaged"), ("□崎　太郎", "damaged"), ("■崎　太郎", "damaged"), ("・ｽ・ｽ崎　太郎", "damaged"),
    ("錕斤拷 锟斤拷", "damaged"), ("株式会社#REF!", "damaged"), ("見本組(null)", "damaged"), ("見本組<br>東店", "damaged"),
    ("株式会社NULL", "machine"), ("大分県undefined1番", "machine"), ("nullnull", "machine"), ("ＮＵＬＬ田　太郎", "machine"),
    ("株式会社####", "damaged"),
    // UTF-8 read as GBK: 株式会社, 田中, 山田; UTF-8 and EUC-JP read as CP949; U+FFFD in UTF-8 read as CP932; UTF-8 twice.
    ("鏍笅浼氱ぞ", "mojibake"), ("鐢颁腑", "mojibake"), ("灞辩敯", "mojibake"), ("鵝먫뿤", "mojibake"),
    ("쭹暇릇强숲뿔", "mojibake"), ("見本・ｽ組", "mojibake"), ("見本ÂŠ組", "mojibake"),
    ("JosÃ©", "mojibake"),
    ("NULL", "machine"), ("null", "machine"), ("ＮＵＬＬ", "machine"), ("nan", "machine"), ("NaN", "machine"),
    ("None", "machine"), ("NaT", "machine"), ("undefined", "machine"), ("NULL　NULL", "machine"),
    ("########", "machine"), ("#", "machine"), ("Err:502", "machine"), ("\\N", "machine"), ("N/A", "machine"),
    ("0", "machine"), ("０", "machine"), ("000", "machine"), ("0.0", "machine"), ("FALSE", "machine"),
    ("#NAME?", "damaged"), ("#N/A", "damaged"), ("#REF!", "damaged"), ("(null)", "damaged"),
    // UTF-8 read as CP932: 株式会社, 臼杵市 (its last byte lost), 田中, みらい, かささぎ組.
    ("譬ｪ蠑丈ｼ夂､ｾ", "mojibake"), ("閾ｼ譚ｵ蟶", "mojibake"), ("逕ｰ荳ｭ", "mojibake"), ("縺ｿ繧峨＞", "mojibake"),
    ("縺九＆縺輔℃邨", "mojibake"), ("譬ｪ蠑丈ｼ夂､ｾ縺九＆縺輔℃邨", "mojibake"),
    // UTF-8 read as Latin-1 or Windows-1252: 株式, 佐藤, 臼杵市; the no-break space may have become a space.
    ("æ ªå¼", "mojibake"), ("æ\u{A0}ªå¼", "mojibake"), ("ä½•è—¤", "mojibake"), ("å¸‚", "mojibake"),
    // EUC-JP and CP932 read as Latin-1 or Windows-1252: 株式会社.
    ("³ô¼°²ñ¼Ò", "mojibake"), ("Š”Ž®‰ïŽÐ", "mojibake"),
    // EUC-JP read as CP932: 大分県, 佐藤 一郎, 福岡 県庁, いちき串木野市, 国土交通省.
    ("ﾂ醋ｬｸｩ", "mojibake"), ("ｺｴﾆ｣｡｡ｰ麩ｺ", "mojibake"), ("､､､ﾁ､ｭｶ擎ﾚﾌ錥ﾔ", "mojibake"),
    ("ｹ\u{E140}ﾚｸ\u{E1FB}ﾌ", "mojibake"),
    ("臼｡｡杵", "mojibake"), ("見本ﾗ組", "mojibake"),
    // One character in UTF-8 read as CP932.
    ("閾ｼ杵市", "mojibake"), ("佐譚ｵ", "mojibake"),
    ("null　太郎", "machine"), ("山田　ＮＵＬＬ", "machine"), ("-", "machine"), ("－", "machine"), ("ー", "machine"),
    ("---", "machine"), ("なし", "machine"), ("未定", "machine"), ("不明", "machine"), ("テスト", "machine"),
    ("test", "machine"),
    ("ＴＥＳＴ", "machine"), ("XXXX", "machine"), ("ｘｘｘ", "machine"), ("サンプル", "machine"), ("○○○○", "machine"),
    ("12345", "figures"), ("１２３４５", "figures"), ("2025-06-20", "figures"), ("令和7年6月20日", "figures"),
    ("R7.6.20", "figures"), ("48,345,000円", "figures"), ("-1", "machine"),
    ("=CMD()", "formula"), ("＝A1", "formula"), ("+A1", "formula"), ("@SUM(A1)", "formula"),
    ("-1+cmd|' /C calc'!A0", "formula"),
    ("=1+2", "formula"),
    ("&#39640;橋　太郎", "escape"), ("&#x9AD8;橋", "escape"), ("見本&amp;組", "escape"), ("\\u9AD8橋", "escape"),
    ("%E9%AB%98橋", "escape"), ("見本組_x000D_", "escape"),
    ("\u{2FBC}橋　太郎", "radical"), ("\u{2ED1}谷　太郎", "radical"), ("神\u{2F3E}建設", "radical"),
  ]

  @Test(
    arguments: damaged,
    ["contractor.representative", "contractor.name", "contractor.members[1].name", "orderer.addressee"])
  func damage(_ row: (String, String), _ path: String) throws {
    let found = try Self.findings(path, row.0)
    #expect(found.map(\.code) == ["record.text.\(row.1)"], "\(row.0)")
    #expect(found.allSatisfy { $0.severity == .error && $0.advice != nil })
    #expect(found.allSatisfy { $0.summary.japanese.hasSuffix("。") && $0.summary.english.hasSuffix(".") })
  }

  /// Names, places and works as they really are, with the field where they stand.
  static let genuine: [(String, String)] = [
    // 外字, variation sequences, old and compatibility forms, characters beyond the first plane.
    ("contractor.representative", "髙﨑　朔太郎"), ("contractor.representative", "葛\u{E0100}城　しのぶ"),
    ("contractor.representative", "渡邉\u{E0100}　かおり"), ("contractor.representative", "\u{E000}田　太郎"),
    ("contractor.representative", "\u{20BB7}野　幸太郎"), ("contractor.representative", "邊見　讓"),
    ("contractor.representative", "齋藤　豐"), ("contractor.representative", "\u{FA19}谷　\u{FA1B}子"),
    ("contractor.representative", "濵德　瀨栁"), ("contractor.representative", "雎　譽"),
    ("contractor.representative", "臼井　長門"), ("contractor.representative", "João da Silva"),
    ("contractor.representative", "François Mérimée"), ("contractor.representative", "Jürgen Größe"),
    ("contractor.representative", "Þórður Ægisson"),
    ("contractor.representative", "O’Neil"), ("contractor.representative", "D'Angelo"),
    ("contractor.representative", "零　一"), ("contractor.representative", "JOÃO CÂMARA"),
    ("contractor.representative", "김　철수"),
    ("contractor.name", "Nullarbor建設"), ("contractor.name", "株式会社NAN"), ("work.number", "7-18"),
    ("work.number", "H30-1"),
    ("work.number", "第7-18号"), ("work.number", "12.5"), ("contractor.representative", "なし田　太郎"),
    ("contractor.name", "Café’s株式会社"), ("contractor.name", "D&D株式会社"), ("contractor.name", "777株式会社"),
    ("contractor.name", "株式会社０"), ("contractor.name", "㈱見本組"),
    ("contractor.name", "渡邉ｺﾝｸﾘｰﾄ豐橋工業"), ("contractor.name", "ｶ)ﾐﾎﾝｸﾞﾐ"), ("contractor.name", "ｷﾀｷﾕｳｼﾕｳ建設"),
    ("contractor.name", "霞ｹ関建設"), ("contractor.name", "関ｹ原ﾌﾞﾛｯｸ"), ("contractor.name", "None建設"),
    ("contractor.name", "八ｯ場建設"), ("contractor.name", "三ﾂ木組"), ("contractor.name", "霞ｹ浦ﾎﾟﾝﾌﾟ･ﾓｰﾀｰ"),
    ("contractor.name", "ｴﾇ･ﾃｨ･ﾃｨ東日本"), ("work.name", "L=100m､W=3m､ﾏﾝﾎｰﾙ3基"), ("contractor.name", "渡邉ｱｰﾙ工業"),
    ("contractor.name", "テストコム株式会社"), ("contractor.name", "株式会社サンプル工業"), ("contractor.name", "3・11建設"),
    ("contractor.representative", "大和　一"), ("contractor.representative", "無　有"), ("contractor.address", "大分県"),
    ("orderer.addressee", "臼杵市長　○○○○"), ("work.name", "2025年度工事"), ("contractor.name", "＠ホーム建設"),
    ("remarks", "+α"), ("payment.method", "-"),
    ("contractor.name", "繧繝堂"), ("contractor.name", "有限会社ﾔﾏﾄ・ｽｽﾞｷ"), ("contractor.name", "A_x社"),
    ("contractor.name", "＝〓".replacing("〓", with: "＝")), ("contractor.address", "大分県豊州市本町2-0"),
    ("contractor.address", "大分県豊州市〇〇町一丁目"), ("contractor.address", "0番地"),
    ("contractor.address", "大分県豊州市本町1番地　#201"), ("contractor.address", "豊州市本町 100%ビル"),
    ("contractor.representativeTitle", "代表社員"), ("contractor.members[1].name", "みらい環境コンサルタント株式会社"),
    // Works: □ is a square section, ○○ a name to come, ℃ ± µ are units.
    ("work.name", "ボックスカルバート□1500×1500布設工事"), ("work.name", "角形鋼管□-100×100取替工事"),
    ("work.name", "○○橋補修工事"), ("work.name", "№3ポンプ・ⅡNaN系統更新工事"), ("work.name", "ＣＣＢ設置（±0.5m）工事"),
    ("work.name", "給水管φ50㎜　L＝100ｍ"), ("work.name", "舗装率50%80m区間補修工事"),
    ("work.place", "臼杵市大字見本　地内"), ("work.place", "関ヶ原町"), ("work.number", "0"), ("work.number", "第0号"),
    ("work.number", "123"),
    ("guarantee.terms", "約款（第２版）"), ("payment.status", "領収済み"), ("payment.method", "銀行振込"),
    ("remarks", "■特記事項\n□前払金の上限1億円による"), ("remarks", "〓〓〓"), ("remarks", "工期は変更の予定?"),
    ("remarks", "なし"), ("remarks", "－"), ("remarks", "0"), ("remarks", "……――以上"),
    ("refund.account", "見本銀行　豊州支店　普通　0000000　ｶ)ｶｻｻｷﾞｸﾞﾐ"),
  ]

  @Test(arguments: genuine) func left(_ path: String, _ text: String) throws {
    #expect(try Self.findings(path, text).map(\.code) == [])
  }

  /// What only warns, because it may be meant.
  static let doubtful: [(String, String)] = [
    ("work.name", "市道?川線改良工事"), ("work.place", "臼杵市大字?木　地内"), ("remarks", "工期??"),
    ("work.name", "A&amp;B橋補修工事"), ("work.name", "1.0"), ("work.name", "2025-06-20"), ("work.place", "未定"),
    ("work.name", "+A1区間"), ("remarks", "=A1"), ("contractor.name", "株式会社　テスト"),
    ("contractor.representative", "NAN KHIN"), ("contractor.representative", "None Jean"),
    ("contractor.representative", "Null Christopher"), ("contractor.representative", "Inf　Maria"),
    ("contractor.representative", "Nan Li"), ("contractor.representative", "田中 nan"), ("work.name", "道路工事 NULL"),
    ("work.number", "7月18日"), ("work.number", "Apr-07"), ("work.number", "18-Jul"), ("work.number", "1.2E+05"),
    ("work.number", "45000.0"), ("work.number", "2025/4/1"), ("work.number", "2025-04-01 00:00:00"),
  ]

  @Test(arguments: doubtful) func warned(_ path: String, _ text: String) throws {
    let found = try Self.findings(path, text)
    #expect(found.count == 1 && found[0].code.hasPrefix("record.text."))
    #expect(found.map(\.severity) == [.warning])
  }

  @Test(
    "what no field may have",
    arguments: RecordCheckRules.textFields, ["\u{FFFD}", "譬ｪ蠑丈ｼ夂､ｾ", "NULL", "#REF!", "&#39640;", "\u{2F85}"])
  func everywhere(_ path: String, _ text: String) throws {
    let rules = try #require(Samples.rulebook.get().issuer.checks)
    #expect(rules.sieve.finding(in: text, of: path)?.rule.severity == .error)
  }

  @Test("the sentence shows the code points of both characters")
  func codePoints() throws {
    let found = try Self.findings("orderer.name", "\u{2F85}杵巿", like: "44-07-0012345-00")
    let summary = try #require(found.first { $0.code == "orderer.lookalike" }).summary
    for point in ["U+2F85", "U+81FC", "U+5DFF", "U+5E02"] {
      #expect(summary.japanese.contains(point) && summary.english.contains(point))
    }
    let radical = try #require(Self.findings("contractor.representative", "\u{2FBC}﨑").first)
    #expect(radical.summary.japanese.contains("U+2FBC"))
    #expect(radical.advice?.japanese.contains("高 U+9AD8") == true)
  }

  @Test("is switched by the data: an entry less, a field less, a warning in place of an error")
  func switches() throws {
    let row = try Samples.record(["contractor.representative": "\u{2FBC}﨑　朔太郎"])
    func answer(_ old: String, _ new: String) throws -> [Severity] {
      try Samples.rulebook(replacing: [old: new], in: "Rules/issuer.json")
        .assess(row, papers: .withoutKey, issuedOn: Samples.today).diagnostics
        .filter { $0.code == "record.text.radical" }.map(\.severity)
    }
    let entry = #""search": "radical", "severity": "error""#
    #expect(try answer(entry, entry) == [.error])
    #expect(try answer(entry, #""search": "radical", "severity": "warning""#) == [.warning])
    #expect(try answer(entry, entry + #", "except": ["contractor.representative"]"#) == [])
    #expect(try answer(entry, entry + #", "fields": ["contractor.name"]"#) == [])
    #expect(try answer(entry + #", "from": "2022-05-09""#, entry + #", "from": "2025-06-21""#) == [])
  }

  @Test("a file without checks is said to have none, and judges nothing by them")
  func noChecks() throws {
    let text = try Samples.text("Rules/issuer.json")
    let start = try #require(text.firstRange(of: ",\n  \"checks\""))
    let file = Rulebook.File(name: "Rules/issuer.json", bytes: Array((text[..<start.lowerBound] + "\n}\n").utf8))
    let rules = try Rulebook(
      issuer: file, orderers: Samples.file("Rules/orderers.json"), tariffs: Samples.file("Rules/tariffs.json"))
    let row = try Samples.record(["contractor.representative": "??田　太郎", "contractor.postalCode": "〒8790000"])
    let assessment = rules.assess(row, papers: .withoutKey, issuedOn: Samples.today)
    #expect(assessment.isAccepted)
    #expect(assessment.diagnostics.filter { $0.severity == .warning }.map(\.code) == ["rules.checks.missing"])
    #expect(assessment.values.plain("contractor.postalCode") == ["〒8790000"])
  }
}

@Suite("Amounts that cannot be meant")
struct AmountChecksTests {
  /// Price, advance and guaranteed amount, and the severity of the answer.
  static let small: [([String], Severity?)] = [
    (["48345", "19300", "19300"], .error), (["200000", "80000", "80000"], .error),
    (["299999", "110000", "110000"], .warning), (["300000", "120000", "120000"], nil),
    (["300000", "99999", "99999"], .warning), (["48345000", "19300", "19300"], .error),
    (["1375000", "500000", "500000"], nil),
    // A thousandfold they would still be small: no slip in the unit.
    (["10", "4", "4"], .warning), (["290", "90", "90"], .warning),
  ]

  @Test(arguments: small) func thousands(_ amounts: [String], _ severity: Severity?) throws {
    let row = try Samples.record([
      "work.price": amounts[0], "work.tax": nil, "advance.amount": amounts[1], "guarantee.amount": amounts[2],
      "premium.amount": nil,
    ])
    let found = try Samples.assess(row).diagnostics.filter { $0.code == "record.yen.small" }
    #expect(found.map(\.severity) == [severity].compactMap(\.self))
    #expect(found.allSatisfy { $0.severity == .warning || $0.summary.japanese.contains("千円単位") })
  }

  /// Cells of a record of 483,450,000 yen, and the severity of the answer to a figure that is too small beside another.
  static let ratios: [([String: String?], String, Severity?)] = [
    ([:], "44-07-0012345-00", nil),
    (["advance.amount": "193380", "guarantee.amount": "193380"], "44-07-0012345-00", .error),
    (["advance.amount": "2417250", "guarantee.amount": "2417250"], "44-07-0012345-00", nil),
    (["advance.amount": "2417249", "guarantee.amount": "2417249"], "44-07-0012345-00", .error),
    (["amendment.before.price": "483450"], "44-07-0012345-01", .warning),
    (
      ["amendment.before.guaranteeAmount": "19300", "amendment.before.advanceAmount": "19300"], "44-07-0012345-01",
      .warning
    ),
    (["guarantee.amount": "48345"], "44-07-0012344-00", .error),
    (["advance.prior": "193380"], "44-07-0015502-00", .warning),
  ]

  @Test(arguments: ratios) func ratio(_ changes: [String: String?], _ number: String, _ severity: Severity?) throws {
    let row = try Samples.record(
      changes.merging(["work.price": "483450000", "work.tax": nil]) { a, _ in a }, like: number)
    let found = try Samples.assess(row).diagnostics.filter { $0.code == "record.yen.ratio" }
    #expect(found.map(\.severity).max() == severity)
    #expect(found.allSatisfy { $0.advice?.japanese.contains("千円単位") == true })
  }

  @Test("a price in units of 1,000 yen beside a guarantee of all its yen is refused, and the unit is named")
  func priceAlone() throws {
    let row = try Samples.record(["work.price": "48345", "work.tax": nil])
    let found = try Samples.assess(row).diagnostics.first { $0.code == "record.guarantee.exceeds" }
    #expect(found?.severity == .error && found?.advice?.japanese.contains("千円単位") == true)
  }

  /// Orderer, price of a 契約保証, and whether the orderer's threshold for advances is mentioned.
  @Test(
    arguments: [
      ("上尾市", "483450", true), ("上尾市", "4999999", true), ("上尾市", "5000000", false), ("上尾市", "4999", false),
      ("臼杵市", "483450", false),
    ])
  func threshold(_ orderer: String, _ price: String, _ isMentioned: Bool) throws {
    let row = try Samples.record(
      ["orderer.name": orderer, "work.price": price, "work.tax": nil], like: "44-07-0012344-00")
    let found = try Samples.assess(row).diagnostics.filter { $0.code == "record.yen.threshold" }
    #expect(found.map(\.severity) == (isMentioned ? [.warning] : []))
  }

  /// Day of the contract, end of the works, price, tax; and whether the tax is at a rate.
  static let taxes: [(String, String, Int, Int, Bool)] = [
    ("2025-06-16", "2026-02-27", 48_345_000, 4_395_000, true),
    ("2025-06-16", "2026-02-27", 48_345_000, 3_581_111, false),
    ("2025-06-16", "2026-02-27", 1_000_000, 90_909, true), ("2025-06-16", "2026-02-27", 1_000_000, 90_910, true),
    ("2025-06-16", "2026-02-27", 1_000_000, 90_908, true), ("2025-06-16", "2026-02-27", 1_000_000, 90_907, false),
    ("2025-06-16", "2026-02-27", 1_000_000, 100_000, false),
    // A contract over 1 October 2019 may have either rate; one before it 8 only.
    ("2019-03-29", "2026-02-27", 10_800_000, 800_000, true), ("2019-03-29", "2026-02-27", 11_000_000, 1_000_000, true),
    ("2019-03-29", "2019-09-30", 10_800_000, 800_000, true), ("2019-03-29", "2019-09-30", 11_000_000, 1_000_000, false),
    ("2019-10-01", "2026-02-27", 10_800_000, 800_000, false),
  ]

  @Test(arguments: taxes)
  func tax(_ signed: String, _ end: String, _ price: Int, _ tax: Int, _ isAtRate: Bool) throws {
    let row = try Samples.record([
      "work.originallyContractedOn": nil, "work.contractedOn": signed, "work.to": end, "guarantee.until": end,
      "work.price": String(price), "work.tax": String(tax),
    ])
    let found = try Samples.assess(row).diagnostics.filter { $0.code == "record.work.tax.rate" }
    #expect(found.isEmpty == isAtRate)
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test("the expected tax is said")
  func expected() throws {
    let found = try Samples.assess(Samples.record(["work.tax": "3581111"])).diagnostics
    let summary = try #require(found.first { $0.code == "record.work.tax.rate" }).summary
    #expect(summary.japanese.contains("10/110（4,395,000円）") && summary.english.contains("4,395,000円"))
  }

  @Test(
    "JSON numbers in the forms that programs give them",
    arguments: [("48345000", nil), ("4.8345E+07", "exponent"), ("48345000.0", "decimals"), ("48345000.5", "fraction")]
      as [(String, String?)])
  func numbers(_ number: String, _ reason: String?) throws {
    var row = try Samples.record([:])
    row.cells[FieldKey("work.price")]?.value = .number(number)
    let errors = try Samples.assess(row).diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == (reason.map { ["record.yen.\($0)"] } ?? []))
  }
}

@Suite("No value is longer than its field's limit")
struct LimitsOfFieldsTests {
  @Test(arguments: Catalogue.fields.filter { !$0.isSecret }) func judged(_ field: Field) throws {
    func codes(_ count: Int) throws -> [String] {
      let rules = try Samples.rulebook.get().issuer
      var reader = FieldReader(field: field, location: SourceLocation(file: "a"), rules: rules)
      _ = reader.read(.text("　" + String(repeating: "長", count: count) + " "))
      return reader.diagnostics.map(\.code)
    }
    #expect(try codes(field.limit + 1) == ["record.text.long"])
    #expect(try !codes(field.limit).contains("record.text.long"))
  }

  @Test("of the key nothing is said, not even that it is long")
  func key() throws {
    let found = try Samples.assess(Samples.record(["key": String(repeating: "A", count: 500)])).diagnostics
    #expect(found.map(\.code) == ["record.key.pattern"])
  }

  @Test("a JSON number has a limit too")
  func number() throws {
    var row = try Samples.record([:])
    row.cells[FieldKey("work.price")]?.value = .number(String(repeating: "9", count: 101))
    #expect(try Samples.assess(row).diagnostics.map(\.code).contains("record.text.long"))
  }
}
