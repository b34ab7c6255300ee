import Layout
import Testing
import Typesetting

@Suite("Laying out tables")
struct TableLayoutTests {
  static let ink = Table.Rule(weight: .mm(0.5), colour: .black)
  static let group = Table.Rule(weight: .mm(0.35), colour: .black)
  static let hair = Table.Rule(weight: .mm(0.15), colour: .black)
  /// 10 pt is 3.5278 mm: a measure of 36 mm holds ten characters.
  static let style = TextStyle(role: "mincho", size: .pt(10))

  static func row(
    _ label: String, _ value: String, height: SteppedLength = SteppedLength(.mm(7)), lines: Int = 1,
    keeps: Bool = false, note: String? = nil
  ) -> Table.Row {
    var cells = [
      Table.Cell(
        from: .mm(10), to: .mm(30), paragraphs: [Paragraph([Inline(label, style: style)])], role: .rowHeader,
        vertical: .label),
      Table.Cell(from: .mm(40), to: .mm(76), paragraphs: [Paragraph([Inline(value, style: style)])]),
    ]
    if let note {
      cells.append(
        Table.Cell(from: .mm(80), to: .mm(100), paragraphs: [Paragraph([Inline(note, style: style)])], role: .note))
    }
    return Table.Row(cells: cells, height: height, lines: lines, pitch: .mm(5), keepsWithNext: keeps)
  }

  static func document(
    _ groups: [Table.Group], floor: Double = 200, steps: Int = 1, start: Block.Start = .at(SteppedLength(.mm(50)))
  ) -> FilledForm {
    let table = Table(from: .mm(10), to: .mm(110), edge: ink, groups: groups)
    return FilledForm(
      title: "", width: .mm(210), height: .mm(297), steps: steps, flow: [Block(start: start, table: table)],
      laterTop: .mm(20),
      floor: .mm(floor))
  }

  static func group(_ rows: [Table.Row], head: [Table.Row] = []) -> Table.Group {
    Table.Group(rule: group, hairline: hair, head: head, rows: rows)
  }

  @Test("a line stands in the middle of its row plus 0.38 em; the label shares its baseline")
  func centring() throws {
    let page = try PageLayout(setter: SquareSetter()).layOut(Self.document([Self.group([Self.row("番号", "44-07")])]))
      .pages[0]
    // 50 + 7/2 + 0.38 × 3.5278 = 54.84
    #expect(page.texts == ["番号 @10.0,54.84", "44-07 @40.0,54.84"])
  }

