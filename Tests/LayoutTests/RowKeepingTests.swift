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
