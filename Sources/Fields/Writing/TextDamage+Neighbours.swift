/// Japanese text that was decoded by the encodings of neighbouring countries, or by UTF-8 twice.
///
/// ```
/// TextDamage.mojibake(in: "鏍笅浼氱ぞ")        // true: 株式会社 in UTF-8, read as GBK
/// TextDamage.mojibake(in: "鵝먫뿤")            // true: 佐藤 in UTF-8, read as CP949
/// TextDamage.mojibake(in: "金　서울")          // false: a name of one script stands by itself
/// ```
extension TextDamage {
  /// Two Japanese characters in UTF-8, six bytes, are three characters in GBK: the first has a lead byte of E3 to E9, and
  /// one of the others a trail byte of E3 to E9. Characters of the first sort and of the second side by side, or two of
  /// the first sort in one text, none of which CP932 has, stand in no Japanese name.
  static func isUTF8ReadAsGBK(_ scalars: [Unicode.Scalar]) -> Bool {
    var firsts = 0
    for (index, scalar) in scalars.enumerated() where firstsOfGBK.contains(scalar) {
      firsts += 1
      if firsts > 1 || index + 1 < scalars.count && secondsOfGBK.contains(scalars[index + 1]) { return true }
    }
    return false
  }

  /// Japanese in UTF-8, CP932 or EUC-JP, read as EUC-KR or CP949, becomes Hangul mixed with Chinese characters and kana.
  /// Hangul that is written has no other script beside it without a space.
  static func isReadAsKorean(_ scalars: [Unicode.Scalar]) -> Bool {
    zip(scalars, scalars.dropFirst()).contains { first, second in
      isHangul(first) && isOfJapan(second) || isOfJapan(first) && isHangul(second)
    }
  }

  private static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{AC00}"..."\u{D7A3}").contains(scalar) || ("\u{3131}"..."\u{318E}").contains(scalar)
  }

  private static func isOfJapan(_ scalar: Unicode.Scalar) -> Bool {
    ("\u{3041}"..."\u{30FF}").contains(scalar) || ("\u{3400}"..."\u{9FFF}").contains(scalar)
      || ("\u{F900}"..."\u{FAFF}").contains(scalar) || ("\u{FF66}"..."\u{FF9F}").contains(scalar)
  }

  /// A character of 80 to FF in UTF-8, read as Latin-1 or Windows-1252: Â or Ã, and what a byte from 80 to BF becomes. In
  /// French and Portuguese names letters, spaces and quotation marks follow these.
  static func isTwiceUTF8(_ scalars: [Unicode.Scalar]) -> Bool {
    zip(scalars, scalars.dropFirst()).contains { first, second in
      ["Â", "Ã"].contains(first) && continuesInLatin(second) && !["\u{A0}", "’", "”", "»", "–", "—"].contains(second)
    }
  }

  /// U+FFFD in UTF-8, read as CP932: its first two bytes are no character, and become ・. Between half-width kana ｽ is a
  /// letter: ﾔﾏﾄ・ｽｽﾞｷ.
  static func isReplacementReadAsCP932(_ scalars: [Unicode.Scalar]) -> Bool {
    scalars.indices.dropLast().contains { index in
      guard scalars[index] == "・", scalars[index + 1] == "ｽ" else { return false }
      let before = index > 0 ? scalars[index - 1] : " "
      let after = index + 2 < scalars.count ? scalars[index + 2] : " "
      return !HalfWidthKana.contains(before) && !HalfWidthKana.contains(after)
    }
  }

  /// With what text of a neighbour's encoding can begin.
  package static let neighbourStarts: [Unicode.Scalar] =
    Array(firstsOfGBK) + (0xAC00...0xD7A3).compactMap(Unicode.Scalar.init)
    + (0x3131...0x318E).compactMap(Unicode.Scalar.init) + ["Â", "Ã"]

  /// The kanji of GBK from E380 to E9BF that CP932 does not have.
  private static let firstsOfGBK = Set(
    """
    銆銇銉銊銋銌銍銏銐銒銔銗銙銝銞銟銠銡銢銣銤銥銦恽悭悝惬悻悱惝愦愣愫鋫鋬鋮鋯鋰鋱鋴鋵鋶鋷鋽鋾錀錁錃錄錅錇錈錉洹洧浃浈洇\
    洎浍洮洚浏浒浔涑涞涠浞涔浠浼鍊鍌鍎鍏鍐鍑鍒鍓鍕鍘鍙鍚鍝鍞鍟鍡鍢鍣鍤鍥鍦鍧鍨鍩鍫濉澧澶濞瀣瀹瀵灏灞宄宓骞褰鎯鎱鎲鎳鎴鎵\
    鎶鎷鎸鎺鎻鎼鎽鎾鎿鏀鏁鏂鏄鏅鏇鏉鏋鏌鏍妗姊妫妞姒妯姗娅娆姝娈姣姘姹娌娲娴娣娓婧婊婕婵鐎鐏鐑鐒鐕鐖鐗鐛鐜鐝鐞鐟鐠鐢鐣鐤\
    鐥鐦鐧鐨鐩鐪鐬鐭鐮纭纰纾绀绁绂绉绋绌绐绔绗绛绠绡绨绫绮绯绱绲缍绶绺绻绾缁缂缃缇缈鑱鑲鑳鑴鑶鑸鑹鑺鑻钀钂钃钄钑钖钘铇铏\
    铓铔铚铦铻锜锠琛琚瑗瑷瑭璜璎璀璁璇璨璩璐瓒璺韪韫韬杌杈杩閫閬閮閯閰閱閳閴閵閶閷閸閺閽閿闀闁闂闄闅闆闈闉闋椤棰楗椐楱楂\
    榄榀榇榈榉楦楣榫榭
    """.unicodeScalars)

  /// The kanji of GBK with a lead byte of 81 to BF and a trail byte of E3 to E9 that CP932 does not have.
  private static let secondsOfGBK = Set(
    """
    佷佸佹佺佽侀傛傜傝傞冧冭冮勩勪勫勬勭勮勯呫呬呭呮呯呴嗐嗕嗗嗘嗙嗛囥囦囧囨囩囪囬堛堜堟堢堣堥夈夌夎娿婂婃婄婅婇嬨嬩嬫嬭\
    嬮屻屼屽屾岀岃岄嶃嶅嶆嶈嶉庛庝庡庢庣庤庨忋忎忓忔忕忚忛愩愪愭愮愯戙戜戠戣掋掍掑掓掔掕掗撱撳撴撶斻斾斿旀旂旇旈曘曞曟曡\
    曢栥栦栧栨栬栭椼椾楀楁楃楄楅樻樼樿橀欍欎欏欐欑欓氥氫氬氭氱氳氶涗涘涚涢滀滃滆滈濄濅濇濈濊濋炪炰炲炴炵炶熴熶熷熸熺熻熼\
    犮犳犵犺犻颁变辩辫层蹭茬查炽宠靛垫电躲朵跺剁枫锋风疯搞镐搁逛规归轰烘鸿汇讳诲绘荤笺间艰俱剧鹃裤垮挎块
    """.unicodeScalars)
}
