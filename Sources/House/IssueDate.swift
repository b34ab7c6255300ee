package import Fields

/// 発行日: the day of issue, which stands at the head of every paper and is fixed when a run begins.
package enum IssueDate {
  /// Seconds by which Japan Standard Time is ahead of UTC. Japan has had no summer time since 1951.
  private static let offset = 9 * 3600

  /// The day in Japan at a moment in seconds since 1970-01-01T00:00:00Z: 1,743,433,200 → 2025-04-01. Nil beyond the
  /// year 9999.
  package static func inTokyo(atEpochSecond second: Int) -> CalendarDate? {
    date(daysSinceEpoch: Int((Double(second + offset) / 86_400).rounded(.down)))
  }

  /// The civil date of a day number. It counts in eras of 400 years (146,097 days) that begin on 1 March, so that a
  /// leap day is the last day of its year; day 0 is 719,468 days after 0000-03-01.
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
