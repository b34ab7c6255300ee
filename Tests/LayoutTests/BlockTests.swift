import Layout
import Testing
import Typesetting

@Suite("Blocks of the flow")
struct BlockTests {
  static let style = TextStyle(role: "mincho", size: .pt(10))

  /// A text of the flow in a measure of ten characters, its first baseline at the block's top.
  static func text(_ text: String, lines: Int? = nil, x: Double = 10, y: Double = 0) -> Box {
    .text(
      TextBox(
        Paragraph([Inline(text, style: style)], fit: FitPolicy(lines: lines)), from: .mm(x), to: .mm(x + 36),
        baseline: SteppedLength(.mm(y)),
        pitch: .mm(6)))
  }

  static func document(_ blocks: [Block], floor: Double = 200, grid: BaselineGrid? = nil) -> FilledForm {
    FilledForm(
      title: "", width: .mm(210), height: .mm(297), flow: blocks, laterTop: .mm(20), floor: .mm(floor), grid: grid)
  }

  static func pages(_ document: FilledForm) throws -> [[String]] {
    try PageLayout(setter: SquareSetter()).layOut(document).pages.map(\.texts)
  }

  @Test("a block without a stated height ends below its last line, so that nothing is laid over it")
  func growing() throws {
    let blocks = [
      Block(start: .at(SteppedLength(.mm(50))), boxes: [Self.text("一二三四五六七八九十百千")]),
      Block(start: .after(SteppedLength(.mm(6))), boxes: [Self.text("後")]),
    ]
    // Two lines at 50 and 56; the em box ends 0.12 × 3.5278 below.
    #expect(try Self.pages(Self.document(blocks)) == [["一二三四五六七八九十 @10.0,50.0", "百千 @10.0,56.0", "後 @10.0,62.42"]])
  }

  @Test("a stated height stands")
  func stated() throws {
    let blocks = [
      Block(start: .at(SteppedLength(.mm(50))), boxes: [Self.text("一二三四五六七八九十百千")], height: .mm(3)),
      Block(start: .after(SteppedLength(.mm(7))), boxes: [Self.text("後")]),
    ]
    #expect(try Self.pages(Self.document(blocks))[0].last == "後 @10.0,60.0")
  }

  @Test("a block goes on on the next page when its last line has no room")
  func breaking() throws {
    let blocks = [
      Block(start: .at(SteppedLength(.mm(50))), boxes: [Self.text("前")]),
      Block(start: .after(SteppedLength(.mm(6))), boxes: [Self.text("一二三四五六七八九十百千")]),
    ]
    #expect(try Self.pages(Self.document(blocks, floor: 63)).count == 1)
    #expect(try Self.pages(Self.document(blocks, floor: 62)).count == 2)
  }

  @Test(
    "on the grid, a block's top goes down to the next line, on every page",
    arguments: [(50.0, 50.0), (50.1, 56), (55.9, 56), (56, 56), (44, 44), (7, 8)])
  func grid(start: Double, line: Double) throws {
    let block = Block(start: .at(SteppedLength(.mm(start))), boxes: [Self.text("行")], standsOnGrid: true)
    let grid = BaselineGrid(origin: .mm(2), pitch: .mm(6))
    #expect(try Self.pages(Self.document([block], grid: grid)) == [["行 @10.0,\(line)"]])
  }

  @Test(
    "a block at a height goes lower when the one before leaves less than the gap",
    arguments: [(60.0, 60.0), (57, 58.42)])
  func gap(y: Double, top: Double) throws {
    let blocks = [
      Block(start: .at(SteppedLength(.mm(50))), boxes: [Self.text("一二三四五六七八九十百千")]),
      Block(start: .at(SteppedLength(.mm(y)), gap: SteppedLength(.mm(2))), boxes: [Self.text("後", x: 60)]),
    ]
    // Two lines at 50 and 56; the em box ends 0.42 below.
    #expect(try Self.pages(Self.document(blocks))[0].last == "後 @60.0,\(top)")
  }

  @Test("some boxes stand on every page but the last, others on the last")
  func pagesThatGoOn() throws {
    var form = Self.document(
      (0..<3).map { _ in Block(start: .after(SteppedLength(.zero)), boxes: [Self.text("行", y: 10)], height: .mm(150)) })
    form.continuedPages = [Self.text("続く", y: 290)]
    form.lastPage = [Self.text("終わり", y: 290)]
    #expect(
      try Self.pages(form).map { $0.map { $0.prefix { $0 != " " } } } == [["続く", "行"], ["続く", "行"], ["終わり", "行"]])
  }
}
