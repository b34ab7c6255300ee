/// Days as spreadsheets count them (ECMA-376 part 1, 18.17.4.1).
package enum SpreadsheetDay {
  /// The day of a number. In the system of 1900, day 1 is 1900-01-01, and day 60, a 29 February that never was, is
  /// refused; so is whatever is not after the beginning of the count or is beyond 9999.
  ///
  /// `date(45_828, beginsIn1904: false)` → 2025-06-20
  package static func date(_ number: Int, beginsIn1904: Bool) -> CalendarDate? {
    if beginsIn1904 { return number >= 0 ? CivilDay.date(number + CivilDay.number(1904, 1, 1)) : nil }
    guard number >= 1, number != 60 else { return nil }
    return CivilDay.date(CivilDay.number(1899, 12, 31) + number - (number > 60 ? 1 : 0))
  }
}

/// Days of the Gregorian calendar as one count, by the arithmetic of Hinnant's `days_from_civil`.
package enum CivilDay {
  /// The number of a day, 0 for 1970-01-01.
  package static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let century = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - century * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return century * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The day of a number; nil when its year is not from 1 to 9999.
  package static func date(_ number: Int) -> CalendarDate? {
    let shifted = number + 719_468
    let century = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - century * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return CalendarDate(
      year: yearOfEra + century * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
