import Diagnostics

/// Reads dates in the notations that are in use (Documentation/domain.md, "How values are written").
///
/// A date is never guessed: what could mean more than one day, or a day that its era does not have, is refused with the
/// reason.
///
/// ```
/// try DateReader.read("令和7年4月1日")    // 2025-04-01; so are 令和七年四月一日, R7.4.1, 令7/4/1 and ㋿7年4月1日
/// try DateReader.read("2025/4/1")       // 2025-04-01; so are 2025年4月1日, 2025.4.1, 2025-04-01 and 20250401
/// try DateReader.read("7.4.1")          // throws record.date.noEra: no era and no four-digit year; so does 280503
/// try DateReader.read("平成31年5月1日")   // throws record.date.era: that day was in 令和
/// try DateReader.read("45748")          // throws record.date.serial: a spreadsheet's day number
/// ```
package enum DateReader {
  /// The day that the text writes.
  package static func read(_ text: String) throws(ReadingFault) -> CalendarDate {
    let scalars = Array(WidthFolding.folded(text).trimmed())
    if let fault = commonMistake(scalars, text) { throw fault }
    let (era, rest) = splitEra(scalars)
    guard let parts = splitDate(rest, hasEra: era != nil) else { throw unknownForm(text) }
    guard let era else { return try gregorianDate(parts, text) }
    return try japaneseDate(era, parts, text)
  }

  private struct Parts {
    /// Of the era, or of the Gregorian calendar when the text names no era.
    var year: Int
    var month: Int
    var day: Int
  }

  /// The characters that name an era: the first kanji of its name, which may also stand alone, its letter, or the
  /// ligature of its name.
  private static let eras: [Unicode.Scalar: Era] = [
    "明": .meiji, "大": .taisho, "昭": .showa, "平": .heisei, "令": .reiwa, "M": .meiji, "T": .taisho, "S": .showa,
    "H": .heisei, "R": .reiwa, "m": .meiji, "t": .taisho, "s": .showa, "h": .heisei, "r": .reiwa, "\u{337E}": .meiji,
    "\u{337D}": .taisho, "\u{337C}": .showa, "\u{337B}": .heisei, "\u{32FF}": .reiwa,
  ]

  private static func splitEra(_ scalars: [Unicode.Scalar]) -> (era: Era?, rest: ArraySlice<Unicode.Scalar>) {
    guard let first = scalars.first, let era = eras[first] else { return (nil, scalars[...]) }
    let isFullName = scalars.starts(with: era.rawValue.unicodeScalars)
    return (era, scalars.dropFirst(isFullName ? era.rawValue.unicodeScalars.count : 1))
  }

  /// The numbers of `7年4月1日`, `7.4.1` or `20250401`, without the era.
  private static func splitDate(_ rest: ArraySlice<Unicode.Scalar>, hasEra: Bool) -> Parts? {
    if rest.contains("年") { return splitAtKanji(rest.filter { $0 != " " }, hasEra: hasEra) }
    for separator: Unicode.Scalar in [".", "/", "-"] where rest.contains(separator) {
      let fields = rest.split(separator: separator, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      return makeParts(fields.map(readNumber), hasEra: hasEra)
    }
    guard !hasEra, rest.count == 8, let number = ASCIIDigits.number(rest) else { return nil }
    return Parts(year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
  }

  /// The numbers before 年, 月 and 日.
  private static func splitAtKanji(_ scalars: [Unicode.Scalar], hasEra: Bool) -> Parts? {
    guard let year = scalars.firstIndex(of: "年"), let month = scalars.firstIndex(of: "月"),
      let day = scalars.firstIndex(of: "日"),
      year < month, month < day, day == scalars.count - 1
    else { return nil }
    let fields = [scalars[..<year], scalars[(year + 1)..<month], scalars[(month + 1)..<day]]
    if hasEra, fields[0].elementsEqual(["元"]) {
      return makeParts([1] + fields.dropFirst().map(readNumber), hasEra: true)
    }
    return makeParts(fields.map(readNumber), hasEra: hasEra)
  }

  /// Nil when a number is missing, or the year has not four digits without an era or more than three with one.
  private static func makeParts(_ numbers: [Int?], hasEra: Bool) -> Parts? {
    guard let first = numbers[0], let month = numbers[1], let day = numbers[2] else { return nil }
    guard hasEra ? first <= 999 : (1000...9999).contains(first) else { return nil }
    return Parts(year: first, month: month, day: day)
  }

  /// A number of at most four characters, with ASCII digits or as a kanji numeral.
  private static func readNumber(_ scalars: ArraySlice<Unicode.Scalar>) -> Int? {
    guard (1...4).contains(scalars.count) else { return nil }
    return (ASCIIDigits.number(scalars) ?? KanjiNumeral.value(of: scalars)).map(Int.init)
  }

  private static func gregorianDate(_ parts: Parts, _ text: String) throws(ReadingFault) -> CalendarDate {
    guard let date = CalendarDate(year: parts.year, month: parts.month, day: parts.day) else { throw impossible(text) }
    if date < Era.calendarStart { throw tooEarly(text) }
    return date
  }

  private static func japaneseDate(_ era: Era, _ parts: Parts, _ text: String) throws(ReadingFault) -> CalendarDate {
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

  /// Mistakes that deserve advice of their own: a time of day, a spreadsheet's day number, a year without an era.
  private static func commonMistake(_ scalars: [Unicode.Scalar], _ text: String) -> ReadingFault? {
    if scalars.contains(":") || scalars.contains("T") && scalars.count > 10 {
      return ReadingFault(
        "record.date.time",
        LocalizedText("\(Echo.quoted(text))には時刻が付いています。", "\(Echo.quoted(text)) has a time of day."),
        advice: LocalizedText("日付だけにしてください。", "Give the day alone."))
    }
    let pieces = scalars.split(separator: ".", omittingEmptySubsequences: false)
    let isNumber =
      pieces.count <= 2 && pieces.allSatisfy { !$0.isEmpty && $0.allSatisfy { ASCIIDigits.value(of: $0) != nil } }
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
    if short || split.count >= 3 && split[0].count <= 2 && split[0].allSatisfy({ ASCIIDigits.value(of: $0) != nil }) {
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
