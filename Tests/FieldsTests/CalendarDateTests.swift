import Fields
import Testing

@Suite("Days and eras")
struct CalendarDateTests {
  /// As java.time's JapaneseDate counts: the border days of each era.
  static let borders: [(iso: String, wareki: String?)] = [
    ("1872-12-31", nil), ("1873-01-01", "明治6年1月1日"), ("1912-07-29", "明治45年7月29日"), ("1912-07-30", "大正元年7月30日"),
    ("1926-12-24", "大正15年12月24日"), ("1926-12-25", "昭和元年12月25日"), ("1989-01-07", "昭和64年1月7日"),
    ("1989-01-08", "平成元年1月8日"),
    ("2019-04-30", "平成31年4月30日"), ("2019-05-01", "令和元年5月1日"), ("2020-01-01", "令和2年1月1日"), ("2025-04-01", "令和7年4月1日"),
  ]

  @Test("have their count in the era, to the day", arguments: borders)
  func wareki(iso: String, wareki: String?) throws {
    #expect(try #require(CalendarDate(iso: iso)).wareki == wareki)
  }

  @Test(
    "that do not exist, or are written otherwise, are refused",
    arguments: [
      "2025-02-29", "1900-02-29", "2025-04-31", "2025-13-01", "2025-00-10", "2025-01-00", "0000-01-01", "2025-1-01",
      "20250101",
      "2025/01/01",
      "２０２５-01-01", "2025-01-01 ", "",
    ])
  func refused(text: String) {
    #expect(CalendarDate(iso: text) == nil)
  }

  @Test("are written as they are read")
  func roundTrip() throws {
    for year in [1873, 1900, 1999, 2000, 2024, 2100] {
      for month in 1...12 {
        for day in 1...CalendarDate.days(inMonth: month, of: year) {
          let date = try #require(CalendarDate(year: year, month: month, day: day))
          #expect(CalendarDate(iso: date.iso) == date)
        }
      }
    }
  }
}
