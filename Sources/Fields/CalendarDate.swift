/// A day of the Gregorian calendar, without time or time zone.
///
/// `CalendarDate(iso: "2025-04-01")?.wareki` → 令和7年4月1日
package struct CalendarDate: Sendable, Hashable, Comparable {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil if there is no such day, or if the year is not from 1 to 9999.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// A day written as `2025-04-01`; nil for any other form and for a day that does not exist.
  package init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day in the form of ISO 8601, `2025-04-01`.
  package var iso: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  package static func < (a: CalendarDate, b: CalendarDate) -> Bool {
    (a.year, a.month, a.day) < (b.year, b.month, b.day)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// How many days a month has, 28 to 31. `month` must be from 1 to 12.
  package static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar. The year is counted from March, so that the leap day is
  /// its last.
  package var dayNumber: Int64 {
    let year = Int64(month <= 2 ? self.year - 1 : self.year)
    let era = year / 400
    let yearOfEra = year - era * 400
    let shifted = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * shifted + 2) / 5 + Int64(day) - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of a day number; nil if its year is not from 1 to 9999.
  package init?(dayNumber: Int64) {
    let shifted = dayNumber + 719_468
    guard shifted >= 0 else { return nil }
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let isNextYear = month >= 10
    self.init(
      year: Int(era * 400 + yearOfEra) + (isNextYear ? 1 : 0), month: Int(isNextYear ? month - 9 : month + 3),
      day: Int(dayOfYear - (153 * month + 2) / 5 + 1))
  }
}

/// 元号: an era of the Japanese calendar. Only those since Japan adopted the Gregorian calendar on 1873-01-01 (明治6年) are
/// known.
package enum Era: String, Sendable, Hashable, CaseIterable {
  case meiji = "明治"
  case taisho = "大正"
  case showa = "昭和"
  case heisei = "平成"
  case reiwa = "令和"

  /// The era's first day. The days agree with `JapaneseDate` of java.time.
  package var start: CalendarDate {
    switch self {
    case .meiji: Self.day(1868, 1, 1)
    case .taisho: Self.day(1912, 7, 30)
    case .showa: Self.day(1926, 12, 25)
    case .heisei: Self.day(1989, 1, 8)
    case .reiwa: Self.day(2019, 5, 1)
    }
  }

  /// The letter that JIS X 0301 gives the era, as in R7.4.1.
  package var letter: Character {
    switch self {
    case .meiji: "M"
    case .taisho: "T"
    case .showa: "S"
    case .heisei: "H"
    case .reiwa: "R"
    }
  }

  /// The first day that can be written with an era here. Before it the lunisolar calendar was in use, whose days have
  /// other numbers.
  package static let calendarStart = day(1873, 1, 1)

  /// The era that a day belongs to; nil before 1873.
  package static func containing(_ date: CalendarDate) -> Era? {
    date < calendarStart ? nil : allCases.last { $0.start <= date }
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
    guard let date = CalendarDate(year: year, month: month, day: day) else {
      preconditionFailure("an era starts on no day")
    }
    return date
  }
}

extension CalendarDate {
  /// 和暦: the day written with era and year of the era, 令和7年4月1日; the first year is 元年, 令和元年5月1日. Nil before 1873.
  package var wareki: String? {
    guard let era = Era.containing(self) else { return nil }
    let count = year - era.start.year + 1
    return "\(era.rawValue)\(count == 1 ? "元" : String(count))年\(month)月\(day)日"
  }
}
