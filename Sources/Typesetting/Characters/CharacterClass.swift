/// Character classes of JLREQ (Requirements for Japanese Text Layout), Appendix A: cl-01…cl-30, by the same numbers.
package enum CharacterClass: UInt8, Sendable, Hashable, CaseIterable {
  /// 始め括弧類
  case openingBracket = 1
  /// 終わり括弧類
  case closingBracket = 2
  /// ハイフン類
  case hyphen = 3
  /// 区切り約物
  case dividingPunctuation = 4
  /// 中点類
  case middleDot = 5
  /// 句点類
  case fullStop = 6
  /// 読点類
  case comma = 7
  /// 分離禁止文字
  case inseparable = 8
  /// 繰返し記号
  case iterationMark = 9
  /// 長音記号
  case prolongedSoundMark = 10
  /// 小書きの仮名
  case smallKana = 11
  /// 前置省略記号
  case prefixedAbbreviation = 12
  /// 後置省略記号
  case postfixedAbbreviation = 13
  /// 和字間隔
  case ideographicSpace = 14
  /// 平仮名
  case hiragana = 15
  /// 片仮名
  case katakana = 16
  /// 等号類
  case mathSymbol = 17
  /// 演算記号
  case mathOperator = 18
  /// 漢字等
  case ideograph = 19
  /// 合印中の文字
  case referenceMark = 20
  /// 親文字群中の文字（添え字付き）
  case ornamented = 21
  /// 親文字群中の文字（熟語ルビ以外のルビ付き）
  case simpleRuby = 22
  /// 親文字群中の文字（熟語ルビ付き）
  case jukugoRuby = 23
  /// 連数字中の文字
  case groupedNumeral = 24
  /// 単位記号中の文字
  case unitSymbol = 25
  /// 欧文間隔
  case westernSpace = 26
  /// 欧文用文字
  case western = 27
  /// 割注始め括弧類
  case warichuOpening = 28
  /// 割注終わり括弧類
  case warichuClosing = 29
  /// 縦中横中の文字
  case tateChuYoko = 30
}

extension CharacterClass {
  /// The class of a character by itself; its neighbours may change it (`Numerals.resolveClasses`).
  ///
  /// Where JLREQ lists one character and Unicode has two, the width decides: `(` U+0028 is half-width and Latin
  /// (cl-27), `（` U+FF08 is an opening bracket (cl-01).
  package init(of scalar: Unicode.Scalar) {
    let value = scalar.value
    self = value < 0x10000 ? Self.basicPlane[Int(value)] : Self.lookUp(value)
  }

  /// Classes of the Basic Multilingual Plane by code point, filled once from `ranges`: every character of every text is
  /// looked up here.
  private static let basicPlane: [CharacterClass] = {
    var table = [CharacterClass](repeating: .western, count: 0x10000)
    for range in ranges where range.first < 0x10000 {
      for value in range.first...min(range.last, 0xFFFF) { table[Int(value)] = range.characterClass }
    }
    return table
  }()

  private static func lookUp(_ value: UInt32) -> CharacterClass {
    var low = 0
    var high = ranges.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].last < value { low = middle + 1 } else { high = middle }
    }
    return ranges[low].characterClass
  }

  /// A range of code points of one class.
  struct CodePointRange: Sendable {
    let first: UInt32
    let last: UInt32
    let characterClass: CharacterClass
  }

  /// The whole code space without a gap: the characters that JLREQ Appendix A lists and, for all others, the class as
  /// which they are set.
  static let ranges: [CodePointRange] = {
    var ranges: [CodePointRange] = []
    var next: UInt32 = 0
    for (last, characterClass) in boundaries {
      ranges.append(CodePointRange(first: next, last: last, characterClass: characterClass))
      next = last + 1
    }
    return ranges
  }()
}
