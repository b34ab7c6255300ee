import Fields
import Testing

@testable import Mapping

/// What each step makes of the values of the trade.
@Suite struct StepTests {
  @Test(
    arguments: [
      (DateFormat.yearMonthDay, "20250620", "2025-06-20"), (.yearMonthDay, "２０２５０６２０", "2025-06-20"),
      (.yearMonthDay, "20250631", nil), (.yearMonthDay, "250620", nil),
      (.eraLetter, "R070620", "2025-06-20"), (.eraLetter, "h310430", "2019-04-30"), (.eraLetter, "H310501", nil),
      (.eraLetter, "R7.6.20", nil), (.eraLetter, "X070620", nil),
      (.eraDigit, "5070620", "2025-06-20"), (.eraDigit, "4010108", "1989-01-08"), (.eraDigit, "4010107", nil),
      (.eraDigit, "0070620", nil), (.eraDigit, "6070620", nil),
      (.reiwa, "070620", "2025-06-20"), (.reiwa, "000620", nil), (.heisei, "280503", "2016-05-03"),
      (.showa, "640107", "1989-01-07"), (.showa, "640108", nil),
      (.serial1900, "45828", "2025-06-20"), (.serial1900, "45828.0", "2025-06-20"), (.serial1900, "45828.5", nil),
      (.serial1900, "60", nil), (.serial1900, "61", "1900-03-01"), (.serial1900, "59", "1900-02-28"),
      (.serial1900, "1", "1900-01-01"), (.serial1900, "0", nil), (.serial1904, "44366", "2025-06-20"),
      (.serial1904, "0", "1904-01-01"), (.serial1900, "9999999", nil),
      (.timestamp, "2025/06/20 0:00:00", "2025-06-20"), (.timestamp, "2025-06-19T15:00:00Z", "2025-06-20"),
      (.timestamp, "2025-06-19T15:00:00.000Z", "2025-06-20"), (.timestamp, "2025-06-19T14:59:59Z", "2025-06-19"),
      (.timestamp, "2025-06-20T00:30:00+09:00", "2025-06-20"), (.timestamp, "2025-06-20T00:30:00+1000", "2025-06-19"),
      (.timestamp, "2025-12-31 20:00:00 -0500", "2026-01-01"), (.timestamp, "2025-06-20", "2025-06-20"),
      (.timestamp, "2025-06-20T25:00:00Z", nil), (.timestamp, "2025-06-20T", nil), (.timestamp, "2025-06-20 now", nil),
    ] as [(DateFormat, String, String?)])
  func dates(format: DateFormat, text: String, day: String?) {
    #expect(format.date(of: text)?.iso == day)
  }

  /// Every day of four centuries, there and back: the count of days is the calendar's.
  @Test func daysAreCountedAsTheCalendarCounts() {
    var date = CalendarDate(year: 1873, month: 1, day: 1)
    var number = CivilDay.number(1873, 1, 1)
    while let day = date, day.year < 2300 {
      #expect(CivilDay.date(number) == day)
      number += 1
      let isLast = day.day == CalendarDate.days(inMonth: day.month, of: day.year)
      date =
        !isLast
        ? CalendarDate(year: day.year, month: day.month, day: day.day + 1)
        : CalendarDate(year: day.month == 12 ? day.year + 1 : day.year, month: day.month % 12 + 1, day: 1)
    }
  }

  @Test(
    arguments: [
      (NumberFormat(), "000048345000", "48345000"), (NumberFormat(), "48,345,000", "48345000"),
      (NumberFormat(), "\\48,345,000", "48345000"), (NumberFormat(), "48345000.0", nil), (NumberFormat(), "-1", nil),
      (NumberFormat(), "", nil), (NumberFormat(), "1234567890123456789", nil),
      (NumberFormat(hasPoint: true), "48345000.0000", "48345000"), (NumberFormat(hasPoint: true), "48345000.5", nil),
      (NumberFormat(hasPoint: true), "48345000", "48345000"), (NumberFormat(hasPoint: true), ".5", nil),
      (NumberFormat(hasExponent: true), "4.8345E+07", "48345000"), (NumberFormat(hasExponent: true), "4.8345E+03", nil),
      (NumberFormat(hasExponent: true), "1E99", nil), (NumberFormat(hasExponent: true), "48345000E-3", "48345"),
      (NumberFormat(hasSign: true), "+0048345000", "48345000"), (NumberFormat(hasSign: true), "48345000-", "-48345000"),
      (NumberFormat(hasSign: true), "△5", "-5"), (NumberFormat(hasSign: true), "-0", "0"),
      (NumberFormat(impliedDecimals: 2), "4834500000", "48345000"),
      (NumberFormat(impliedDecimals: 2), "4834500050", nil),
      (NumberFormat(isZoned: true), "00001930000{", "19300000"),
      (NumberFormat(isZoned: true), "00001930000A", "19300001"),
      (NumberFormat(isZoned: true), "12}", "-120"), (NumberFormat(isZoned: true), "12J", "-121"),
      (NumberFormat(isZoned: true), "12Z", nil), (NumberFormat(isZoned: true), "123", "123"),
      (NumberFormat(scale: 1_000), "0000048345", "48345000"),
      (NumberFormat(hasPoint: true, scale: 1_000), "48345.5", "48345500"),
      (NumberFormat(scale: 1_000_000), "999999999999999999", nil),
      (NumberFormat(hasExponent: true, scale: 1_000_000), "999999999999999999E18", nil),
    ] as [(NumberFormat, String, String?)])
  func numbers(format: NumberFormat, text: String, digits: String?) {
    #expect(format.digits(of: text) == digits)
  }

