import Layout
import Testing
import Typesetting

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
