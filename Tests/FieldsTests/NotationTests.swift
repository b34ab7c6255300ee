import Diagnostics
import Fields
import Testing

@Suite("Dates are read by stated rules")
struct DateReaderTests {
  static let read: [(String, String)] = [
    ("令和7年4月1日", "2025-04-01"), ("R7.4.1", "2025-04-01"), ("r7.4.1", "2025-04-01"), ("Ｒ７．４．１", "2025-04-01"),
    ("令7.4.1", "2025-04-01"), ("令和7.4.1", "2025-04-01"), ("R07.04.01", "2025-04-01"), ("R7/4/1", "2025-04-01"),
    ("2025/4/1", "2025-04-01"), ("2025-04-01", "2025-04-01"), ("2025.4.1", "2025-04-01"), ("20250401", "2025-04-01"),
    ("２０２５年４月１日", "2025-04-01"), ("2025年4月1日", "2025-04-01"), ("令和 7年 4月 1日", "2025-04-01"),
    ("　令和７年４月１日　", "2025-04-01"), ("令和元年5月1日", "2019-05-01"), ("令和1年5月1日", "2019-05-01"), ("平成元年1月8日", "1989-01-08"),
    ("H31.4.30", "2019-04-30"), ("昭和64年1月7日", "1989-01-07"), ("昭和元年12月25日", "1926-12-25"), ("大正元年7月30日", "1912-07-30"),
    ("大正15年12月24日", "1926-12-24"), ("明治45年7月29日", "1912-07-29"), ("明治6年1月1日", "1873-01-01"), ("㋿7年4月1日", "2025-04-01"),
    ("㍻31年4月30日", "2019-04-30"), ("令和七年四月一日", "2025-04-01"), ("令和七年十二月三十一日", "2025-12-31"), ("二〇二五年四月一日", "2025-04-01"),
    ("R6.2.29", "2024-02-29"),
  ]

  @Test(arguments: read) func reads(_ text: String, _ iso: String) throws {
    #expect(try DateReader.read(text).iso == iso)
  }

  static let refused: [(String, String)] = [
    ("平成31年5月1日", "era"), ("令和元年4月30日", "era"), ("昭和64年1月8日", "era"), ("平成元年1月7日", "era"), ("大正15年12月25日", "era"),
    ("明治45年7月30日", "era"), ("明治5年12月31日", "era"), ("1872-12-31", "era"), ("平成37年4月1日", "era"),
    ("令和7年2月29日", "impossible"), ("令和0年4月1日", "impossible"), ("2025-13-01", "impossible"), ("2025-04-31", "impossible"),
    ("20251301", "impossible"), ("44244.0", "serial"), ("44244", "serial"), ("280503", "noEra"), ("7.4.1", "noEra"),
    ("25/4/1", "noEra"), ("7年4月1日", "noEra"), ("2025/4/1 0:00", "time"), ("2025-04-01T00:00:00", "time"),
    ("未定", "form"), ("令和7年4月", "form"), ("令和7年", "form"), ("R7.4", "form"), ("令和7年4月1日頃", "form"),
    ("2025 04 01", "form"), ("X7.4.1", "form"), ("令和７年４月１日～", "form"), ("2025/4/1/", "form"), ("R.4.1", "form"),
  ]

  @Test(arguments: refused) func refuses(_ text: String, _ reason: String) {
    #expect { try DateReader.read(text) } throws: { ($0 as? ReadingFault)?.code == "record.date.\(reason)" }
  }

  @Test("parse after format is the identity for every day from 1873 to 2100")
  func everyDay() throws {
    var date = CalendarDate(iso: "1873-01-01")!
    var number = date.dayNumber
    #expect(number == -35_428)
    let end = CalendarDate(iso: "2100-12-31")!
    while true {
      let wareki = try #require(date.wareki)
      if try DateReader.read(wareki) != date || DateReader.read(date.iso) != date || date.dayNumber != number {
        Issue.record("\(date.iso) \(wareki)")
      }
      if date == end { break }
      date = date.following
      number += 1
    }
    #expect(number == 47_846)
  }

  /// The borders of the eras as java.time's JapaneseDate has them (明治6年1月1日 is its first day).
  static let borders: [(String, String)] = [
    ("1873-01-01", "明治6年1月1日"), ("1912-07-29", "明治45年7月29日"), ("1912-07-30", "大正元年7月30日"),
    ("1926-12-24", "大正15年12月24日"), ("1926-12-25", "昭和元年12月25日"), ("1989-01-07", "昭和64年1月7日"),
    ("1989-01-08", "平成元年1月8日"), ("2019-04-30", "平成31年4月30日"), ("2019-05-01", "令和元年5月1日"), ("2019-12-31", "令和元年12月31日"),
    ("2020-01-01", "令和2年1月1日"), ("2100-12-31", "令和82年12月31日"),
  ]

