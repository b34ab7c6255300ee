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
