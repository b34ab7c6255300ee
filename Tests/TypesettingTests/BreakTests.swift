import Testing

@testable import Typesetting

/// Where lines may end; the levels as CSS Text's tests read them for Japanese, numbers and words by our own rules.
@Suite("Line breaks") struct BreakTests {
  @Test(
    "places where a line may end, strict",
    arguments: [
      // Line-start prohibition, 行頭禁則.
      ("甲、乙。", "甲、｜乙。"),
      ("（甲）乙", "（甲）｜乙"),
      ("甲「乙」丙", "甲｜「乙」｜丙"),
      ("甲。」乙", "甲。」｜乙"),
      ("甲）、乙", "甲）、｜乙"),
      ("甲「（乙", "甲｜「（乙"),
      ("甲！？乙", "甲！？｜乙"),
      ("甲・乙：丙", "甲・｜乙：｜丙"),
      ("人々の", "人々｜の"),
      ("がっこう", "がっ｜こ｜う"),
      ("サーバー", "サー｜バー"),
      ("ちょっと", "ちょっ｜と"),
      ("３月〜４月", "３月〜｜４月"),
      ("ｶﾞｽ管", "ｶﾞ｜ｽ｜管"),
      // Inseparable characters of one kind; different kinds part.
      ("甲……乙", "甲……｜乙"),
      ("甲――乙", "甲｜――｜乙"),
      ("甲…―乙", "甲…｜―｜乙"),
      // Amounts and numbers.
      ("金１，０００円を", "金１，０００円｜を"),
      ("金1,234,567円也を", "金1,234,567円也｜を"),
      ("金壱百万円を", "金壱百万円｜を"),
      ("金伍千肆百漆拾萬円を", "金伍千肆百漆拾萬円｜を"),
      // No-break spaces hold on both sides.
      ("甲\u{A0}乙丙", "甲\u{A0}乙｜丙"),
      ("甲\u{202F}m\u{A0}乙", "甲\u{202F}m\u{A0}乙"),
      ("公差±5を", "公｜差｜±5｜を"),
      ("約3.5倍の", "約3.5倍｜の"),
      ("第１・２工区", "第１・｜２工区"),
      ("39.9％です", "39.9％｜で｜す"),
      ("△3,230円", "△3,230円"),
      ("¥1,234を", "¥1,234｜を"),
      ("№12号", "№12号"),
      ("1/4以内", "1/4｜以｜内"),
      ("１／４以内", "１／４｜以｜内"),
      ("10億5,000万円の", "10億5,000万円｜の"),
      // Dates: whole units, parted only between them.
      ("令和７年４月１日から", "令和７年｜４月｜１日｜か｜ら"),
      ("令和元年５月に", "令和元年｜５月｜に"),
      ("平成三十一年四月三十日", "平成三十一年｜四月｜三十日"),
      ("令和7年度の工事", "令和7年度｜の｜工｜事"),
      ("10時30分に", "10時｜30分｜に"),
      ("10:30開始", "10:30｜開｜始"),
      ("3か月以内", "3か月｜以｜内"),
      // Addresses and articles.
      ("本町二丁目4番6号", "本｜町｜二丁目｜4番｜6号"),
      ("第2工区の", "第2工区｜の"),
      ("第十二条第三項", "第十二条｜第三項"),
      ("097-000-0000へ", "097-000-0000｜へ"),
      ("第44-07-0012345-00号", "第44-07-0012345-00号"),
      // 一 that counts nothing stands alone.
      ("統一した一例", "統｜一｜し｜た｜一｜例"),
      // Latin: words whole, spaces at the line's end, brackets with what they hold.
      ("D-Sure を開く", "D-Sure ｜を｜開｜く"),
      ("the well-known way", "the ｜well-｜known ｜way"),
      ("A4判", "A4｜判"),
      ("約款(A)に", "約｜款｜(A)｜に"),
      ("km/h以下", "km/h｜以｜下"),
      // Addresses of the web: after slashes, before marks that open a part.
      ("https://d-sure.example/verify?a=1を", "https://d-sure｜.example/｜verify｜?a=1｜を"),
      ("www.d-sure.example/a", "www.d-sure｜.example/｜a"),
      // Selectors and marks stay with their base.
      ("葛\u{E0100}飾区", "葛\u{E0100}｜飾｜区"),
      ("か\u{3099}き", "か\u{3099}｜き"),
      // Ideographic spaces end a line and never begin one.
      ("市長　様", "市｜長　｜様"),
      ("甲　　乙", "甲　　｜乙"),
    ])
  func strict(_ text: String, _ expected: String) {
    #expect(LineInspector().breaks(text) == expected)
  }