  @Test(
    arguments: [
      (TextPart.split(by: "-", number: 2), "44-07-0012345", "07"),
      (.split(by: "-", number: -1), "44-07-0012345", "0012345"),
      (.split(by: "-", number: 4), "44-07-0012345", nil), (.characters(from: 3, to: 4), "甲乙丙丁戊", "丙丁"),
      (.characters(from: 4, to: 9), "甲乙丙丁戊", "丁戊"), (.characters(from: 6, to: 9), "甲乙丙丁戊", nil),
    ] as [(TextPart, String, String?)])
  func parts(part: TextPart, text: String, found: String?) {
    #expect(part.part(of: text) == found)
  }

  @Test func patternsTakeGroupsFromLeftToRight() {
    let address = TextPattern("{pref}県{city}市{rest}")
    #expect(address?.groups(of: "大分県豊州市本町二丁目") == ["pref": "大分", "city": "豊州", "rest": "本町二丁目"])
    #expect(address?.groups(of: "大分県豊州市") == nil)
    #expect(TextPattern("{y:digits}年{n:digits}号")?.groups(of: "7年18号") == ["y": "7", "n": "18"])
    #expect(TextPattern("{a:2}{b:3}")?.groups(of: "12345") == ["a": "12", "b": "345"])
    #expect(TextPattern("第{n}号")?.groups(of: "第7号の3号") == ["n": "7号の3"])
    for bad in ["", "甲", "{a", "a}", "{}", "{a}{b}", "{a}{a}", "{a:x}", "{a:0}", "{a{b}}"] {
      #expect(TextPattern(bad) == nil, "\(bad)")
    }
  }

  /// A pattern that makes other engines go back again and again costs one pass here.
  @Test func aPatternNeverGoesBack() {
    let pattern = TextPattern("{a}x{b}x{c}x{d}x{e}y")
    #expect(pattern?.groups(of: String(repeating: "x", count: 200_000)) == nil)
  }

  @Test func halfWidthKanaBecomeFullWidth() {
    #expect(WidthStep.kana.converted("ｲｼｽﾞｴｹﾝｾﾂ(ｶ") == "イシズエケンセツ(カ")
    #expect(WidthStep.kana.converted("ﾊﾟｰﾄﾅｰ｡ｳﾞｧ㈱髙ﾞ") == "パートナー。ヴァ㈱髙゛")
    #expect(WidthStep.digits.converted("本町２丁目４－６") == "本町2丁目4－6")
    // Every half-width kana has a full-width one of the same name, by the Unicode names.
    for value in UInt32(0xFF66)...0xFF9D {
      guard let scalar = Unicode.Scalar(value), let name = scalar.properties.name else { continue }
      let converted = WidthStep.kana.converted(String(scalar)).unicodeScalars.first?.properties.name
      #expect(converted.map { "HALFWIDTH " + $0 } == name)
    }
  }

  @Test func otherSteps() throws {
    #expect(try Step.nothing(["NULL", "00000000"]).result(of: "00000000") == nil)
    #expect(try Step.table(["1": "前払金保証", "-1": "有"]).result(of: "-1") == "有")
    #expect(throws: StepFault.self) { try Step.table(["1": "前払金保証"]).result(of: "4") }
    // が in one scalar and in two are two values.
    #expect(throws: StepFault.self) { try Step.table(["\u{304C}": "x"]).result(of: "\u{304B}\u{3099}") }
    #expect(try Step.trim(["*"]).result(of: "* 甲*乙 **") == "甲*乙")
    #expect(try Step.pad(length: 7, with: "0").result(of: "12345") == "0012345")
    #expect(try Step.pad(length: 3, with: "0").result(of: "12345") == "12345")
  }
}
