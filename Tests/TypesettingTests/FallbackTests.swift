import Testing

@testable import Typesetting

/// Fonts are chosen per character; what none draws is refused, never replaced.
@Suite("Fallback") struct FallbackTests {
  let setter = HarfBuzzTextSetter(store: SystemFonts.store)

  private func ids(_ text: String, _ role: String) throws -> [String] {
    try setter.shapes(of: text, role: role).map { SystemFonts.list.faces[$0.face.index].id }
  }

  @Test(
    "each character is drawn by the first face of the chain that has it",
    arguments: [
      ("髙﨑德濵瀨栁①㈱纊㊞", "mincho", "biz-ud-mincho"),
      ("￥¥№㋿〳ゟヿｶﾞ", "mincho", "biz-ud-mincho"),
      ("𠮷", "mincho", "ipamj-mincho"),
      ("𠮷", "gothic", "noto-sans-jp"),
      ("𠮷", "gothic-bold", "noto-sans-jp-bold"),
      // Adobe-Japan1 sequences: 葛, 辻 and 邉 as their bearers write them.
      ("葛\u{E0100}辻\u{E0100}邉\u{E0100}", "mincho", "biz-ud-mincho"),
      // Moji_Joho sequences of the family register.
      ("邉\u{E011F}", "mincho", "ipamj-mincho"),
      ("か\u{3099}", "mincho", "biz-ud-mincho"),
    ])
  func chosen(_ text: String, _ role: String, _ face: String) throws {
    #expect(Set(try ids(text, role)) == [face])
  }

  @Test(
    "what no face has is refused with its whole sequence",
    arguments: [
      ("葛\u{E01EF}", "葛\u{E01EF}"), ("\u{E000}", "\u{E000}"), ("☑", "☑"), ("山\u{202E}", "\u{202E}"), ("\t", "\t"),
    ])
  func refused(_ text: String, _ sequence: String) {
    #expect(throws: SettingFaults([.missingGlyph(sequence: sequence, field: nil, box: "sample")])) {
      try Sample(text).set(20)
    }
  }

  @Test(
    "where a form allows it, a sequence that no face has is drawn as its base, reported, and still read as it was written"
  )
  func baseForm() throws {
    let style = TextStyle(role: "mincho", size: .pt(10))
    let text = "甲葛\u{E01EF}乙"
    let paragraph = Paragraph([Inline(text, style: style, field: "contractor.name", allowsBaseForm: true)], name: "受注者")
    let set = try setter.set(paragraph, measure: .pt(100))
    #expect(set.baseForms == [BaseForm(sequence: "葛\u{E01EF}", field: "contractor.name", box: "受注者")])
    let plain = try setter.set(Paragraph([Inline("甲葛乙", style: style)]), measure: .pt(100))
    #expect(set.lines[0].runs.flatMap(\.glyphs) == plain.lines[0].runs.flatMap(\.glyphs))
    #expect(set.lines[0].text.unicodeScalars.elementsEqual(text.unicodeScalars))
    // What is neither base nor selector is refused all the same.
    #expect(throws: SettingFaults.self) {
      try setter.set(Paragraph([Inline("葛\u{20DD}\u{E01EF}", style: style, allowsBaseForm: true)]), measure: .pt(100))
    }
    // A sequence that some face has is drawn by that face, permission or not.
    let variant = Paragraph([Inline("邉\u{E011F}", style: style, allowsBaseForm: true)])
    #expect(try setter.set(variant, measure: .pt(100)).baseForms.isEmpty)
  }

  @Test("all faults of a paragraph come at once, each with its field") func allAtOnce() {
    let style = TextStyle(role: "mincho", size: .pt(10))
    let paragraph = Paragraph(
      [Inline("甲\u{E000}乙", style: style), Inline("\u{E001}", style: style, field: "work.name")], name: "工事名")
    #expect(
      throws: SettingFaults([
        .missingGlyph(sequence: "\u{E000}", field: nil, box: "工事名"),
        .missingGlyph(sequence: "\u{E001}", field: "work.name", box: "工事名"),
      ])
    ) { try setter.set(paragraph, measure: .pt(100)) }
  }

  @Test("a role that fonts.json does not have draws nothing") func unknownRole() {
    #expect(throws: SettingFaults.self) { try Sample("甲", role: "antique").set(10) }
  }

  @Test("a 外字 is drawn by its face and read by its text") func privateUse() throws {
    var list = SystemFonts.list
    // IPAmj maps private-use code points to its own glyphs: any that it has will do.
    let face = FaceID(index: try #require(list.faces.firstIndex { $0.id == "ipamj-mincho" }))
    let font = ShapingFont(bytes: SystemFonts.store.bytes(of: face), collectionIndex: 0)
    guard
      let scalar = (0xE000...0xF8FF).lazy.compactMap({ Unicode.Scalar($0 as UInt32) }).first(where: {
        font.glyph($0) != nil
      })
    else {
      return
    }
    list.privateUse = [FontList.PrivateUse(scalar: scalar, face: face, readable: "髙")]
    let store = try FontStore(list: list, files: SystemFonts.files)
    let style = TextStyle(role: "mincho", size: .pt(10))
    let set = try HarfBuzzTextSetter(store: store).set(
      Paragraph([Inline("山\(scalar)", style: style)]), measure: .pt(100))
    #expect(set.lines[0].text == "山髙")
    #expect(set.lines[0].runs.last?.face == face)
  }

  @Test("every kanji and sign of CP932 is drawn by the primary faces of all roles") func coverage() throws {
    for role in ["mincho", "gothic", "gothic-bold"] {
      let primary = try #require(SystemFonts.store.chain(role).first)
      let font = ShapingFont(bytes: SystemFonts.store.bytes(of: primary), collectionIndex: 0)
      let missing = CP932Sample.scalars.filter { font.glyph($0) == nil }
      #expect(missing.isEmpty, "\(role): \(missing.map { String($0) }.joined())")
    }
  }
}

/// Characters of CP932 beyond ASCII that matter on these papers: NEC row 13, NEC-selected IBM extensions, and JIS X
/// 0208 by its edges.
enum CP932Sample {
  static let scalars = Array(
    ("①②⑳ⅠⅩ㍉㌔㎜㎏㏄㍻〝〟№㏍℡㊤㊨㈱㈲㈹㍾㍽㍼≒≡∫∮∑√⊥∠∟⊿∵∩∪" + "纊褜鍈銈蓜俉炻昱棈鋹曻彅丨仡仼伀伃伹佖侒侊侚侔俍偀倢俿倞偆偰偂傔僴僘兊兤冝冾凬刕劜劦勀勛匀匇匤卲厓厲叝"
      + "﨎咜咊咩哿喆坙坥垬埈埇﨏塚增墲夋奓奛奝奣妤妺孖寀甯寘寬尞岦岺峵崧嵓﨑嵂嵭嶸嶹巐弡弴彧德忞恝悅悊惞惕愠惲愑愷愰憘戓抦揵摠撝擎"
      + "髙濵瀨栁黑鷗魵鮱鮻鰀鵫" + "亜腕弌熙凜堯槇遙瑤" + "ー〜～−－‖―…‥、。，．・：；？！゛゜´｀¨＾￣＿ヽヾゝゞ〃仝々〆〇").unicodeScalars)
}
