/// 漢数字 and 大字: whole numbers written with kanji, both ways.
enum KanjiNumeral {
  /// Values of the digits; 大字 in both the everyday forms and the old ones (domain.md F5).
  private static let digits: [Unicode.Scalar: Int64] = [
    "〇": 0, "零": 0, "一": 1, "壱": 1, "壹": 1, "二": 2, "弐": 2, "貳": 2, "三": 3, "参": 3, "參": 3, "四": 4, "肆": 4, "五": 5,
    "伍": 5,
    "六": 6, "陸": 6, "七": 7, "漆": 7, "八": 8, "捌": 8, "九": 9, "玖": 9,
  ]
  private static let smallUnits: [Unicode.Scalar: Int64] = ["十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000]
  private static let largeUnits: [Unicode.Scalar: Int64] = [
    "万": 10_000, "萬": 10_000, "億": 100_000_000, "兆": 1_000_000_000_000,
  ]

  /// Whether the scalar can stand in a number written with kanji.
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    digits[scalar] != nil || smallUnits[scalar] != nil || largeUnits[scalar] != nil
  }

  /// The number that kanji write, by units (千二百三十四) or by places (一二三四), or nil when they write none.
  ///
  /// Units must fall from left to right, each at most once: 百千 and 十百 are no numbers.
  static func value(of scalars: some Collection<Unicode.Scalar>) -> Int64? {
    if scalars.allSatisfy({ digits[$0] != nil }) { return positional(scalars) }
    var total: Int64 = 0
    var section: Int64 = 0
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

  /// 千二百三十四万; zero is 〇.
  static func kanji(_ number: Int64) -> String {
    text(
      of: number, digits: Array("〇一二三四五六七八九"), tens: ["", "十", "百", "千"], large: ["", "万", "億", "兆"], writesOne: false)
  }

  /// 壱千弐百参拾四萬: only 壱弐参伍拾萬 differ from everyday kanji, and 一 is written before every unit, so that nothing can be put in
  /// front (domain.md F5). Zero is 零.
  static func daiji(_ number: Int64) -> String {
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
      for location in stride(from: 3, through: 0, by: -1) {
        let digit = Int(value / power(10, location) % 10)
        if digit == 0 { continue }
        if digit > 1 || location == 0 || writesOne { result.append(digits[digit]) }
        result += tens[location]
      }
      result += large[section]
    }
    return result
  }

  private static func power(_ base: Int64, _ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}

/// How `inspect amount` writes an amount.
package enum AmountStyle: String, Sendable, CaseIterable {
  /// 1,234,567
  case grouped
  /// 百二十三万四千五百六十七
  case kanji
  /// 壱百弐拾参萬四千伍百六拾七
  case daiji

  /// The amount in this style, without 金 and 円.
  package func text(of amount: Int64) -> String {
    switch self {
    case .grouped: Grouping.grouped(amount)
    case .kanji: KanjiNumeral.kanji(amount)
    case .daiji: KanjiNumeral.daiji(amount)
    }
  }
}
