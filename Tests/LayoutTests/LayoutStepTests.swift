import Layout
import Testing
import Typesetting

/// Layout sets each text as often as it must, however many rows, pages and steps of tightening there are. The texts that
/// a setter is handed are counted; no clock is asked.
@Suite("Steps of layout") struct LayoutStepTests {
  /// Counts the texts that it sets.
  final class CountingSetter: TextSetter {
    private(set) var texts = 0

    func set(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph {
      texts += 1
      return try SquareSetter().set(paragraph, measure: measure)
    }

    func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape] {
      try SquareSetter().shapes(of: text, role: role)
    }
  }

  private static func texts(_ form: FilledForm) throws -> (texts: Int, pages: Int) {
    let setter = CountingSetter()
    let pages = try PageLayout(setter: setter).layOut(form).pages.count
    return (setter.texts, pages)
  }

  @Test("the texts of a row are set once", arguments: [10, 100, 1_000])
  func rows(count: Int) throws {
    let rows = (1...count).map { TableLayoutTests.row("\($0)", "x", height: SteppedLength(.mm(7), [.mm(6), .mm(5)])) }
    let (texts, pages) = try Self.texts(TableLayoutTests.document([TableLayoutTests.group(rows)], steps: 3))
    #expect(texts == 2 * count)
    #expect(pages >= count / 40)
  }

  @Test("those of a column that is as wide as its texts twice: to measure and to place them", arguments: [10, 1_000])
  func columns(count: Int) throws {
    let rows = (1...count).map { ColumnTests.row(ColumnTests.cell(0, "\($0)"), ColumnTests.cell(1, "甲")) }
    let columns = Table.Columns(
      from: .mm(10), to: .mm(110), gap: .mm(2), widths: [.content(upTo: .mm(40)), .share(1)])
    let table = Table(
      from: .mm(10), to: .mm(110), edge: TableLayoutTests.ink, groups: [TableLayoutTests.group(rows)], columns: columns)
    let form = BlockTests.document([Block(start: .at(SteppedLength(.mm(50))), table: table)])
    #expect(try Self.texts(form).texts == 3 * count)
  }

  @Test("the rows of sums carried over are set where pages end, and only there")
  func carries() throws {
    let sum = TableLayoutTests.row("計", "x")
    let rows = (1...500).map { number in
      var row = TableLayoutTests.row("\(number)", "x")
      row.carry = Table.Carry(foot: [sum], head: [sum])
      return row
    }
    let (texts, pages) = try Self.texts(TableLayoutTests.document([TableLayoutTests.group(rows)]))
    // Two texts a row; at an end of a page four, for that place and the one that had no room for the sums.
    #expect(texts <= 2 * rows.count + 2 * 4 * pages)
  }

  @Test("a block's texts are set once and, without a stated height, once more for each step")
  func blocks() throws {
    for count in [10, 400] {
      let blocks = (0..<count).map { _ in
        Block(start: .after(SteppedLength(.mm(6))), boxes: [BlockTests.text("一二三四五六七八九十百千")])
      }
      #expect(try Self.texts(BlockTests.document(blocks)).texts == 2 * count)
    }
  }
}
