/// What Japanese spelling allows of half-width kana (U+FF61 to U+FF9F), by which text in a wrong encoding is recognised.
enum HalfWidthKana {
  static func contains(_ scalar: Unicode.Scalar) -> Bool { ("\u{FF61}"..."\u{FF9F}").contains(scalar) }

  /// Kana without punctuation.
  static let letters = Set("ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ".unicodeScalars)

  /// Signs that part words, and never stand around a single kana.
  static let separators: Set<Unicode.Scalar> = ["､", "･"]

  /// Kana that stand alone between two kanji of a name: 霞ｹ関, 山ﾉ内, 八ｯ場, 三ﾂ木.
  static let particles = Set("ｹｶﾉﾂｯﾆﾊｺﾄﾃｦ".unicodeScalars)

  private static let smallVowels = Set("ｧｨｩｪｫｬｭｮ".unicodeScalars)
  private static let voiceable = Set("ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ".unicodeScalars)
  private static let plosive = Set("ﾊﾋﾌﾍﾎ".unicodeScalars)

  /// Whether no word has the kana or sign behind the other character.
  static func cannotFollow(_ scalar: Unicode.Scalar, _ before: Unicode.Scalar) -> Bool {
    let isStart = !contains(before)
    switch scalar {
    case "ﾞ": return !voiceable.contains(before)
    case "ﾟ": return !plosive.contains(before)
    case "ﾝ": return isStart
    case "ｰ": return isStart || ["ｯ", "､", "｡", "ｰ"].contains(before)
    case "､", "･", "｡", "｢", "｣": return ["､", "･", "｢", "｡"].contains(before)
    default:
      return smallVowels.contains(scalar)
        && (isStart || smallVowels.contains(before) || !letters.contains(before) && before != "ﾞ" && before != "ﾟ")
    }
  }
}
