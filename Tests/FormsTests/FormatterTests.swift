import Fields
import Testing

@testable import Forms

@Suite("Formatters")
struct FormatterTests {
  static let tree: ValueTree = {
    var tree = ValueTree()
    tree.set("title", to: .text("代表取締役"))
    tree.set("issuer.keyGroup", to: .integer(4))
    return tree
  }()

  static func print(_ value: Value, _ formatter: Formatter, _ argument: String? = nil) -> String? {
    formatter.apply(to: value, argument: argument, path: argument.map(FieldPath.init)) { tree[$0.segments] }
  }

  @Test(
    "group digits by three",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (19_300_000, "19,300,000"), (-3230, "-3,230"),
      (Int64.max, "9,223,372,036,854,775,807"),
    ])
  func grouped(amount: Int64, text: String) {
    #expect(Self.print(.yen(amount), .grouped) == text)
  }

  @Test(
    "write what goes back with △",
    arguments: [(-3230, "△3,230"), (0, "0"), (3420, "3,420"), (Int64.min, "△9,223,372,036,854,775,808")])
  func signed(amount: Int64, text: String) {
    #expect(Self.print(.yen(amount), .signed) == text)
  }

  @Test("write an amount of either sign without it", arguments: [(-3230, "3,230"), (0, "0"), (3420, "3,420")])
  func unsigned(amount: Int64, text: String) {
    #expect(Self.print(.yen(amount), .unsigned) == text)
  }

  @Test(
    "cut shares to a tenth of a percent",
    arguments: [
      (19_300_000, 48_345_000, "39.9"), (1, 3, "33.3"), (2, 3, "66.6"), (1, 1, "100.0"), (0, 5, "0.0"),
      (4_834_500, 48_345_000, "10.0"),
    ])
  func percent(part: Int64, whole: Int64, text: String) throws {
    #expect(Self.print(.ratio(try #require(Ratio(part, whole))), .percent) == text)
  }

  @Test(
    "write dates with the year's count in its era",
    arguments: [
      ("2025-06-20", "令和7年6月20日"), ("2019-05-01", "令和元年5月1日"), ("2019-04-30", "平成31年4月30日"),
      ("1989-01-07", "昭和64年1月7日"),
    ])
  func wareki(iso: String, text: String) throws {
    #expect(Self.print(.date(try #require(CalendarDate(iso: iso))), .wareki) == text)
  }

  @Test(
    "never double an honorific",
    arguments: [
      ("臼杵市長", nil, "臼杵市長　様"), ("臼杵市長　様", nil, "臼杵市長　様"), ("臼杵市長殿", nil, "臼杵市長殿"), ("株式会社かささぎ組", "御中", "株式会社かささぎ組　御中"),
      ("かささぎ組　御中", "御中", "かささぎ組　御中"),
    ] as [(String, String?, String)])
  func honoured(name: String, argument: String?, text: String) {
    #expect(Self.print(.text(name), .honoured, argument) == text)
  }

  @Test("put a title before a name only when there is one")
  func titled() {
    #expect(Self.print(.text("髙﨑　朔太郎"), .titled, "title") == "代表取締役　髙﨑　朔太郎")
    #expect(Self.print(.text("髙﨑　朔太郎"), .titled, "nothing") == "髙﨑　朔太郎")
  }

  @Test("leave a text's full spaces out where it stands in running words")
  func solid() {
    #expect(Self.print(.text("業務部　電子保証課"), .solid) == "業務部電子保証課")
    #expect(Self.print(.text("D-Sure 窓口"), .solid) == "D-Sure 窓口")
  }

  @Test("part the key by the issuer's group")
  func key() {
    #expect(Self.print(.secret(Secret("7KQM4XHRW2PD9TNC")), .key) == "7KQM 4XHR W2PD 9TNC")
    #expect(Self.print(.text("7KQM"), .key) == nil)
  }

  @Test("take only what they are made for", arguments: Formatter.allCases)
  func types(formatter: Formatter) {
    let values: [(ValueShape, Value)] = [
      (.text, .text("a")), (.yen, .yen(1)), (.integer, .integer(1)), (.flag, .flag(true)), (.list, .list([])),
    ]
    for (shape, value) in values where !formatter.takes(shape) {
      #expect(Self.print(value, formatter) == nil, "\(formatter) printed a \(shape)")
    }
  }
}