  @Test("a row grows by its pitch for each line that it does not hold, and its label stays on the first")
  func growing() throws {
    let rows = [Self.row("名", "一二三四五六七八九十百千"), Self.row("次", "後")]
    let page = try PageLayout(setter: SquareSetter()).layOut(Self.document([Self.group(rows)])).pages[0]
    // Row 7 + 5; first baseline 50 + 6 + 1.34 − 2.5; the next row begins at 62.
    #expect(
      page.texts == ["名 @10.0,54.84", "一二三四五六七八九十 @40.0,54.84", "百千 @40.0,59.84", "次 @10.0,66.84", "後 @40.0,66.84"])
    #expect(page.rules == ["50.0 w0.5", "62.0 w0.15", "69.0 w0.5"])
  }

  @Test("groups are parted by their rule, rows by the hairline")
  func rules() throws {
    let groups = [Self.group([Self.row("a", "1"), Self.row("b", "2")]), Self.group([Self.row("c", "3")])]
    let page = try PageLayout(setter: SquareSetter()).layOut(Self.document(groups)).pages[0]
    #expect(page.rules == ["50.0 w0.5", "57.0 w0.15", "64.0 w0.35", "71.0 w0.5"])
  }

  @Test(
    "a page that is too full is laid out one step tighter before it goes on, and stays roomy when that saves no page")
  func steps() throws {
    let rows = (1...20).map { Self.row("\($0)", "x", height: SteppedLength(.mm(7), [.mm(6)])) }
    // 20 rows of 7 mm from 50 end at 190, of 6 mm at 170.
    for (floor, step, pages) in [(190.0, 0, 1), (189.9, 1, 1), (170, 1, 1), (169.9, 0, 2)] {
      let laidOut = try PageLayout(setter: SquareSetter()).layOut(
        Self.document([Self.group(rows)], floor: floor, steps: 2))
      #expect(laidOut.step == step, "floor \(floor)")
      #expect(laidOut.pages.count == pages, "floor \(floor)")
    }
  }

  @Test("a second page repeats the group's head as unread text and closes both halves with the edge rule")
  func secondPage() throws {
    let head = Self.row("事項", "変更前", height: SteppedLength(.mm(5)))
    let rows = (1...6).map { Self.row("\($0)", "x") }
    let laidOut = try PageLayout(setter: SquareSetter()).layOut(
      Self.document([Self.group([Self.row("頭", "h")]), Self.group(rows, head: [head])], floor: 80))
    #expect(
      laidOut.pages.map(\.rules) == [
        ["50.0 w0.5", "57.0 w0.35", "64.0 w0.15", "71.0 w0.15", "78.0 w0.5"],
        ["20.0 w0.5", "25.0 w0.15", "32.0 w0.15", "39.0 w0.15", "46.0 w0.5"],
      ])
    let unread = laidOut.pages[1].underlay.flatMap { artifact -> [String] in
      guard case .text(let runs) = artifact else { return [] }
      return runs.map(\.text)
    }
    #expect(unread == ["事項", "変更前"])
    #expect(laidOut.pages[1].content.flatMap(\.runs).map(\.text) == ["4", "x", "5", "x", "6", "x"])
  }

  @Test("a table's head is said again on every page, above whatever group the page begins with")
  func tableHead() throws {
    var head = Self.row("頭", "h", height: SteppedLength(.mm(5)))
    head.keepsWithNext = true
    let groups = [
      Self.group([head]), Self.group([Self.row("1", "x"), Self.row("2", "x")]),
      Self.group([Self.row("3", "x"), Self.row("4", "x")]),
    ]
    var document = Self.document(groups, floor: 69)
    document.flow[0].table?.repeatsFirstGroup = true
    let laidOut = try PageLayout(setter: SquareSetter()).layOut(document)
    // Below the head, at 55, two rows end at 69; the second page begins with a group, whose rule stands under the head.
    #expect(
      laidOut.pages.map(\.rules) == [
        ["50.0 w0.5", "55.0 w0.35", "62.0 w0.15", "69.0 w0.5"], ["20.0 w0.5", "25.0 w0.35", "32.0 w0.15", "39.0 w0.5"],
      ])
    #expect(
      laidOut.pages.map { $0.content.flatMap(\.runs).map(\.text) } == [
        ["頭", "h", "1", "x", "2", "x"], ["3", "x", "4", "x"],
      ])
    #expect(laidOut.pages.map(CarryTests.unread) == [[], ["頭", "h"]])
  }

  @Test("a label that wraps makes its row higher; a second term under it does not")
  func labels() throws {
    let wrapping = Self.row("一二三四五六七", "x")
    var under = Self.row("番号", "x", height: SteppedLength(.mm(10)))
    under.cells[0].paragraphs.append(Paragraph([Inline("（続き）", style: Self.style)]))
    let page = try PageLayout(setter: SquareSetter()).layOut(Self.document([Self.group([wrapping, under])])).pages[0]
    #expect(page.rules == ["50.0 w0.5", "62.0 w0.15", "72.0 w0.5"])
  }

  @Test("no page ends below a row that keeps with the next")
  func keeping() throws {
    let rows = [
      Self.row("1", "x"), Self.row("2", "x", keeps: true), Self.row("3", "x", keeps: true), Self.row("4", "x"),
    ]
    let laidOut = try PageLayout(setter: SquareSetter()).layOut(Self.document([Self.group(rows)], floor: 75))
    #expect(laidOut.pages.map { $0.content.flatMap(\.runs).count } == [2, 6])
  }

  @Test("a row that no page holds is a fault, not an endless loop")
  func tooTall() {
    let tall = Self.row("1", String(repeating: "x", count: 500))
    #expect(throws: LayoutFaults.self) {
      try PageLayout(setter: SquareSetter()).layOut(Self.document([Self.group([tall])], floor: 100))
    }
  }

  @Test("a note is read as part of the cell before it, and every row counts as many cells")
  func structure() throws {
    let rows = [Self.row("a", "1", note: "39.9%"), Self.row("b", "2")]
    let page = try PageLayout(setter: SquareSetter()).layOut(Self.document([Self.group(rows)])).pages[0]
    guard case .group(.table, let elements)? = page.content.first else {
      Issue.record("no table")
      return
    }
    let spans = elements.map { element -> [Int] in
      guard case .group(.row, let cells) = element else { return [] }
      return cells.map { cell in
        switch cell {
        case .leaf(.headerCell(_, let span), _), .leaf(.dataCell(let span), _), .group(.dataCell(let span), _): span
        default: 0
        }
      }
    }
    #expect(spans == [[1, 1], [1, 1]])
  }

  @Test("every missing character of a document is reported, not only the first")
  func allFaults() {
    let rows = [Self.row("☒", "1"), Self.row("b", "☒")]
    do {
      _ = try PageLayout(setter: SquareSetter()).layOut(Self.document([Self.group(rows)]))
      Issue.record("laid out")
    } catch {
      #expect(error.faults.count == 2)
    }
  }
}

