/// The parts that a character can play in a number; it can have several.
struct NumberRole: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  /// ASCII and full-width digits.
  static let digit = NumberRole(rawValue: 1)
  /// Numerals in kanji, 大字 among them.
  static let kanjiNumeral = NumberRole(rawValue: 2)
  /// Stands before a number and stays with it.
  static let prefix = NumberRole(rawValue: 4)
  /// Counter or unit of measure, after a number.
  static let counter = NumberRole(rawValue: 8)
  /// A mark inside a number: `1,234.5`, `10:30`, `1/4`, `44-07-0012345-00`, and their full-width forms. The middle dot
  /// is none: between digits it is far more often a mark of enumeration (第１・２工区) than a decimal point.
  static let separator = NumberRole(rawValue: 16)

  static let numeral: NumberRole = [.digit, .kanjiNumeral]

  /// The roles of a character; none outside the Basic Multilingual Plane.
  static func of(_ scalar: Unicode.Scalar) -> NumberRole {
    scalar.value < 0x10000 ? NumberRole(rawValue: table[Int(scalar.value)]) : []
  }

  /// The characters of each role.
  static let characters: [(role: NumberRole, characters: String)] = [
    (.digit, "0123456789０１２３４５６７８９"),
    (.kanjiNumeral, "〇零一二三四五六七八九十百千万億兆壱弐参肆伍陸漆捌玖拾佰阡仟萬壹貳貮參弌弍弎廿"),
    (.prefix, "第金約計同各¥￥$＄£￡€△▲−－＋+±№#＃￦"),
    (
      .counter,
      "円銭年月日時分秒号条項款章節編頁番丁回件名人個箇か所ヶケヵカ割厘毛歳社者期度次級等階棟区工線本枚部箱台坪畳点週泊倍乗余間目也強弱％%‰℃°′″㎡㎥㎜㎝㎞㎎㎏㏄"
    ),
    (.separator, ",.，．/／:：-‐－"),
  ]

  private static let table: [UInt8] = {
    var table = [UInt8](repeating: 0, count: 0x10000)
    for entry in characters {
      for scalar in entry.characters.unicodeScalars { table[Int(scalar.value)] |= entry.role.rawValue }
    }
    return table
  }()
}

/// The rules for numbers and Latin words that no table of character pairs can express: how the context changes a
/// character's class, and where an amount or a date may not be divided.
///
/// UAX #14 would allow a break inside １，０００, ７年 and 壱百万円. Here an amount is never divided, and a date only between its
/// units (令和７年｜４月｜１日).
enum Numerals {
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { NumberRole.of(scalar).contains(.digit) }

  /// Counters of two characters, and the endings of amounts in words (円也, 円整). No break stands before or inside them.
  private static let longCounters = Set<UInt64>(
    [
      "丁目", "番地", "工区", "号線", "号室", "箇所", "か所", "カ所", "ヶ所", "か月", "カ月", "ヶ月", "箇月", "か年", "カ年", "ヶ年", "箇年", "年度", "年間",
      "日間", "時間",
      "分間", "週間", "月間", "円也", "円整", "年分", "月分", "日付", "日目", "年目", "回目", "名様", "社目",
    ].map { word in word.unicodeScalars.reduce(0) { $0 << 32 | UInt64($1.value) } })

  /// Corrects the classes in Latin words and numbers: a digit in a Latin word becomes Latin (cl-27), a mark in a number
  /// part of the number (cl-24).
  ///
  /// ```
  /// A4     → cl-27 cl-27
  /// 1,234  → cl-24 ×5
  /// ```
  static func resolveClasses(_ units: inout [TextUnit]) {
    var index = 0
    while index < units.count {
      if !units[index].scalar.isASCII, isSeparator(at: index, in: units) {
        units[index].characterClass = .groupedNumeral
      }
      guard units[index].isLatin else {
        index += 1
        continue
      }
      var end = index
      var hasLetter = false
      var hasDigit = false
      while end < units.count, units[end].isLatin {
        if units[end].characterClass == .groupedNumeral {
          hasDigit = true
        } else if isLetter(units[end].scalar) {
          hasLetter = true
        }
        end += 1
      }
      if hasDigit {
        for word in index..<end { units[word].characterClass = hasLetter ? .western : .groupedNumeral }
      }
      index = end
    }
  }

  /// Whether a number forbids a line break between `units[index]` and the next unit.
  static func staysTogether(_ index: Int, in units: some TextUnits) -> Bool {
    let before = units[index].scalar
    let after = units[index + 1].scalar
    let roles = units[index].roles
    let nextRoles = units[index + 1].roles
    let opensNumber = !nextRoles.isDisjoint(with: .numeral) || after == "元"
    if !roles.isDisjoint(with: .numeral) {
      if !nextRoles.isDisjoint(with: [.digit, .kanjiNumeral, .counter])
        || units[index + 1].characterClass == .postfixedAbbreviation
      {
        return true
      }
      return roles.contains(.digit) && isSeparator(at: index + 1, in: units)
    }
    if opensNumber {
      return roles.contains(.prefix) || isSeparator(at: index, in: units) || isEra(endingAt: index, in: units)
    }
    if isEra(endingAt: index + 1, in: units), index + 2 < units.count {
      return !units[index + 2].roles.isDisjoint(with: .numeral) || units[index + 2].scalar == "元"
    }
    if before == "元", nextRoles.contains(.counter) { return isEra(endingAt: index - 1, in: units) }
    guard roles.contains(.counter), index > 0, !units[index - 1].roles.isDisjoint(with: .numeral) else { return false }
    return longCounters.contains(UInt64(before.value) << 32 | UInt64(after.value))
  }

  /// Whether the name of an era (令和) ends here: it stays with its year.
  private static func isEra(endingAt index: Int, in units: some TextUnits) -> Bool {
    guard index > 0 else { return false }
    switch (units[index - 1].scalar, units[index].scalar) {
    case ("令", "和"), ("平", "成"), ("昭", "和"), ("大", "正"), ("明", "治"): return true
    default: return false
    }
  }

  /// Whether the unit is a separator with a digit on both sides.
  private static func isSeparator(at index: Int, in units: some TextUnits) -> Bool {
    units[index].roles.contains(.separator) && index > 0 && index + 1 < units.count
      && units[index - 1].roles.contains(.digit)
      && units[index + 1].roles.contains(.digit)
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x370...0x3FF, 0x400...0x52F: true
    default: false
    }
  }
}
