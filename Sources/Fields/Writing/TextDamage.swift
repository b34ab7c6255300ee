/// Finds in a text what a lossy step left there: a wrong encoding, or the notation of another format.
///
/// ```
/// TextDamage.mojibake(in: "譬ｪ蠑丈ｼ夂､ｾ")     // true: 株式会社 in UTF-8, read as CP932
/// TextDamage.mojibake(in: "³ô¼°²ñ¼Ò")        // true: 株式会社 in EUC-JP, read as Latin-1
/// TextDamage.mojibake(in: "渡邉ｺﾝｸﾘｰﾄ")       // false
/// TextDamage.escape(in: "&#39640;﨑")        // &#39640;
/// ```
package enum TextDamage {
  // MARK: Wrong encodings

  /// Whether the text was decoded by a wrong encoding.
  package static func mojibake(in scalars: [Unicode.Scalar]) -> Bool {
    isUTF8ReadAsCP932(scalars) || isEUCReadAsCP932(scalars) || isUTF8ReadAsLatin(scalars)
      || isEightBitReadAsLatin(scalars) || isUTF8ReadAsGBK(scalars) || isReadAsKorean(scalars)
      || isTwiceUTF8(scalars) || isReplacementReadAsCP932(scalars)
  }

  /// Japanese in UTF-8 is three bytes a character, of which the first is E3 to E9 and the others are 80 to BF. Read as
  /// CP932, the first two make a rare kanji and the third often a half-width kana: M h M h. No name has a rare kanji, one
  /// half-width kana, and a rare kanji again, nor a rare kanji and one such kana that is no particle of a place's name (霞ｹ関);
  /// and kana, of which Japanese always has some, become one of 縺 繧 繝 縲.
  private static func isUTF8ReadAsCP932(_ scalars: [Unicode.Scalar]) -> Bool {
    var pairs = 0
    var kana = 0
    for (index, scalar) in scalars.enumerated() where rareKanji.contains(scalar) {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      // 繧繝 is a word (a way of shading colours), and the only one that has two of them.
      if leadsOfKana.contains(scalar), next.map(leadsOfKana.contains) != true { kana += 1 }
      guard let next, isHalfWidthKana(next) else { continue }
      pairs += 1
      let after = index + 2 < scalars.count ? scalars[index + 2] : " "
      if rareKanji.contains(after) || !HalfWidthKana.contains(after) && !HalfWidthKana.particles.contains(next) {
        return true
      }
    }
    return pairs > 1 || kana > 1
  }

  /// The half-width forms of CP932's bytes A1 to BF, which alone can continue a character of UTF-8.
  private static func isHalfWidthKana(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{FF61}"..."\u{FF7F}").contains(scalar)
  }

  /// What CP932 makes of E380, E381, E382 and E383, the first two bytes of punctuation and kana in UTF-8.
  private static let leadsOfKana: Set<Unicode.Scalar> = ["縲", "縺", "繧", "繝"]

  /// Japanese in EUC-JP is two bytes a character, both from A1 to FE. Read as CP932, bytes up to DF become half-width kana
  /// each: ideographic spaces become ｡｡, and kana rows of ､ and ･. Others become kanji or private characters. What then
  /// stands side by side no word has: a voiced mark behind a kana that has none, a small kana or ﾝ at the start, one kana
  /// between two kanji.
  private static func isEUCReadAsCP932(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.contains(where: HalfWidthKana.contains) else { return false }
    return scalars.indices.contains { index in
      let scalar = scalars[index]
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 1 < scalars.count ? scalars[index + 1] : " "
      guard HalfWidthKana.contains(scalar) else {
        return scalar.properties.generalCategory == .privateUse
          && (HalfWidthKana.contains(before) || HalfWidthKana.contains(after))
      }
      if HalfWidthKana.cannotFollow(scalar, before) { return true }
      let next = index + 2 < scalars.count ? scalars[index + 2] : " "
      if HalfWidthKana.separators.contains(scalar), HalfWidthKana.letters.contains(after),
        HalfWidthKana.separators.contains(next)
      {
        return true
      }
      return isKanji(before) && isKanji(after) && !HalfWidthKana.particles.contains(scalar)
    }
  }

  private static func isKanji(_ scalar: Unicode.Scalar) -> Bool { ("\u{4E00}"..."\u{9FFF}").contains(scalar) }

  /// Japanese in UTF-8, read as Latin-1 or Windows-1252: a letter of E0 to EF, and two characters of 80 to BF. The second
  /// one may have been taken for a no-break space, and that for a space.
  private static func isUTF8ReadAsLatin(_ scalars: [Unicode.Scalar]) -> Bool {
    var index = 0
    while index + 2 < scalars.count {
      let (second, third) = (scalars[index + 1], scalars[index + 2])
      if ("\u{E0}"..."\u{EF}").contains(scalars[index]), continuesInLatin(second) || second == " ",
        continuesInLatin(third)
      {
        return true
      }
      index += 1
    }
    return false
  }

  /// Whether the character is what Latin-1 or Windows-1252 make of a byte from 80 to BF.
  static func continuesInLatin(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{80}"..."\u{BF}").contains(scalar) || specialsOfWindows1252.contains(scalar)
  }

  private static let specialsOfWindows1252 = Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".unicodeScalars)

  /// Japanese in EUC-JP or CP932, read as Latin-1 or Windows-1252: four characters of their upper half in a row, two of
  /// them of Latin-1. No language has such a word.
  private static func isEightBitReadAsLatin(_ scalars: [Unicode.Scalar]) -> Bool {
    var run = 0
    var latin = 0
    for scalar in scalars {
      if ("\u{A1}"..."\u{FF}").contains(scalar) {
        latin += 1
      } else if !continuesInLatin(scalar) {
        (run, latin) = (0, 0)
        continue
      }
      run += 1
      if run >= 4, latin >= 2 { return true }
    }
    return false
  }

  // MARK: Notations of other formats

  /// The first character that stands in the notation of HTML, JSON, a URL or a workbook: `&#39640;`, `\u9AD8`, `%E9%AB%98`,
  /// `_x000D_`; nil when there is none.
  package static func escape(in scalars: [Unicode.Scalar]) -> String? { first(of: escapePatterns, in: scalars) }

  /// The first character that stands by its name in HTML: `&amp;`.
  package static func entity(in scalars: [Unicode.Scalar]) -> String? { first(of: entities, in: scalars) }

  private static func first(of patterns: [[Unicode.Scalar]], in scalars: [Unicode.Scalar]) -> String? {
    for (index, scalar) in scalars.enumerated() where escapeStarts.contains(scalar) {
      for pattern in patterns where pattern.first == scalar {
        if let end = match(pattern[...], scalars[index...]) { return String(scalars: scalars[index..<end]) }
      }
    }
    return nil
  }

  package static let escapeStarts: Set<Unicode.Scalar> = ["&", "\\", "%", "_"]

  /// In a pattern 9 is a run of decimal digits, F one hexadecimal digit, and 8 one from 8 to F, with which every byte
  /// of a character outside ASCII begins.
  private static let escapePatterns = [
    "&#9;", "&#xF;", "&#xFF;", "&#xFFF;", "&#xFFFF;", "&#xFFFFF;", "\\uFFFF", "%8F%8F", "_xFFFF_",
  ].map { Array($0.unicodeScalars) }

  private static let entities = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;"].map { Array($0.unicodeScalars) }

  /// Where the text ends that the pattern matches at the start of `scalars`; nil when it does not.
  private static func match(_ pattern: ArraySlice<Unicode.Scalar>, _ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    var rest = scalars
    for wanted in pattern {
      guard let scalar = rest.first else { return nil }
      switch wanted {
      case "9":
        let digits = rest.prefix { ASCIIDigits.value(of: $0) != nil }
        if digits.isEmpty { return nil }
        rest = rest.dropFirst(digits.count - 1)
      case "8": if !["8", "9"].contains(scalar), !isHexadecimalLetter(scalar) { return nil }
      case "F": if ASCIIDigits.value(of: scalar) == nil, !isHexadecimalLetter(scalar) { return nil }
      default: if scalar != wanted { return nil }
      }
      rest = rest.dropFirst()
    }
    return rest.startIndex
  }

  private static func isHexadecimalLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("A"..."F").contains(scalar) || ("a"..."f").contains(scalar)
  }

  // MARK: Data

  /// The 448 kanji whose code in CP932 is E380 to E9BF: what CP932 makes of the first two bytes of a Japanese character in
  /// UTF-8.
  private static let rareKanji = Set(
    """
    縲縺繧繝繖繞繙繚繹繪繩繼繻纃緕繽辮繿纈纉續纒纐纓纔纖纎纛纜缸缺罅罌罍罎罐网罕罔罘罟罠罨罩罧罸羂羆羃羈羇羌羔羞羝羚\
    羣羯羲羹羮羶羸譱艢艨艪艫舮艱艷艸艾芍芒芫芟芻芬苡苣苟苒苴苳苺莓范苻苹苞茆苜茉苙茵茴茖茲茱荀茹荐荅茯茫茗茘莅莚莪莟\
    莢莖茣莎莇莊荼莵荳荵莠莉莨菴萓菫蛟蛛蛯蜒蜆蜈蜀蜃蛻蜑蜉蜍蛹蜊蜴蜿蜷蜻蜥蜩蜚蝠蝟蝸蝌蝎蝴蝗蝨蝮蝙蝓蝣蝪蠅螢螟螂螯蟋\
    螽蟀蟐雖螫蟄螳蟇蟆螻蟯蟲蟠蠏蠍蟾蟶蟷蠎蟒蠑蠖蠕蠢諤諱謔諠諢諷諞諛謌謇謚諡謖謐謗謠謳鞫謦謫謾謨譁譌譏譎證譖譛譚譫譟\
    譬譯譴譽讀讌讎讒讓讖讙讚谺豁谿豈豌豎豐豕豢豬豸豺貂貉貅貊貍貎貔豼轢轣轤辜辟辣辭辯辷迚迥迢迪迯邇迴逅迹迺逑逕逡逍逞\
    逖逋逧逶逵逹迸遏遐遑遒逎遉逾遖遘遞遨遯遶隨遲邂遽邁邀邊邉邏邨邯邱邵郢郤扈郛鄂鄒鄙閠閨閧閭閼閻閹閾闊濶闃闍闌闕闔闖\
    關闡闥闢阡阨阮阯陂陌陏陋陷陜陞陝陟陦陲陬隍隘隕隗險隧隱隲隰隴隶隸隹雎雋雉雍襍雜霍雕雹霄霆霈霓霎霑騾驕驍驛驗驟驢驥\
    驤驩驫驪骭骰骼髀髏髑髓體髞髟髢髣髦髯髫髮髴髱髷髻鬆鬘鬚鬟鬢鬣鬥鬧鬨鬩鬪鬮鬯鬲魄魃魏魍魎魑魘魴鮓鮃鮑鮖鮗鮟鮠鮨鮴鯀
    """.unicodeScalars)
}