@Suite("Sums carried over pages")
struct CarryTests {
  /// Rows of 7 mm from 50 mm; each carries what it says.
  static func rows(_ count: Int, keeps: Bool = false) -> [Table.Row] {
    (1...count).map { number in
      var row = TableLayoutTests.row("\(number)", "x", keeps: keeps)
      row.carry = Table.Carry(
        foot: [TableLayoutTests.row("次頁へ", "\(number)", height: SteppedLength(.mm(6)))],
        head: [TableLayoutTests.row("前頁より", "\(number)", height: SteppedLength(.mm(5)))])
      return row
    }
  }

  static func unread(_ page: Page) -> [String] {
    page.underlay.flatMap { artifact -> [String] in
      guard case .text(let runs) = artifact else { return [] }
      return runs.map(\.text)
    }
  }

  @Test("stand below the last row of a page and above the first row of the next, and are not read")
  func carried() throws {
    // Three rows end at 71; with the sum of 6 below them at 77.
    let laidOut = try PageLayout(setter: SquareSetter()).layOut(
      TableLayoutTests.document([TableLayoutTests.group(Self.rows(5))], floor: 77))
    #expect(
      laidOut.pages.map { $0.content.flatMap(\.runs).map(\.text) } == [
        ["1", "x", "2", "x", "3", "x"], ["4", "x", "5", "x"],
      ])
    #expect(laidOut.pages.map(Self.unread) == [["次頁へ", "3"], ["前頁より", "3"]])
    #expect(
      laidOut.pages.map(\.rules) == [
        ["50.0 w0.5", "57.0 w0.15", "64.0 w0.15", "71.0 w0.35", "77.0 w0.5"],
        ["20.0 w0.5", "25.0 w0.15", "32.0 w0.15", "39.0 w0.5"],
      ])
  }

  @Test("take a row with them to the next page when they have no room below it")
  func room() throws {
    let laidOut = try PageLayout(setter: SquareSetter()).layOut(
      TableLayoutTests.document([TableLayoutTests.group(Self.rows(5))], floor: 76.9))
    #expect(laidOut.pages.map { $0.content.flatMap(\.runs).count } == [4, 6])
    #expect(laidOut.pages.map(Self.unread) == [["次頁へ", "2"], ["前頁より", "2"]])
  }

  @Test("are said only where a group goes on, below the group's head")
  func groups() throws {
    let head = [TableLayoutTests.row("頭", "h", height: SteppedLength(.mm(5)))]
    let groups = [TableLayoutTests.group(Self.rows(3)), TableLayoutTests.group(Self.rows(4), head: head)]
    // The first page ends between the groups, the second inside the second one.
    let laidOut = try PageLayout(setter: SquareSetter()).layOut(TableLayoutTests.document(groups, floor: 71))
    #expect(laidOut.pages.map(Self.unread) == [[], []])
    let tighter = try PageLayout(setter: SquareSetter()).layOut(TableLayoutTests.document(groups, floor: 84))
    #expect(tighter.pages.map(Self.unread) == [["次頁へ", "1"], ["頭", "h", "前頁より", "1"]])
  }

  @Test("never part rows that keep together")
  func keeping() throws {
    let rows = Self.rows(1) + Self.rows(2, keeps: true) + Self.rows(1)
    let laidOut = try PageLayout(setter: SquareSetter()).layOut(
      TableLayoutTests.document([TableLayoutTests.group(rows)], floor: 75))
    #expect(laidOut.pages.map { $0.content.flatMap(\.runs).count } == [2, 6])
  }
}
