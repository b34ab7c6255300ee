/// Numbers and Latin words: the context by which characters change class, and the places that no table of pairs can forbid.
///
/// UAX #14 parts １，０００, ７年 and 壱百万円; here an amount or a date is never parted inside one of its units.
enum Numerals {
  /// ASCII and full-width digits.
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0xFF10...0xFF19: true
    default: false
    }
  }

  /// Numerals in kanji, 大字 among them.
  static func isKanjiNumeral(_ scalar: Unicode.Scalar) -> Bool { kanjiNumerals.contains(scalar) }

  private static let kanjiNumerals = Set("〇零一二三四五六七八九十百千万億兆壱弐参拾萬壹貳參廿".unicodeScalars)

  /// Signs and words that stand before a number and stay with it.
  private static let prefixes = Set("第金約計同各¥￥$＄£￡€△▲−－＋+±№#＃￦和成正治".unicodeScalars)

  /// What counts or measures, after a number.
  private static let counters = Set("円銭年月日時分秒号条項款章節編頁番丁回件名人個箇か所ヶケヵカ割厘毛歳社者期度次級等階棟区工線本枚部箱台坪畳点週泊倍乗余間目也強弱％%‰℃°′″㎡㎥㎜㎝㎞㎏㎎㏄＄".unicodeScalars)

  /// Marks inside a number: `1,234.5`, `10:30`, `1/4`, `44-07-0012345-00`, and their full-width forms.
  private static let separators = Set(",.，．・/／:：-‐－".unicodeScalars)

  /// Gives Latin words and numbers their class: a digit within a Latin word is Latin (cl-27), a mark within a number is part of it (cl-24).
  static func resolveClasses(_ units: inout [TextUnit]) {
    var index = 0
    while index < units.count {
      let scalar = units[index].scalar
      if isSeparator(at: index, in: units), !scalar.isASCII { units[index].characterClass = .groupedNumeral }
      guard isWord(units[index]) else {
        index += 1
        continue
      }
      var end = index
      var hasLetter = false
      var hasDigit = false
      while end < units.count, isWord(units[end]) {
        if units[end].characterClass == .groupedNumeral { hasDigit = true } else if isLetter(units[end].scalar) { hasLetter = true }
        end += 1
      }
      if hasDigit {
        for word in index..<end { units[word].characterClass = hasLetter ? .western : .groupedNumeral }
      }
      index = end
    }
  }

  /// Whether no line may end between `units[index]` and the next because of a number.
  static func staysTogether(_ index: Int, in units: [TextUnit]) -> Bool {
    let before = units[index].scalar
    let after = units[index + 1].scalar
    if isDigit(before) {
      return isDigit(after) || counters.contains(after) || isKanjiNumeral(after) || isSeparator(at: index + 1, in: units)
        || units[index + 1].characterClass == .postfixedAbbreviation
    }
    if isKanjiNumeral(before) {
      return isKanjiNumeral(after) || counters.contains(after) || isDigit(after)
        || units[index + 1].characterClass == .postfixedAbbreviation
    }
    if isDigit(after) || isKanjiNumeral(after) || after == "元" {
      if isSeparator(at: index, in: units) { return true }
      // 令和７年, 平成元年: the era's name stays with its year; the second kanji alone would also bind 平和３…, which does no harm.
      return prefixes.contains(before)
    }
    return false
  }

  /// A separator with a digit on both sides.
  private static func isSeparator(at index: Int, in units: [TextUnit]) -> Bool {
    separators.contains(units[index].scalar) && index > 0 && index + 1 < units.count && isDigit(units[index - 1].scalar)
      && isDigit(units[index + 1].scalar)
  }

  private static func isWord(_ unit: TextUnit) -> Bool {
    unit.characterClass == .western || unit.characterClass == .groupedNumeral
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x370...0x3FF, 0x400...0x52F: true
    default: false
    }
  }
}
