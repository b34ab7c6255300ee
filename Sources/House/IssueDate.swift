package import Fields

/// 発行日: the date at the head of every paper, fixed when a run begins.
package enum IssueDate {
  /// Japan's clock: nine hours ahead of UTC all year since 1951.
  private static let offset = 9 * 3600

  /// The day in Japan at a moment given in seconds since 1970-01-01T00:00:00Z; nil beyond year 9999.
  package static func inTokyo(atEpochSecond second: Int) -> CalendarDate? {
    let days = Int((Double(second + offset) / 86_400).rounded(.down))
    return date(daysSinceEpoch: days)
  }

  /// The civil date of a day number, counted in eras of 400 years that begin on 1 March, so that a leap day ends its year.
  private static func date(daysSinceEpoch: Int) -> CalendarDate? {
    let shifted = daysSinceEpoch + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return CalendarDate(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}
