import Fields
import Testing

@Suite("Texts that differ only in how programs write characters are the same")
struct TextEquivalenceTests {
  static let texts: [(String, String, Bool)] = [
    ("がけ崩れ", "か\u{3099}け崩れ", true), ("パ", "ハ\u{309A}", true), ("é", "e\u{301}", true), ("1〜2工区", "1～2工区", true),
    ("−3", "－3", true), ("‖", "∥", true), ("—", "―", true), ("¢£¬", "￠￡￢", true), ("か\u{3099}〜", "が～", true),
    ("", "", true), ("か゛", "が", false), ("\u{FA19}谷", "神谷", false), ("\u{FA19}谷", "\u{FA19}谷", true),
    ("高﨑", "髙﨑", false), ("葛\u{E0100}城", "葛城", false), ("ー", "－", false), ("-", "－", false), ("ｶﾞ", "ガ", false),
    ("臼杵市", "白杵市", false), ("工区 ", "工区", false),
  ]

  @Test(arguments: texts) func compared(_ a: String, _ b: String, _ areSame: Bool) {
    #expect(TextEquivalence.areSame(a, b) == areSame && TextEquivalence.areSame(b, a) == areSame)
  }
}