  @Test(arguments: borders) func eraBorders(_ iso: String, _ wareki: String) {
    #expect(CalendarDate(iso: iso)?.wareki == wareki)
  }
}

extension CalendarDate {
  fileprivate var following: CalendarDate {
    CalendarDate(year: year, month: month, day: day + 1) ?? CalendarDate(year: year, month: month + 1, day: 1)
      ?? CalendarDate(year: year + 1, month: 1, day: 1)!
  }
}

@Suite("Amounts are read by stated rules")
struct AmountReaderTests {
  static let read: [(String, Int64)] = [
    ("19300000", 19_300_000), ("19,300,000", 19_300_000), ("１９，３００，０００", 19_300_000), ("¥19,300,000-", 19_300_000),
    ("￥１９，３００，０００－", 19_300_000), ("\\19,300,000", 19_300_000), ("金19,300,000円", 19_300_000),
    ("金19,300,000円也", 19_300_000), ("金　19,300,000 円", 19_300_000), ("19,300,000円", 19_300_000),
    ("¥1,234,567.-", 1_234_567), ("0", 0), ("0円", 0), (" 123 ", 123), ("百二十三万四千五百六十七円", 1_234_567),
    ("金壱百弐拾参萬四千伍百六拾七円也", 1_234_567), ("壱百万円", 1_000_000), ("一億", 100_000_000), ("千九百三十万", 19_300_000),
    ("一九三〇〇〇〇〇", 19_300_000), ("十", 10), ("零", 0), ("弐千", 2000), ("陸拾玖億", 6_900_000_000),
  ]

  @Test(arguments: read) func reads(_ text: String, _ amount: Int64) throws {
    #expect(try AmountReader.read(text) == amount)
  }

  static let refused: [(String, String)] = [
    ("104309999.99999999", "fraction"), ("1234.5", "fraction"), ("1,234.50", "fraction"), ("0.1円", "fraction"),
    ("1234.0", "decimals"), ("48345000.0", "decimals"), ("48,345,000.00", "decimals"), ("４８３４５０００．０", "decimals"),
    ("48345000.", "decimals"), ("4.8345E+07", "exponent"), ("4.8345E7", "exponent"), ("4.8345e+007", "exponent"),
    ("４．８３４５Ｅ＋０７", "exponent"), ("5E-1", "exponent"), ("1.5e6", "exponent"), ("48345E3円", "exponent"),
    ("48.345.000", "form"), ("E7", "form"), ("1E", "form"), ("1E+", "form"), ("1.2.3E4", "form"), ("△123", "sign"),
    ("▲123", "sign"), ("-123", "sign"), ("－１２３", "sign"), ("+123", "sign"), ("辞退", "form"), ("一式", "form"),
    ("", "form"), ("円", "form"), ("12,34", "grouping"), ("1,2345", "grouping"), (",123", "grouping"),
    ("1,,234", "grouping"), ("19,300千円", "unit"), ("120万円", "unit"), ("1億2000万", "unit"), ("10000000000000", "range"),
    ("99999999999999999999", "range"), ("百千", "form"), ("二三十", "form"), ("万", "form"), ("123円45", "form"),
    ("1234567ドル", "form"), ("(123)", "form"),
  ]

  @Test(arguments: refused) func refuses(_ text: String, _ reason: String) {
    #expect { try AmountReader.read(text) } throws: { ($0 as? ReadingFault)?.code == "record.yen.\(reason)" }
  }

  static let styles: [(Int64, String, String, String)] = [
    (0, "0", "〇", "零"), (1, "1", "一", "壱"), (10, "10", "十", "壱拾"), (110, "110", "百十", "壱百壱拾"),
    (1000, "1,000", "千", "壱千"), (10_000, "10,000", "一万", "壱萬"),
    (1_234_567, "1,234,567", "百二十三万四千五百六十七", "壱百弐拾参萬四千伍百六拾七"), (19_300_000, "19,300,000", "千九百三十万", "壱千九百参拾萬"),
    (100_000_001, "100,000,001", "一億一", "壱億壱"),
    (9_999_999_999_999, "9,999,999,999,999", "九兆九千九百九十九億九千九百九十九万九千九百九十九", "九兆九千九百九拾九億九千九百九拾九萬九千九百九拾九"),
  ]

  @Test(arguments: styles) func writes(_ amount: Int64, _ grouped: String, _ kanji: String, _ daiji: String) {
    #expect(AmountStyle.grouped.text(of: amount) == grouped)
    #expect(AmountStyle.kanji.text(of: amount) == kanji)
    #expect(AmountStyle.daiji.text(of: amount) == daiji)
  }

  @Test("what any style writes is read back")
  func roundTrip() throws {
    var amount: Int64 = 1
    while amount <= AmountReader.limit {
      for style in AmountStyle.allCases { #expect(try AmountReader.read(style.text(of: amount)) == amount) }
      amount = amount * 3 + 7
    }
  }
}
