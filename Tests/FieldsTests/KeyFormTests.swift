import Fields
import Testing

@Suite("A key is recognised by its form wherever it stands")
struct KeyFormTests {
  static let form = KeyForm(alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 16, group: 4, isMixed: true)
  /// A form of keys that may be words or numbers.
  static let unmixed = KeyForm(alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 16, group: 4)

  /// A text, and what is left of it when keys are masked.
  static let keys: [(String, String)] = [
    ("7KQM4XHRW2PD9TNC", "＊＊＊＊"), ("7KQM 4XHR W2PD 9TNC", "＊＊＊＊"), ("7KQM-4XHR-W2PD-9TNC", "＊＊＊＊"),
    ("７ＫＱＭ４ＸＨＲＷ２ＰＤ９ＴＮＣ", "＊＊＊＊"), ("７ＫＱＭ　４ＸＨＲ　Ｗ２ＰＤ　９ＴＮＣ", "＊＊＊＊"),
    ("７ＫＱＭー４ＸＨＲ−Ｗ２ＰＤ‐９ＴＮＣ", "＊＊＊＊"), ("7kqm4xhrw2pd9tnc", "＊＊＊＊"), ("7kqm-4xhr-w2pd-9tnc", "＊＊＊＊"),
    ("認証キーは7KQM4XHRW2PD9TNCです", "認証キーは＊＊＊＊です"), ("キー:7KQM-4XHR\nW2PD-9TNC。", "キー:＊＊＊＊。"),
    ("KEY 7KQM 4XHR W2PD 9TNC", "KEY ＊＊＊＊"), ("44-07-0012345-007KQM4XHRW2PD9TNC", "44-07-0012345-00＊＊＊＊"),
    ("227KQM4XHRW2PD9TNC", "＊＊＊＊"), ("7KQM4XHRW2PD9TNC／7KQM4XHRW2PD9TNC", "＊＊＊＊／＊＊＊＊"),
    ("7KQM4XHR W2PD9TNC", "＊＊＊＊"), ("KEY7KQM-4XHR-W2PD-9TNC", "＊＊＊＊"), ("7KQM-4XHR-W2PD-9TNCXを", "＊＊＊＊を"),
    ("7KQM〜4XHR〜W2PD〜9TNC", "＊＊＊＊"), ("「7KQM」「4XHR」「W2PD」「9TNC」", "「＊＊＊＊」"), ("7KQM    4XHR|W2PD+9TNC", "＊＊＊＊"),
    ("7 K Q M 4 X H R W 2 P D 9 T N C", "＊＊＊＊"), ("7KQM4\u{200B}XHRW2PD9TNC", "＊＊＊＊"),
    ("7KQM\u{AD}4XHRW2PD9\u{200B}TNC", "＊＊＊＊"),
    ("7KQM4 XHRW2 PD9TN C", "＊＊＊＊"), ("7KQM4XHRW2PD9TNCO", "＊＊＊＊O"), ("𝟟𝐊𝐐𝐌𝟜𝐗𝐇𝐑𝐖𝟚𝐏𝐃𝟡𝐓𝐍𝐂", "＊＊＊＊"),
    ("⑦ⓀⓆⓂ④ⓍⒽⓇⓌ②ⓅⒹ⑨ⓉⓃⒸ", "＊＊＊＊"),
    ("7KQM\u{301}\u{302}4XHR\u{20DD}W2PD9TNC", "＊＊＊＊"), ("7KQM\u{301}-\u{302}4XHR-W2PD-9TNC", "＊＊＊＊"),
    ("7KQM4\u{3A7}\u{397}RW2PD9TNC", "＊＊＊＊"), ("7\u{41A}QM4\u{425}HRW2PD9TN\u{421}", "＊＊＊＊"),
    ("⁷ᴷQᴹ⁴XHRW₂PD₉TNC", "＊＊＊＊"), ("🄷7KQM 4XHR W2PD 9TNℂ", "＊＊＊＊"),
  ]

  @Test(arguments: keys) func masks(_ text: String, _ masked: String) {
    #expect((Self.form.masked(text) ?? text) == masked)
    #expect(Self.form.isIn(text) == (masked != text))
  }

  /// Keys with one character lost, added, replaced or moved.
  static let damaged: [(String, String)] = [
    ("7KQM4XHRW2PD9TN", "＊＊＊＊"), ("KQM4XHRW2PD9TNC", "＊＊＊＊"),
    ("7KQM4XHRW2PD9TNO", "＊＊＊＊"), ("7KQM4XHRW2PDI9TNC", "＊＊＊＊"), ("7KQM0XHRW2PD9TNC", "＊＊＊＊"),
    ("7KQM-4XHR-W2PD-9TN", "＊＊＊＊"), ("KQM-4XHR-W2PD-9TNC", "＊＊＊＊"), ("7KQM 4XHR W2P 9TNC", "＊＊＊＊"),
    ("7KQM 4XHRO W2PD 9TNC", "＊＊＊＊"), ("7KQM-4XH1-W2PD-9TNC", "＊＊＊＊"), ("７ＫＱＭ４ＸＨＲＷ２ＰＤ９ＴＮ", "＊＊＊＊"),
    ("7KQM4XHR?2PD9TNC", "＊＊＊＊"), ("7KQ字4XHRW2PD9TNC", "＊＊＊＊"), ("7KQM-4X〓R-W2PD-9TNC", "＊＊＊＊"),
    ("7KQM4XHRW2P D9TNC", "＊＊＊＊"), ("7KQ-M4XHR-W2PD-9TNC", "＊＊＊＊"), ("7kqm4xhrw2pd9tn", "＊＊＊＊"),
    ("7KQm4XHRw2PD9TNC", "＊＊＊＊"), ("認証キー:7KQM4XHRW2PD9TNです", "認証キー:＊＊＊＊です"),
    ("𝟟𝐊𝐐𝐌𝟜𝐗𝐇𝐑𝐖𝟚𝐏𝐃𝟡𝐓𝐍", "＊＊＊＊"),
    ("7KQMと4XHRとW2PDと9TNC", "＊＊＊＊"), ("キー：7KQM4XHR、つづき：W2PD9TNC", "キー：＊＊＊＊"),
    ("前半７ＫＱＭ４ＸＨＲ　後半Ｗ２ＰＤ９ＴＮＣ", "前半＊＊＊＊"),
  ]

