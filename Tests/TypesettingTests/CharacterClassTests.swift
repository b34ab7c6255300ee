import Testing

@testable import Typesetting

/// JLREQ Appendix A: which characters belong to which class.
@Suite("Character classes") struct CharacterClassTests {
  @Test(
    "the characters that JLREQ lists are in their class",
    arguments: [
      (CharacterClass.openingBracket, "‘“（〔［｛〈《「『【｟〘〖«〝"),
      (.closingBracket, "︶﹂﹚’”）〕］｝〉》」』】｠〙〗»〟"),
      (.hyphen, "‐〜゠–～"),
      (.dividingPunctuation, "！？‼⁇⁈⁉"),
      (.middleDot, "・：；･"),
      (.fullStop, "。．｡"),
      (.comma, "、，､"),
      (.inseparable, "—…‥〳〴〵―․⋯︙"),
      (.iterationMark, "ヽヾゝゞ々〻"),
      (.prolongedSoundMark, "ーｰ"),
      (.smallKana, "ぁぃぅぇぉァィゥェォっゃゅょゎゕゖッャュョヮヵヶㇰㇱㇷㇿｧｨｯ"),
      (.prefixedAbbreviation, "￥＄￡＃№¥$£#€"),
      (.postfixedAbbreviation, "°′″‵‰‱℉℃￠％‰㏋ℓ㌃㌍㌔㌘㌢㌣㌦㌧㌫㌶㌻㍉㍊㍍㍑㍗㎎㎏㎜㎝㎞㎡㏄%"),
      (.ideographicSpace, "\u{3000}"),
      (.hiragana, "あいがぱんゐゑゟ\u{1B001}"),
      (.katakana, "アイガパンヰヱヿｱﾝ"),
      (.mathSymbol, "＝≠＜＞≦≧⊆⊇∪∩≒≡"),
      (.mathOperator, "＋－−×÷±∓"),
      (.ideograph, "亜腕弌熙髙﨑𠮷〇〆〒①㈱Ⓐ★→○△神﨑"),
      (.groupedNumeral, "0123456789"),
      (.westernSpace, " "),
      (.western, "AZazÀßΩЖ()[]&-/@\u{A0}"),
    ])
  func listed(_ expected: CharacterClass, _ characters: String) {
    for scalar in characters.unicodeScalars {
      #expect(CharacterClass(of: scalar) == expected, "\(scalar) U+\(String(scalar.value, radix: 16))")
    }
  }

  @Test("the table covers the code space once, without a gap") func whole() {
    var next: UInt32 = 0
    for stretch in CharacterClass.ranges {
      #expect(stretch.first == next)
      #expect(stretch.first <= stretch.last)
      next = stretch.last + 1
    }
    #expect(next == 0x110000)
    for (one, other) in zip(CharacterClass.ranges, CharacterClass.ranges.dropFirst()) {
      #expect(
        one.characterClass != other.characterClass, "two stretches of one class at U+\(String(other.first, radix: 16))")
    }
  }

  @Test("kanji, wherever Unicode put them, are ideographs") func ideographs() {
    for value: UInt32 in [0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x2A6DF, 0x2F800, 0x30000, 0x323AF] {
      #expect(Unicode.Scalar(value).map { CharacterClass(of: $0) } == .ideograph)
    }
  }

  @Test("a word's digits are Latin, a number's marks are numerals") func context() {
    func classes(_ text: String) -> [CharacterClass] {
      var units = TextUnit.units(of: text, inline: 0, from: 0)
      Numerals.resolveClasses(&units)
      return units.map(\.characterClass)
    }
    #expect(classes("A4") == [.western, .western])
    #expect(classes("1,234") == Array(repeating: .groupedNumeral, count: 5))
    #expect(classes("44-07") == Array(repeating: .groupedNumeral, count: 5))
    #expect(classes("１，０") == [.ideograph, .groupedNumeral, .ideograph])
    #expect(classes("１、０")[1] == .comma)
    #expect(classes("１・２")[1] == .middleDot)
  }

  @Test(
    "a unit keeps what is drawn on its base",
    arguments: [
      ("葛\u{E0100}飾", ["葛\u{E0100}", "飾"]), ("か\u{3099}き", ["か\u{3099}", "き"]), ("e\u{301}a", ["e\u{301}", "a"]),
      ("ｶﾞ", ["ｶ", "ﾞ"]), ("\r\n", ["\r", "\n"]), ("\n\u{301}a", ["\n", "\u{301}", "a"]),
    ])
  func units(_ text: String, _ expected: [String]) {
    let units = TextUnit.units(of: text, inline: 0, from: 0).map { String($0.scalars(in: text)) }
    #expect(units.map { Array($0.utf8) } == expected.map { Array($0.utf8) })
  }
}
