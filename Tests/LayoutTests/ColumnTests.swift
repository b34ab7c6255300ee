import Layout
import Testing
import Typesetting

@Suite("Columns by their widths")
struct ColumnTests {
  /// A text of as many characters of 10 pt (3.5278 mm).
  static func cell(_ column: Int, _ text: String, span: Int = 1) -> Table.Cell {
    Table.Cell(
      from: .zero, to: .zero, paragraphs: [Paragraph([Inline(text, style: TableLayoutTests.style)])], span: span,
      column: column)
  }

  static func row(_ cells: Table.Cell...) -> Table.Row {
    Table.Row(cells: cells, height: SteppedLength(.mm(7)), pitch: .mm(5))
  }

  static func texts(_ rows: [Table.Row], _ widths: [Table.Columns.Width]) throws -> [String] {
    let columns = Table.Columns(from: .mm(10), to: .mm(110), gap: .mm(2), widths: widths)
    let table = Table(
      from: .mm(10), to: .mm(110), edge: TableLayoutTests.ink, groups: [TableLayoutTests.group(rows)], columns: columns)
    let document = FilledForm(
      title: "", width: .mm(210), height: .mm(297), flow: [Block(start: .at(SteppedLength(.mm(50))), table: table)],
      laterTop: .mm(20),
      floor: .mm(200))
    return try PageLayout(setter: SquareSetter()).layOut(document).pages[0].texts.map {
      String($0.split(separator: ",")[0])
    }
  }

  @Test("shares part what fixed columns and gaps leave")
  func shares() {
    let columns = Table.Columns(
      from: .mm(10), to: .mm(110), gap: .mm(2), widths: [.fixed(.mm(24)), .share(1), .share(3)])
    // 100 − 24 − 2 × 2 = 72: 18 and 54.
    #expect(
      columns.edges { _ in .zero }.map { [Page.rounded($0.from), Page.rounded($0.to)] } == [
        [10, 34], [36, 54], [56, 110],
      ])
  }

  @Test("a content column is as wide as its widest text, and the share takes the rest")
  func content() throws {
    let rows = [Self.row(Self.cell(0, "一二三"), Self.cell(1, "甲")), Self.row(Self.cell(0, "一"), Self.cell(1, "乙"))]
    // Three characters are 10.583 mm: the second column begins at 10 + 10.583 + 2.
    #expect(
      try Self.texts(rows, [.content(upTo: .mm(40)), .share(1)]) == ["一二三 @10.0", "甲 @22.59", "一 @10.0", "乙 @22.59"])
  }

  @Test("up to its limit, where the text wraps")
  func limit() throws {
    let rows = [Self.row(Self.cell(0, "一二三四五六"), Self.cell(1, "甲"))]
    #expect(try Self.texts(rows, [.content(upTo: .mm(11)), .share(1)]) == ["一二三 @10.0", "四五六 @10.0", "甲 @22.59"])
  }

  @Test("a text over several columns does not widen the first, and reaches the last one's edge")
  func span() throws {
    let rows = [Self.row(Self.cell(0, "一"), Self.cell(1, "甲")), Self.row(Self.cell(0, "一二三四五六七八九十", span: 2))]
    #expect(try Self.texts(rows, [.content(upTo: .mm(40)), .share(1)]) == ["一 @10.0", "甲 @15.53", "一二三四五六七八九十 @10.0"])
  }

  @Test("an empty content column has no width")
  func empty() throws {
    #expect(
      try Self.texts([Self.row(Self.cell(0, ""), Self.cell(1, "甲"))], [.content(upTo: .mm(40)), .share(1)]) == [
        "甲 @12.0"
      ])
  }
}
