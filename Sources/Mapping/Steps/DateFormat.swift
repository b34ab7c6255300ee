import Diagnostics
package import Fields

/// A notation of days in which another system writes them, as a mapping names it. The step `date` tries those that the
/// mapping lists, in their order, and writes the day as `2025-06-20`.
///
/// The notations that are read without a mapping (令和7年6月20日, R7.6.20, 2025/6/20 …) need none of these.
package enum DateFormat: String, Sendable, CaseIterable {
  /// `20250620`
  case yearMonthDay = "yyyymmdd"
  /// `R070620`: the era's letter of JIS X 0301 and six digits.
  case eraLetter = "era-letter"
  /// `5070620`: 1 明治, 2 大正, 3 昭和, 4 平成, 5 令和, and six digits.
  case eraDigit = "era-digit"
  /// `070620` of an era that the mapping states.
  case reiwa = "reiwa-yymmdd"
  case heisei = "heisei-yymmdd"
  case showa = "showa-yymmdd"
  /// `45828`: days of a spreadsheet that begins on 1900-01-01.
  case serial1900 = "serial-1900"
  /// `44366`: days of a spreadsheet that begins on 1904-01-01.
  case serial1904 = "serial-1904"
  /// `2025/06/20 0:00:00`, `2025-06-19T15:00:00Z`: the time is cut off. A time with a zone is first converted to Japan's;
  /// without one, the day stands as it is written.
  case timestamp

  /// The day that the text writes in this notation; nil when it is of another.
  package func date(of text: String) -> CalendarDate? {
    let scalars = Array(WidthFolding.folded(text).trimmed())
    switch self {
    case .yearMonthDay:
      guard scalars.count == 8, let number = ASCIIDigits.number(scalars) else { return nil }
      return CalendarDate(year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100))
    case .eraLetter:
      guard let first = scalars.first else { return nil }
      let letter = String(first).uppercased()
      return Era.allCases.first { String($0.letter) == letter }.flatMap { Self.day(of: $0, scalars.dropFirst()) }
    case .eraDigit:
      guard let digit = scalars.first.flatMap(ASCIIDigits.value(of:)), (1...5).contains(digit) else { return nil }
      return Self.day(of: Era.allCases[Int(digit) - 1], scalars.dropFirst())
    case .reiwa: return Self.day(of: .reiwa, scalars[...])
    case .heisei: return Self.day(of: .heisei, scalars[...])
    case .showa: return Self.day(of: .showa, scalars[...])
    case .serial1900, .serial1904:
      guard scalars.count <= 7 else { return nil }
      // A day of a spreadsheet may have decimals of zero.
      let parts = scalars.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count <= 2, let number = ASCIIDigits.number(parts[0]), parts.dropFirst().allSatisfy(Self.isZeros)
      else { return nil }
      return SpreadsheetDay.date(Int(number), beginsIn1904: self == .serial1904)
    case .timestamp: return Timestamp.day(of: scalars)
    }
  }

  private static func isZeros(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    !scalars.isEmpty && scalars.allSatisfy { $0 == "0" }
  }

  /// The day of six digits, year, month and day, in an era; nil when the era does not have it.
  private static func day(of era: Era, _ digits: ArraySlice<Unicode.Scalar>) -> CalendarDate? {
    guard digits.count == 6, let number = ASCIIDigits.number(digits), number >= 10_000,
      let date = CalendarDate(
        year: era.start.year + Int(number / 10_000) - 1, month: Int(number / 100 % 100), day: Int(number % 100))
    else { return nil }
    return Era.containing(date) == era ? date : nil
  }
}

/// A day with a time of day and, perhaps, a zone (ISO 8601 and what desktop databases write).
enum Timestamp {
  /// The day in Japan, or as it is written when no zone is given; nil for another notation.
  static func day(of scalars: [Unicode.Scalar]) -> CalendarDate? {
    var cursor = Cursor(scalars)
    guard let year = cursor.takeNumber(digits: 4...4), let separator = cursor.takeAny(of: ["-", "/", "."]),
      let month = cursor.takeNumber(digits: 1...2), cursor.take(separator),
      let day = cursor.takeNumber(digits: 1...2), let date = CalendarDate(year: year, month: month, day: day)
    else { return nil }
    if cursor.isAtEnd { return date }
    guard cursor.takeAny(of: ["T", "t", " "]) != nil, let minutes = minutesOfDay(&cursor) else { return nil }
    if cursor.isAtEnd { return date }
    guard let offset = zone(&cursor), cursor.isAtEnd else { return nil }
    // Japan is nine hours ahead of UTC and has had no summer time since 1951.
    let inJapan = minutes - offset + 9 * 60
    let days = inJapan >= 0 ? inJapan / 1_440 : (inJapan - 1_439) / 1_440
    return CivilDay.date(CivilDay.number(year, month, day) + days)
  }

  /// `0:00`, `15:00:00`, `15:00:00.000`
  private static func minutesOfDay(_ cursor: inout Cursor) -> Int? {
    guard let hour = cursor.takeNumber(digits: 1...2), hour < 24, cursor.take(":"),
      let minute = cursor.takeNumber(digits: 2...2), minute < 60
    else { return nil }
    if cursor.take(":") {
      guard let second = cursor.takeNumber(digits: 2...2), second <= 60 else { return nil }
      if cursor.takeAny(of: [".", ","]) != nil, cursor.takeNumber(digits: 1...9) == nil { return nil }
    }
    return hour * 60 + minute
  }

  /// `Z`, `+09:00`, `+0900` or `+09`, in minutes east of UTC.
  private static func zone(_ cursor: inout Cursor) -> Int? {
    _ = cursor.take(" ")
    if cursor.takeAny(of: ["Z", "z"]) != nil { return 0 }
    guard let sign = cursor.takeAny(of: ["+", "-"]), let hours = cursor.takeNumber(digits: 2...2), hours <= 14 else {
      return nil
    }
    var minutes = 0
    if cursor.take(":") || !cursor.isAtEnd {
      guard let found = cursor.takeNumber(digits: 2...2), found < 60 else { return nil }
      minutes = found
    }
    return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
  }

  private struct Cursor {
    private var rest: ArraySlice<Unicode.Scalar>

    init(_ scalars: [Unicode.Scalar]) { rest = scalars[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ wanted: Unicode.Scalar) -> Bool { takeAny(of: [wanted]) != nil }

    mutating func takeAny(of wanted: [Unicode.Scalar]) -> Unicode.Scalar? {
      guard let first = rest.first, wanted.contains(first) else { return nil }
      rest.removeFirst()
      return first
    }

    mutating func takeNumber(digits: ClosedRange<Int>) -> Int? {
      let run = rest.prefix(digits.upperBound).prefix { ASCIIDigits.value(of: $0) != nil }
      guard run.count >= digits.lowerBound, let number = ASCIIDigits.number(run) else { return nil }
      rest.removeFirst(run.count)
      return Int(number)
    }
  }
}
