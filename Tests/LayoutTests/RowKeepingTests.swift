import Layout
import Testing
import Typesetting

@Suite("Heights of rows, and rows that belong together")
struct RowKeepingTests {
  @Test("a row is never lower than its minimum, and grows only beyond it", arguments: [(6.0, 12.0), (13, 13)])
  func minimum(least: Double, height: Double) throws {
    var row = TableLayoutTests.row("名", "一二三四五六七八九十百千")
    row.minimumHeight = SteppedLength(.mm(least))
    let page = try PageLayout(setter: SquareSetter()).layOut(TableLayoutTests.document([TableLayoutTests.group([row])]))
      .pages[0]
    // Two lines: 7 + 5.
    #expect(page.rules.last == "\(50 + height) w0.5")
  }

  /// Rows of 7 mm below rows that are free, 20 of which fill a page from 50 to 190. `=` is a row of a group that is not
  /// parted, `-` a row that is kept with the next, `.` a free one.
  @Test(
    "where a page ends: as full as it may be without parting what belongs together, unless an eighth of it stays empty",
    arguments: [
      // All free: the page is filled.
      (String(repeating: ".", count: 24), 20),
      // A chain that moves as a whole leaves 35 mm of 297 empty, which is less than an eighth.
      (String(repeating: ".", count: 15) + "-------.", 15),
      // One that would leave 42 mm empty is parted where the page is full,
      (String(repeating: ".", count: 14) + "-------.", 20),
      // but not in its last link.
      (String(repeating: ".", count: 14) + "------.", 19), (String(repeating: ".", count: 13) + "-------.", 19),
      // A group that is not parted moves as a whole, however much it leaves empty, with the row that is kept with it.
      (String(repeating: ".", count: 10) + "============", 10), (String(repeating: ".", count: 9) + "-===========", 9),
      // What is higher than a page is parted in need.
      (String(repeating: "=", count: 30), 20), (String(repeating: "-", count: 30), 20),
    ])
  func pageEnds(rows: String, count: Int) throws {
    var groups: [Table.Group] = []
    for (index, sign) in rows.enumerated() {
      let row = TableLayoutTests.row("\(index)", "x", keeps: sign == "-")
      if groups.isEmpty || (sign == "=") != groups[groups.count - 1].isWhole {
        groups.append(TableLayoutTests.group([]))
        groups[groups.count - 1].isWhole = sign == "="
      }
      groups[groups.count - 1].rows.append(row)
    }
    let pages = try PageLayout(setter: SquareSetter()).layOut(TableLayoutTests.document(groups, floor: 190)).pages
    #expect(pages.map { $0.texts.count / 2 } == [count, rows.count - count])
  }

  @Test(
    "a row that is kept with the one before begins a page alone only when it is high", arguments: [(2, 18), (8, 19)])
  func tallRow(lines: Int, count: Int) throws {
    var rows = (1...19).map { TableLayoutTests.row("\($0)", "x", keeps: $0 > 12) }
    rows.append(TableLayoutTests.row("20", Array(repeating: "x", count: lines).joined(separator: "\n")))
    let pages = try PageLayout(setter: SquareSetter()).layOut(
      TableLayoutTests.document([TableLayoutTests.group(rows)], floor: 190)
    ).pages
    #expect(pages.count == 2)
    #expect(pages[0].texts.count / 2 == count)
  }

  @Test("rows that are kept together and do not fit on a page are parted where it is full, but not below the head")
  func parted() throws {
    let rows = (1...30).map { TableLayoutTests.row("\($0)", "x", keeps: true) }
    let pages = try PageLayout(setter: SquareSetter()).layOut(
      TableLayoutTests.document([TableLayoutTests.group(rows)], floor: 190)
    ).pages
    // From 50, 20 rows of 7 mm end at 190.
    #expect(pages.map { $0.texts.count } == [40, 20])
    // While they fit on one page they are moved there together.
    let first = (1...15).map { TableLayoutTests.row("\($0)", "x") }
    let kept = try PageLayout(setter: SquareSetter()).layOut(
      TableLayoutTests.document(
        [TableLayoutTests.group(first), TableLayoutTests.group(Array(rows.prefix(8)))], floor: 190)
    ).pages
    #expect(kept.map { $0.texts.count } == [30, 16])
  }
}