  @Test(
    "what the levels add",
    arguments: [
      // CSS Text 5.3: small kana and the long sound mark may begin a line from normal on.
      ("がっこう", "が｜っ｜こ｜う", "が｜っ｜こ｜う", "が｜っ｜こ｜う"),
      ("サーバー", "サ｜ー｜バ｜ー", "サ｜ー｜バ｜ー", "サ｜ー｜バ｜ー"),
      // So may the wave dash and the hyphen.
      ("甲〜乙", "甲｜〜｜乙", "甲｜〜｜乙", "甲｜〜｜乙"),
      ("甲‐乙", "甲｜‐｜乙", "甲｜‐｜乙", "甲｜‐｜乙"),
      // Iteration marks, centred punctuation: loose, and 法令.
      ("人々", "人々", "人｜々", "人｜々"),
      ("甲・乙", "甲・｜乙", "甲｜・｜乙", "甲｜・｜乙"),
      ("甲！乙", "甲！｜乙", "甲｜！｜乙", "甲｜！｜乙"),
      ("甲：乙；", "甲：｜乙；", "甲｜：｜乙｜；", "甲｜：｜乙｜；"),
      // Ellipses: loose; in 法令 they may begin a line, but two of them stay together. Dashes may begin one, and are
      // never parted.
      ("甲……", "甲……", "甲｜…｜…", "甲｜……"),
      ("甲――乙", "甲｜――｜乙", "甲｜――｜乙", "甲｜――｜乙"),
      // Abbreviations: loose only.
      ("甲℃", "甲℃", "甲｜℃", "甲℃"),
      ("￥甲", "￥甲", "￥｜甲", "￥甲"),
      // Never, at any level.
      ("甲、乙", "甲、｜乙", "甲、｜乙", "甲、｜乙"),
      ("（甲）", "（甲）", "（甲）", "（甲）"),
      ("７年", "７年", "７年", "７年"),
      ("１，０００", "１，０００", "１，０００", "１，０００"),
    ])
  func levels(_ text: String, _ normal: String, _ loose: String, _ statute: String) {
    #expect(LineInspector(level: .normal).breaks(text) == normal)
    #expect(LineInspector(level: .loose).breaks(text) == loose)
    #expect(LineInspector(level: .statute).breaks(text) == statute)
  }

  /// What web-platform-tests (css/css-text/i18n/ja) ask of 文文文文文文? at each level: whether the character may begin a
  /// line.
  @Test(
    "the web platform's own facts for Japanese",
    arguments: [
      // cj: small kana and the long sound mark.
      (
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶーㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ",
        [LineBreakLevel.normal, .loose]
      ),
      // hyphens; CSS Text's own sentence lets ‐ and – wait for loose, its tests do not.
      ("‐–〜゠", [.normal, .loose]),
      // iteration
      ("々〻ゝゞヽヾ", [.loose]),
      // cpm: centred punctuation.
      ("・：；･‼⁇⁈⁉！？", [.loose]),
      // in: ellipses. U+10AF6, of Manichaean, is left out.
      ("․‥…⋯︙", [.loose]),
      // po: suffixes.
      ("°‰′″‵℃℉﹪％￠", [.loose]),
    ] as [(String, [LineBreakLevel])])
  func web(_ characters: String, _ levels: [LineBreakLevel]) {
    for scalar in characters.unicodeScalars {
      for level in [LineBreakLevel.strict, .normal, .loose] {
        let breaks = LineBreaker(level: level).opportunities("文\(scalar)字")
        #expect(breaks.contains(1) == levels.contains(level), "\(scalar) \(level)")
        // Behind it a line may end at every level.
        #expect(breaks.contains(2), "\(scalar) \(level)")
      }
    }
  }

  /// Prefixes, of which CSS Text names ± beside the signs of currencies.
  @Test("a prefix is parted from what follows in loose only", arguments: ["±", "№", "€", "￥", "＄", "￡"])
  func prefix(_ prefix: String) {
    for level in [LineBreakLevel.strict, .normal, .loose] {
      let breaks = LineBreaker(level: level).opportunities("文\(prefix)字")
      #expect(breaks == (level == .loose ? [1, 2] : [1]), "\(prefix) \(level)")
    }
  }

  @Test("a mark of one's own is inserted as it is") func mark() {
    #expect(LineInspector().breaks("甲乙", mark: "/") == "甲/乙")
  }
}