  @Test(arguments: damaged) func masksDamaged(_ text: String, _ masked: String) {
    #expect((Self.form.masked(text) ?? text) == masked)
    #expect(Self.form.trace(in: text) == .damaged)
  }

  /// What may be a key or something else: names in mail addresses, and codes in few blocks of letters and digits.
  static let suspected: [(String, String)] = [
    ("kasasagi2kens3ab@mail.example", "＊＊＊＊@mail.example"), ("7KQM4XHRW2PD9TNC@mail.example", "＊＊＊＊@mail.example"),
    ("KASASAGUMU2567", "KASASAGUMU2567"), ("KASASAGUMU25678", "＊＊＊＊"), ("2222STKYUSHU333", "＊＊＊＊"),
    ("7KQM4XHRW2PD9T", "＊＊＊＊"), ("QM4XHRW2PD9TNC", "＊＊＊＊"), ("7KQM-4XHR-W2PD-9T", "＊＊＊＊"),
    ("2325年度ABCD線2234号EFGH橋", "＊＊＊＊橋"),
  ]

  @Test(arguments: suspected) func masksSuspected(_ text: String, _ masked: String) {
    #expect((Self.form.masked(text) ?? text) == masked)
    #expect(Self.form.trace(in: text) == (masked == text ? nil : .suspected))
  }

  @Test("a key that is split over neighbouring cells")
  func parts() {
    let form = Self.form
    #expect(form.parts(in: ["臼杵市", "7KQM4XHR", "W2PD9TNC", "48345000"]) == [1, 2])
    #expect(form.parts(in: ["7KQM", "4XHR", "W2PD", "9TNC"]) == [0, 1, 2, 3])
    #expect(form.parts(in: ["７ＫＱＭ-4XH", "RW2PD-9TNC", ""]) == [0, 1])
    #expect(form.parts(in: ["KASASAGI", "KENSETSU"]) == [] && form.parts(in: ["7KQM4XHR", "臼杵市", "W2PD9TNC"]) == [])
    #expect(form.parts(in: ["7KQM4XHR", "W2PD9TN"]) == [] && form.parts(in: ["22334455", "66778899"]) == [])
    #expect(form.parts(in: ["7KQM4XHRW2PD9TNC"]) == [])
  }

  @Test(
    "words and numbers are keys where a house makes such keys", arguments: ["ABCDEFGHJKLMNPQR", "2345678923456789"])
  func words(_ text: String) {
    #expect(Self.form.trace(in: text) == nil && Self.unmixed.trace(in: text) == .whole)
  }

  static let others = [
    "INTERNATIONALIZATION", "INTERNATIONALWRK", "ＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲ", "ABCD EFGH JKLM NPQR",
    "constructionunit@mail.example",
    "KASASAGI KENSETSU CO LTD 2", "7都整第18号（R7-KST-2B）", "4ab",
    "", "PROJECTXHEADQUARTERS 2", "44-07-0012345-00", "臼杵市", "令和7年度　市道中央海岸線道路改良工事（第2工区）", "097-000-0000",
    "見本銀行　豊州支店　普通　2345678",
    "ABC STRUCTURES LTD", "7KQM4XHRW2PD9", "ΧΗΡ", "R7年度A1棟2号B2棟3号", "7KQM-4XHR-W2PD-9", "7KQM4XHRW2PD9TOO",
    "structureadvance",
    "https://d-sure.example/abcdefghjkmnpqrs", "2025-04-01T00:00:00", "大分県豊州市本町2-2-3 ＡＢＣビル4F",
    String(repeating: "あ", count: 40), "9,999,999,999,999", "㈱ＫＳＴ", "ＣＣＢ設置（±0.5m）工事",
  ]

  @Test(arguments: others) func leaves(_ text: String) {
    #expect(Self.form.masked(text) == nil && !Self.form.isIn(text))
  }

  @Test("other forms: a last group that is shorter, digits alone, letters of both cases")
  func forms() {
    let short = KeyForm(alphabet: "ABCDEFGHJKLMNPQRSTUVWXYZ23456789", length: 14, group: 4)
    #expect(short.masked("7KQM 4XHR W2PD 9T") == "＊＊＊＊" && short.masked("7KQM 4XHR W2PD 9") == nil)
    let digits = KeyForm(alphabet: "0123456789", length: 20, group: 4)
    #expect(digits.isIn("0123 4567 8901 2345 6789") && !digits.isIn("44-07-0012345-00"))
    let both = KeyForm(alphabet: "ABCDEFabcdef234567", length: 12, group: 4)
    #expect(both.isIn("ABcd23EFab45") && !both.isIn("ABcd23EFab4"))
  }
}
