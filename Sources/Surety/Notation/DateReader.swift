import Diagnostics
package import Fields

/// Dates in the forms that practice has (domain.md E-3), by stated rules; anything else is refused with the reason.
///
/// Read are 令和7年4月1日 (also 元年, kanji numerals, 令, R, the ligature ㋿), R7.4.1 with `.`, `/` or `-`, 2025年4月1日, 2025/4/1, 2025-04-01,
/// 2025.4.1 and 20250401, full-width or half-width. A year without an era must have four digits: 7.4.1 and 280503 say no era.
package enum DateReader {
  package static func read(_ text: String) throws(ReadingFault) -> CalendarDate {
    let scalars = Array(Folding.folded(text).trimmed())
    if let fault = knownMistake(scalars, text) { throw fault }
    let (era, rest) = splitEra(scalars)
    guard let parts = parts(rest, hasEra: era != nil) else { throw unknownForm(text) }
    guard let era else { return try day(parts, text) }
    return try day(of: era, parts, text)
  }

  private struct Parts {
    var year: Int
    var month: Int
    var day: Int
  }

  /// What an era's name begins with: its first kanji, which also stands alone, its letter, or the ligature.
  private static let eras: [Unicode.Scalar: Era] = [
    "明": .meiji, "大": .taisho, "昭": .showa, "平": .heisei, "令": .reiwa, "M": .meiji, "T": .taisho, "S": .showa,
    "H": .heisei, "R": .reiwa,
    "m": .meiji, "t": .taisho, "s": .showa, "h": .heisei, "r": .reiwa, "\u{337E}": .meiji, "\u{337D}": .taisho,
    "\u{337C}": .showa,
    "\u{337B}": .heisei, "\u{32FF}": .reiwa,
  ]

  private static func splitEra(_ scalars: [Unicode.Scalar]) -> (era: Era?, rest: ArraySlice<Unicode.Scalar>) {
    guard let first = scalars.first, let era = eras[first] else { return (nil, scalars[...]) }
    let isFullName = scalars.starts(with: era.rawValue.unicodeScalars)
    return (era, scalars.dropFirst(isFullName ? era.rawValue.unicodeScalars.count : 1))
  }

  /// Year, month and day of `7年4月1日`, `7.4.1` or `20250401`.
  private static func parts(_ rest: ArraySlice<Unicode.Scalar>, hasEra: Bool) -> Parts? {
    if rest.contains("年") { return written(rest.filter { $0 != " " }, hasEra: hasEra) }
    for separator: Unicode.Scalar in [".", "/", "-"] where rest.contains(separator) {
      let fields = rest.split(separator: separator, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      return parts(fields.map(plain), hasEra: hasEra)
    }
    guard !hasEra, rest.count == 8, let number = Folding.number(rest) else { return nil }
    return Parts(year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
  }

  private static func written(_ scalars: [Unicode.Scalar], hasEra: Bool) -> Parts? {
    guard let year = scalars.firstIndex(of: "年"), let month = scalars.firstIndex(of: "月"),
      let day = scalars.firstIndex(of: "日"),
      year < month, month < day, day == scalars.count - 1
    else { return nil }
    let fields = [scalars[..<year], scalars[(year + 1)..<month], scalars[(month + 1)..<day]]
    if hasEra, fields[0].elementsEqual(["元"]) {
      return parts([1] + fields.dropFirst().map(plain), hasEra: true)
    }
    return parts(fields.map(plain), hasEra: hasEra)
  }

  private static func parts(_ numbers: [Int?], hasEra: Bool) -> Parts? {
    guard let first = numbers[0], let month = numbers[1], let day = numbers[2] else { return nil }
    guard hasEra ? first <= 999 : (1000...9999).contains(first) else { return nil }
    return Parts(year: first, month: month, day: day)
  }

  private static func plain(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard (1...4).contains(scalars.count) else { return nil }
    return (Folding.number(scalars) ?? KanjiNumeral.value(of: scalars)).map(Int.init)
  }

  private static func day(_ parts: Parts, _ text: String) throws(ReadingFault) -> CalendarDate {
    guard let date = CalendarDate(year: parts.year, month: parts.month, day: parts.day) else { throw impossible(text) }
    if date < Era.calendarStart { throw tooEarly(text) }
    return date
  }

  private static func day(of era: Era, _ parts: Parts, _ text: String) throws(ReadingFault) -> CalendarDate {
    guard parts.year >= 1,
      let date = CalendarDate(year: era.start.year + parts.year - 1, month: parts.month, day: parts.day)
    else { throw impossible(text) }
    if era == .meiji, date < Era.calendarStart { throw tooEarly(text) }
    let actual = Era.containing(date)
    guard actual == era else {
      let right = date.wareki ?? date.iso
      throw ReadingFault(
        "record.date.era",
        LocalizedText(
          "\(Echo.quoted(text))は\(era.rawValue)にない日です（\(right)に当たります）。",
          "\(Echo.quoted(text)) is no day of \(era.rawValue) (it would be \(right), \(date.iso))."),
        advice: LocalizedText("元号と年を確かめてください。", "Check the era and the year."))
    }
    return date
  }

  private static func knownMistake(_ scalars: [Unicode.Scalar], _ text: String) -> ReadingFault? {
    if scalars.contains(":") || scalars.contains("T") && scalars.count > 10 {
      return ReadingFault(
        "record.date.time",
        LocalizedText("\(Echo.quoted(text))には時刻が付いています。", "\(Echo.quoted(text)) has a time of day."),
        advice: LocalizedText("日付だけにしてください。", "Give the day alone."))
    }
    let pieces = scalars.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = pieces.count <= 2 && pieces.allSatisfy { !$0.isEmpty && $0.allSatisfy { Folding.digit($0) != nil } }
    if isNumber, pieces.count == 2 || scalars.count == 5 {
      return ReadingFault(
        "record.date.serial",
        LocalizedText(
          "\(Echo.quoted(text))は表計算ソフトの通し番号のようで、日付ではありません。",
          "\(Echo.quoted(text)) looks like a spreadsheet's day number, not a date."),
        advice: LocalizedText("表計算ソフトで日付の列を文字列として書き出してください。", "Export the date column as text."))
    }
    let short = isNumber && scalars.count == 6
    let split = scalars.split(whereSeparator: { [".", "/", "-", "年", "月", "日"].contains($0) })
    if short || split.count >= 3 && split[0].count <= 2 && split[0].allSatisfy({ Folding.digit($0) != nil }) {
      return ReadingFault(
        "record.date.noEra",
        LocalizedText(
          "\(Echo.quoted(text))には元号も4桁の西暦年もなく、どの年か決まりません。",
          "\(Echo.quoted(text)) has neither an era nor a four-digit year."),
        advice: LocalizedText("令和7年4月1日、R7.4.1 又は 2025-04-01 のように書いてください。", "Write 令和7年4月1日, R7.4.1 or 2025-04-01."))
    }
    return nil
  }

  private static func impossible(_ text: String) -> ReadingFault {
    ReadingFault(
      "record.date.impossible",
      LocalizedText("\(Echo.quoted(text))という日はありません。", "There is no such day as \(Echo.quoted(text))."),
      advice: LocalizedText("月と日を確かめてください。", "Check month and day."))
  }

  private static func tooEarly(_ text: String) -> ReadingFault {
    ReadingFault(
      "record.date.era",
      LocalizedText(
        "\(Echo.quoted(text))は明治6年（1873年）1月1日より前です。",
        "\(Echo.quoted(text)) is before 1873-01-01, when Japan counted by another calendar."),
      advice: LocalizedText("年を確かめてください。", "Check the year."))
  }

  private static func unknownForm(_ text: String) -> ReadingFault {
    ReadingFault(
      "record.date.form",
      LocalizedText("\(Echo.quoted(text))は日付として読めません。", "\(Echo.quoted(text)) cannot be read as a date."),
      advice: LocalizedText("令和7年4月1日、R7.4.1 又は 2025-04-01 のように書いてください。", "Write 令和7年4月1日, R7.4.1 or 2025-04-01."))
  }
}
