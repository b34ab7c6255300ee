/// Whole numbers written with kanji: 漢数字 (everyday numerals) and 大字 (formal numerals, harder to alter).
///
/// ```
/// KanjiNumeral.value(of: "百二十三万".unicodeScalars)   // 1_230_000
/// KanjiNumeral.value(of: "百千".unicodeScalars)        // nil
/// KanjiNumeral.everydayText(of: 1_234_567)             // 百二十三万四千五百六十七
/// KanjiNumeral.formalText(of: 1_234_567)               // 壱百弐拾参萬四千伍百六拾七
/// ```
package enum KanjiNumeral {
  /// Values of the digits, 大字 in both their present forms and their old ones (壱 and 壹).
  private static let digits: [Unicode.Scalar: Int64] = [
    "〇": 0, "零": 0, "一": 1, "壱": 1, "壹": 1, "二": 2, "弐": 2, "貳": 2, "三": 3, "参": 3, "參": 3, "四": 4, "肆": 4, "五": 5,
    "伍": 5, "六": 6, "陸": 6, "七": 7, "漆": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
  ]
  private static let smallUnits: [Unicode.Scalar: Int64] = ["十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000]
  private static let largeUnits: [Unicode.Scalar: Int64] = [
    "万": 10_000, "萬": 10_000, "億": 100_000_000, "兆": 1_000_000_000_000,
  ]

  /// Whether the character can be part of a kanji numeral.
  package static func contains(_ scalar: Unicode.Scalar) -> Bool {
    digits[scalar] != nil || smallUnits[scalar] != nil || largeUnits[scalar] != nil
  }

  /// The number that the characters write, either with units (千二百三十四) or digit by digit (一二三四); nil when they write
  /// none.
  ///
  /// Units must fall from left to right, each at most once: 百千 and 十百 are not numbers.
  package static func value(of scalars: some Collection<Unicode.Scalar>) -> Int64? {
    if scalars.allSatisfy({ digits[$0] != nil }) { return positional(scalars) }
    // 百二十三万四千 is read section by section: 百二十三 × 万 goes to the total, then 四千 begins the next section.
    var total: Int64 = 0
    var section: Int64 = 0
    /// The digit that waits for its unit.
    var pending: Int64?
    var smallest: Int64 = .max
    var smallestLarge: Int64 = .max
    for scalar in scalars {
      if let digit = digits[scalar] {
        guard pending == nil, digit > 0 else { return nil }
        pending = digit
      } else if let unit = smallUnits[scalar] {
        guard unit < smallest else { return nil }
        section += (pending ?? 1) * unit
        (pending, smallest) = (nil, unit)
      } else if let unit = largeUnits[scalar] {
        section += pending ?? 0
        guard unit < smallestLarge, section > 0 else { return nil }
        total += section * unit
        (pending, section, smallest, smallestLarge) = (nil, 0, .max, unit)
      } else {
        return nil
      }
    }
    return total + section + (pending ?? 0)
  }

  private static func positional(_ scalars: some Collection<Unicode.Scalar>) -> Int64? {
    guard (1...18).contains(scalars.count) else { return nil }
    return scalars.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
  }

  /// 千二百三十四万: 一 is not written before 十, 百 and 千. Zero is 〇.
  static func everydayText(of number: Int64) -> String {
    text(
      of: number, digits: Array("〇一二三四五六七八九"), tens: ["", "十", "百", "千"], large: ["", "万", "億", "兆"], writesOne: false)
  }

  /// 壱千弐百参拾四萬: 壱 is written before every unit, so that no digit can be added in front of it. Of 大字 only 壱弐参伍拾萬 are used
  /// besides everyday kanji; the others are no longer in regular use (sources P9 and P10 of domain.md). Zero is 零.
  static func formalText(of number: Int64) -> String {
    text(
      of: number, digits: Array("零壱弐参四伍六七八九"), tens: ["", "拾", "百", "千"], large: ["", "萬", "億", "兆"], writesOne: true)
  }

  private static func text(of number: Int64, digits: [Character], tens: [String], large: [String], writesOne: Bool)
    -> String
  {
    precondition((0..<10_000_000_000_000_000).contains(number), "beyond 兆")
    if number == 0 { return String(digits[0]) }
    var result = ""
    for section in stride(from: large.count - 1, through: 0, by: -1) {
      let value = number / power(10_000, section) % 10_000
      if value == 0 { continue }
      for place in stride(from: 3, through: 0, by: -1) {
        let digit = Int(value / power(10, place) % 10)
        if digit == 0 { continue }
        if digit > 1 || place == 0 || writesOne { result.append(digits[digit]) }
        result += tens[place]
      }
      result += large[section]
    }
    return result
  }

  private static func power(_ base: Int64, _ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}

/// The notations in which `inspect amount` can write an amount: `AmountStyle.kanji.text(of: 1_230_000)` → 百二十三万.
package enum AmountStyle: String, Sendable, CaseIterable {
  /// 1,234,567
  case grouped
  /// 百二十三万四千五百六十七
  case kanji
  /// 壱百弐拾参萬四千伍百六拾七
  case daiji

  /// The amount in this notation, without 金 and 円.
  package func text(of amount: Int64) -> String {
    switch self {
    case .grouped: DigitGrouping.grouped(amount)
    case .kanji: KanjiNumeral.everydayText(of: amount)
    case .daiji: KanjiNumeral.formalText(of: amount)
    }
  }
}
