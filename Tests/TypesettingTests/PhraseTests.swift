import Testing

@testable import Typesetting

@Suite("Lines of values")
struct PhraseTests {
  @Test(
    "end where phrases do, and are balanced",
    arguments: [
      (29, "分任支出負担行為担当官　九州地方整備局　｜大分河川国道事務所長　様"),
      (29, "見本地区災害復旧かささぎ・青嶺・｜潮見他8者特定建設工事共同企業体"),
      (29, "令和7年度　社会資本整備総合交付金事業（防災・安全）　｜都市計画道路見本中央線ほか3路線　道路改良工事"),
      (26, "令和7年度　社会資本整備総合交付金事業｜（防災・安全）　見本中央線道路改良工事"),
      (20, "令和7年7月豪雨　見本地区農地・｜農業用施設災害復旧工事（その1～その11）"),
      (29, "大分県豊州市大字見本町字見本ヶ浜海岸通り一丁目2345番地67　｜見本海岸ビルディング東館8階801号室"),
      (29, "前払金は、材料費、労務費、機械器具の賃借料、｜機械購入費、動力費、支払運賃及び修繕費に充てること。"),
      (40, "代表取締役社長執行役員　小野寺　みどり"),
      (29, "代表取締役社長兼最高経営責任者兼最高執行責任者　｜髙﨑　朔太郎左衛門"),
      (29, "分任支出負担行為担当官　｜国土交通省九州地方整備局　大分河川国道事務所長"),
      (20, "見本銀行　豊州支店　普通　｜0000000　カ）カササギグミ"), (20, "見本銀行 豊州支店 普通 ｜0000000 カ）カササギグミ"),
      (18, "見本銀行　本店営業部　普通　｜イシズエケンセツホシヨウ（カ"),
    ])
  func phrases(measure: Double, lines: String) {
    let text = lines.replacing("｜", with: "")
    #expect(LineInspector(wrap: .phrases).lines(text, measure: measure) == lines)
  }

  @Test(
    "part no word of the trade and no placeholder while another place serves, and one line more serves",
    arguments: [
      ("甲乙丙丁戊己庚辛壬癸株式会社", 12.0), ("○○・○○・○○・○○・○○・○○特定建設工事共同企業体代表者株式会社○○建設", 20),
      ("工事費の内訳は、直接工事費1,000,000円＋共通仮設費200,000円＝1,200,000円である。", 20),
    ])
  func words(text: String, measure: Double) {
    let lines = LineInspector(wrap: .phrases).lines(text, measure: measure).split(separator: "｜")
    for word in ["株式会社", "共同企業体", "○○", "円＋", "＋共", "円＝", "＝1"] where text.contains(word) {
      let count = text.ranges(of: word).count
      #expect(lines.map { $0.ranges(of: word).count }.reduce(0, +) == count, "\(word): \(lines)")
    }
  }

  @Test("keep the line ends of the record")
  func recorded() {
    #expect(LineInspector(wrap: .phrases).lineEnds("第1工区\n第2工区", measure: 10) == [5])
  }

  @Test(
    "hang below the numeral or the dot with which they begin; a number that counts something is no numeral",
    arguments: [
      ("1　前払金", 1.5), ("12　前払金", 2), ("(3)　前払金", 2.5), ("（4）前払金", 2), ("①前払金", 1), ("・前払金", 0.75), ("5．前払金", 1.5),
      ("7都整第18号", 0), ("1.5mの管", 0), ("令和7年度", 0), ("（その1）前払金", 0), ("・", 0),
    ])
  func hanging(text: String, indent: Double) {
    var units = TextUnit.units(of: text, inline: 0, from: 0)
    Numerals.resolveClasses(&units)
    var rubies: [Ruby] = []
    var paragraph = Paragraph([Inline(text, style: TextStyle(role: "", size: .pt(1), digitTightening: 0))])
    paragraph.fit.wrap = .phrases
    let advances: [Double?] = units.map { $0.scalar.isASCII ? 0.5 : 1 }
    let composition = Composition(
      units, advances: advances, paragraph, boundaries: LineBreaker().boundaries(units), rubies: &rubies)
    #expect(composition.indent(ofLineAt: units.count - 1) == indent)
    #expect(composition.indent(ofLineAt: 0) == 0)
  }
}

@Suite("Lines before a long address")
struct RaggedLineTests {
  @Test("are set ragged where the address would tear them open, and flush where it would not")
  func ragged() throws {
    let style = TextStyle(role: "mincho", size: .pt(10))
    func width(_ text: String) throws -> Double {
      let paragraph = Paragraph([Inline(text, style: style)], alignment: .justified)
      let lines = try HarfBuzzTextSetter(store: SystemFonts.store).set(paragraph, measure: .pt(100)).lines
      return lines[0].width.points.rounded()
    }
    // Six characters before a word of twenty letters, which moves whole: four tenths of the line would be gaps.
    #expect(try width("詳しくは次のwwwwwwwwwwwwwwwwwwwwへ") == 60)
    // Nine characters leave one em for eight gaps.
    #expect(try width("詳しくは次の所番地wwwwwwwwwwwwwwwwwwwwへ") == 100)
  }
}

@Suite("Addresses in lines")
struct AddressTests {
  @Test(
    "a web address parts at a stop only between wide parts",
    arguments: [
      ("www.city.usuki.oita.jp/docs/", "www.city｜.usuki｜.oita.jp/｜docs/"),
      ("https://www.d-sure.example/a.b/", "https://www.d-sure｜.example/｜a.b/"),
    ])
  func web(text: String, breaks: String) {
    #expect(LineInspector().breaks(text) == breaks)
  }

  @Test("before a long address no character stands alone so that the others fill its line")
  func noLoneFirstCharacter() {
    let text = "電子証書は、発注者が https://viewer.d-sure.example/certificates/orderers/ を開き、閲覧します。"
    #expect(LineInspector().lines(text, measure: 20).split(separator: "｜")[0].count > 5)
  }

  @Test("a mail address is not parted at its hyphen, a word is")
  func mail() {
    #expect(LineInspector().breaks("denshi-hosho@city.example") == "denshi-hosho@city.example")
    #expect(LineInspector().breaks("well-known") == "well-｜known")
  }
}
