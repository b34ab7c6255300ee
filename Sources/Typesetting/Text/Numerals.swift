/// Numbers and Latin words: the context by which characters change class, and the places that no table of pairs can forbid.
///
/// UAX #14 parts １，０００, ７年 and 壱百万円; here an amount or a date is never parted inside one of its units.
enum Numerals {
  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { NumberRole.of(scalar).contains(.digit) }

  /// Counters of two characters, and what closes a number in words: neither is parted from the number nor in itself.
  private static let longCounters = Set<UInt64>(
    [
      "丁目", "番地", "工区", "号線", "号室", "箇所", "か所", "カ所", "ヶ所", "か月", "カ月", "ヶ月", "箇月", "か年", "カ年", "ヶ年", "箇年", "年度", "年間",
      "日間", "時間",
      "分間", "週間", "月間", "円也", "円整", "年分", "月分", "日付", "日目", "年目", "回目", "名様", "社目",
    ].map { word in word.unicodeScalars.reduce(0) { $0 << 32 | UInt64($1.value) } })

  /// Gives Latin words and numbers their class: a digit within a Latin word is Latin (cl-27), a mark within a number is part of it (cl-24).
  static func resolveClasses(_ units: inout [TextUnit]) {
    var index = 0
    while index < units.count {
      if !units[index].scalar.isASCII, isSeparator(at: index, in: units) {
        units[index].characterClass = .groupedNumeral
      }
      guard isWord(units[index]) else {
        index += 1
        continue
      }
      var end = index
      var hasLetter = false
      var hasDigit = false
      while end < units.count, isWord(units[end]) {
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

  /// Whether no line may end between `units[index]` and the next because of a number.
  static func staysTogether(_ index: Int, in units: [TextUnit]) -> Bool {
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

  /// Whether the names of an era end here: they stay with their year.
  private static func isEra(endingAt index: Int, in units: [TextUnit]) -> Bool {
    guard index > 0 else { return false }
    switch (units[index - 1].scalar, units[index].scalar) {
    case ("令", "和"), ("平", "成"), ("昭", "和"), ("大", "正"), ("明", "治"): return true
    default: return false
    }
  }

  /// A separator with a digit on both sides.
  private static func isSeparator(at index: Int, in units: [TextUnit]) -> Bool {
    units[index].roles.contains(.separator) && index > 0 && index + 1 < units.count
      && units[index - 1].roles.contains(.digit)
      && units[index + 1].roles.contains(.digit)
  }

  private static func isWord(_ unit: TextUnit) -> Bool {
    unit.characterClass == .western || unit.characterClass == .groupedNumeral
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x370...0x3FF, 0x400...0x52F: true
    default: false
    }
  }
}
