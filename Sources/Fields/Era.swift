/// 元号: an era of the Japanese calendar since the Gregorian calendar was taken up on 1873-01-01 (明治6年).
package enum Era: String, Sendable, Hashable, CaseIterable {
  case meiji = "明治"
  case taisho = "大正"
  case showa = "昭和"
  case heisei = "平成"
  case reiwa = "令和"

  /// The era's first day (domain.md E-3, X13; as java.time's JapaneseDate counts).
  package var start: CalendarDate {
    switch self {
    case .meiji: Self.day(1868, 1, 1)
    case .taisho: Self.day(1912, 7, 30)
    case .showa: Self.day(1926, 12, 25)
    case .heisei: Self.day(1989, 1, 8)
    case .reiwa: Self.day(2019, 5, 1)
    }
  }

  /// The letter of JIS X 0301.
  package var letter: Character {
    switch self {
    case .meiji: "M"
    case .taisho: "T"
    case .showa: "S"
    case .heisei: "H"
    case .reiwa: "R"
    }
  }

  /// The first day that can be given in an era: before it Japan counted by another calendar.
  package static let calendarStart = day(1873, 1, 1)

  /// The era of a day, or nil before 1873.
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
  /// 令和7年4月1日, 令和元年5月1日; nil before 1873.
  package var wareki: String? {
    guard let era = Era.containing(self) else { return nil }
    let count = year - era.start.year + 1
    return "\(era.rawValue)\(count == 1 ? "元" : String(count))年\(month)月\(day)日"
  }
}
