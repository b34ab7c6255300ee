import Testing
import Typesetting

@testable import Layout

@Suite("Columns of figures")
struct FigureColumnTests {
  private static func cell(_ text: String, isFigure: Bool = true) -> Table.Cell {
    Table.Cell(
      from: .mm(10), to: .mm(50),
      paragraphs: [
        Paragraph(
          [Inline(text, style: TableLayoutTests.style)], alignment: .end, fit: FitPolicy(lines: 1, condenseFloor: 0.7))
      ], isFigure: isFigure)
  }

  /// The distance of each cell's right edge from the column's, in ems (of 10 pt), and the scale from which it is fitted.
  private static func aligned(_ cells: [Table.Cell]) -> [(shift: Double, scale: Double)] {
    let rows = cells.map { Table.Row(cells: [$0], height: SteppedLength(.mm(7)), pitch: .mm(5)) }
    let table = Table(from: .mm(10), to: .mm(50), edge: TableLayoutTests.ink, groups: [TableLayoutTests.group(rows)])
    return FigureColumns(setter: SquareSetter()).aligned(table).groups[0].rows.map { row in
      let cell = row.cells[0]
      return (
        ((Length.mm(50) - cell.to).points / 10 * 100).rounded() / 100,
        ((cell.paragraphs[0].fit.condenseFrom) * 100).rounded() / 100
      )
    }
  }

  @Test("decimal points are below one another; what is no number stays at the edge")
  func points() {
    // The setter gives every character an em: .75 is three, .5 two.
    let shifts = Self.aligned(["12.75", "3.5", "799", "△0.5", "－"].map { Self.cell($0) }).map(\.shift)
    #expect(shifts == [0, 1, 3, 1, 0])
  }

  @Test("numbers with as many decimals as one another stay where they are")
  func alike() {
    #expect(Self.aligned(["0.30", "0.25"].map { Self.cell($0) }).map(\.shift) == [0, 0])
  }

  @Test("all are as narrow as the widest needs; a cell that is no figure does not count")
  func scale() {
    // 40 mm hold 11.3 characters: twelve need 0.90 of their width.
    let cells = ["一二三四五六七八九十百千", "12", "－"].map { Self.cell($0) }
    #expect(Self.aligned(cells).map(\.scale) == [0.9, 0.9, 0.9])
    #expect(Self.aligned([Self.cell("一二三四五六七八九十百千", isFigure: false), Self.cell("12")]).map(\.scale) == [1, 1])
  }

  @Test("figures are condensed before they come nearer than 2 mm to a text that ends before them")
  func gap() {
    // The setter gives a character 3.53 mm: eleven take 38.8 of 40 mm, and of 37 mm at 0.95.
    let eleven = "一二三四五六七八九十百"
    func scale(besides before: String) -> Double {
      let neighbour = Table.Cell(
        from: .mm(0), to: .mm(11),
        paragraphs: [Paragraph([Inline(before, style: TableLayoutTests.style)], alignment: .end)])
      let row = Table.Row(cells: [neighbour, Self.cell(eleven)], height: SteppedLength(.mm(7)), pitch: .mm(5))
      let table = Table(from: .mm(0), to: .mm(50), edge: TableLayoutTests.ink, groups: [TableLayoutTests.group([row])])
      let cell = FigureColumns(setter: SquareSetter()).aligned(table).groups[0].rows[0].cells[1]
      return (cell.paragraphs[0].fit.condenseFrom * 100).rounded() / 100
    }
    #expect(scale(besides: "率") == 0.95)
    #expect(scale(besides: "") == 1)
  }
}
