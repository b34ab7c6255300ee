import Layout
import TestSupport
import Testing
import Typesetting

/// No text stands over another one, and nothing leaves the page: such a page is refused, with the box and its field.
@Suite("The proof of a page")
struct PageProofTests {
  /// A text of 10 pt (3.53 mm) in a box 100 mm wide, which holds 28 characters a line; a pitch of 6 mm.
  static func box(
    _ name: String, _ text: String, x: Double = 20, y: Double = 100, width: Double = 100, upward: Double = 0
  ) -> Box {
    let inline = Inline(text, style: TextStyle(role: "mincho", size: .pt(10)), field: "field.\(name)")
    return .text(
      TextBox(
        Paragraph([inline], name: name), from: .mm(x), to: .mm(x + width), baseline: SteppedLength(.mm(y)),
        upward: upward, pitch: .mm(6)))
  }

  static func form(_ boxes: [Box], flow: [Block] = []) -> FilledForm {
    FilledForm(
      title: "", width: .mm(210), height: .mm(297), everyPage: boxes, flow: flow, laterTop: .mm(20), floor: .mm(280))
  }

  /// The faults in words: what, the box, its field, the other box, needed and available length.
  static func faults(_ form: FilledForm) -> [String] {
    do {
      _ = try PageLayout(setter: SquareSetter()).layOut(form)
      return []
    } catch {
      return error.faults.map { fault in
        func lengths(_ needed: Length, _ available: Length) -> String {
          "\(Page.rounded(needed)) of \(Page.rounded(available)) mm"
        }
        switch fault {
        case .overlap(let box, let field, let other, let needed, let available):
          return "\(box) (\(field ?? "-")) over \(other): \(lengths(needed, available))"
        case .beyondPage(let box, let field, let needed, let available):
          return "\(box) (\(field ?? "-")) beyond the page: \(lengths(needed, available))"
        case .shapeBeyondPage(let shape, let corner, let needed, let available):
          return "\(shape) at \(Page.rounded(corner.x)), \(Page.rounded(corner.y)): \(lengths(needed, available))"
        case .crowded(let part, let box, let field, let needed, let available):
          return "\(part) of \(box) (\(field ?? "-")): \(lengths(needed, available))"
        case .struck(let shape, let corner, let box, let field):
          return "\(shape) at \(Page.rounded(corner.x)), \(Page.rounded(corner.y)) through \(box) (\(field ?? "-"))"
        case .setting, .tooTall, .code, .quietZone: return "\(fault)"
        }
      }
    }
  }

  static let long = String(repeating: "長", count: 80)

  @Test("a text that grows over the next box is refused, and so is one over a row of a table")
  func grown() {
    #expect(Self.faults(Self.form([Self.box("a", Self.long), Self.box("b", "次", y: 130)])) == [])
    #expect(
      Self.faults(Self.form([Self.box("a", Self.long), Self.box("b", "次", y: 110)]))
        == ["a (field.a) over b: 15.18 of 10.0 mm"])
    let flow = TableLayoutTests.document(
      [TableLayoutTests.group([TableLayoutTests.row("番号", "行")])], start: .at(SteppedLength(.mm(104)))
    ).flow
    // That its rule goes through the text is not said besides.
    #expect(
      Self.faults(Self.form([Self.box("a", Self.long)], flow: flow)) == ["a (field.a) over : 15.18 of 8.84 mm"])
    #expect(Self.faults(Self.form([Self.box("a", "短い")], flow: flow)) == [])
  }

  @Test(
    "texts of two cells of a row keep a third of a millimetre; a note follows its cell closely", arguments: [0.2, 0.4])
  func cellsSideBySide(gap: Double) {
    func cell(_ text: String, from: Double, role: Table.Cell.Role = .data) -> Table.Cell {
      let inline = Inline(text, style: TableLayoutTests.style, field: "field.\(text)")
      return Table.Cell(from: .mm(from), to: .mm(from + 30), paragraphs: [Paragraph([inline], name: text)], role: role)
    }
    func faults(_ role: Table.Cell.Role) -> [String] {
      let row = Table.Row(
        cells: [cell("率", from: 20), cell("額", from: 20 + Length.pt(10).millimetres + gap, role: role)],
        height: SteppedLength(.mm(7)), pitch: .mm(5))
      return Self.faults(
        Self.form([], flow: TableLayoutTests.document([TableLayoutTests.group([row])]).flow))
    }
    #expect(faults(.data) == (gap < 0.3 ? ["cells of 額 (field.額): 0.3 of 0.2 mm"] : []))
    #expect(faults(.note) == [])
  }

  @Test("the box that grew is named, also when it grows upwards")
  func grownUpwards() {
    #expect(
      Self.faults(Self.form([Self.box("above", "前", y: 86), Self.box("a", Self.long, upward: 1)]))
        == ["a (field.a) over above: 15.18 of 14.0 mm"])
  }

  @Test("texts beside each other are measured across")
  func beside() {
    #expect(
      Self.faults(Self.form([Self.box("a", "一二三四五六七八九十"), Self.box("b", "右", x: 50)]))
        == ["a (field.a) over b: 34.92 of 30.0 mm"])
    #expect(Self.faults(Self.form([Self.box("a", "一二三四五六七八九十"), Self.box("b", "右", x: 56)])) == [])
  }

  @Test(
    "a text that leaves the page is refused on every side",
    arguments: [
      (Self.box("a", "左", x: -2), "a (field.a) beyond the page: 3.18 of 1.35 mm"),
      (Self.box("a", "右", x: 208), "a (field.a) beyond the page: 3.18 of 1.82 mm"),
      (Self.box("a", "上", y: 2), "a (field.a) beyond the page: 3.18 of 2.25 mm"),
      (Self.box("a", Self.long, y: 290), "a (field.a) beyond the page: 15.18 of 9.93 mm"),
    ])
  func beyond(box: Box, fault: String) {
    #expect(Self.faults(Self.form([box])) == [fault])
  }

  @Test("a shape that leaves the page is refused, whatever it is")
  func shapes() {
    let frame = Box.shape(
      ShapeBox(
        .border(weight: .pt(1), radius: .zero), from: .mm(190), to: .mm(215), y: SteppedLength(.mm(50)),
        height: .mm(10), colour: .black))
    let code = Box.code(
      CodeBox(text: "HTTPS://EXAMPLE.JP", alternative: "", right: .mm(15), y: SteppedLength(.mm(50)), module: .mm(1)))
    #expect(
      Self.faults(Self.form([frame, code]))
        == [
          "frame at 189.82, 49.82: 25.35 of 20.18 mm", "code at -10.0, 50.0: 25.0 of 15.0 mm",
          "quietZone(intruder: nil)",
        ])
  }

  private static func rule(y: Double, weight: Double) -> Box {
    .shape(
      ShapeBox(
        .rule(weight: .mm(weight), dash: []), from: .mm(20), to: .mm(190), y: SteppedLength(.mm(y)), height: .zero,
        colour: .black))
  }

  @Test(
    "the weight of a rule counts at the page's edge",
    arguments: [
      (0.3, 0.5, []), (0.2, 0.5, ["rule at 20.0, -0.05: 0.5 of 0.45 mm"]),
      (296.9, 0.5, ["rule at 20.0, 296.65: 0.5 of 0.35 mm"]),
    ])
  func weight(y: Double, weight: Double, faults: [String]) {
    #expect(Self.faults(Self.form([Self.rule(y: y, weight: weight)])) == faults)
  }

  @Test("so does that of a frame, and of a rule of a table")
  func weightOfFrame() {
    let frame = Box.shape(
      ShapeBox(
        .border(weight: .mm(1), radius: .zero), from: .mm(0.4), to: .mm(50), y: SteppedLength(.mm(50)),
        height: .mm(10), colour: .black))
    #expect(Self.faults(Self.form([frame])) == ["frame at -0.1, 49.5: 50.6 of 50.5 mm"])
    let table = TableLayoutTests.document(
      [TableLayoutTests.group([TableLayoutTests.row("番号", "行")])], start: .at(SteppedLength(.mm(0.2)))
    ).flow
    #expect(Self.faults(Self.form([], flow: table)).first?.hasPrefix("rule at") == true)
  }

  @Test(
    "a rule through a text is refused, one below it is not",
    arguments: [
      (98.6, ["rule at 20.0, 98.35 through a (field.a)"]), (100.5, []), (96.5, []),
      (100.0, ["rule at 20.0, 99.75 through a (field.a)"]),
    ])
  func struck(y: Double, faults: [String]) {
    #expect(Self.faults(Self.form([Self.box("a", "線"), Self.rule(y: y, weight: 0.5)])) == faults)
  }

  @Test("a code on a text is refused")
  func codeOnText() {
    let code = Box.code(
      CodeBox(text: "HTTPS://EXAMPLE.JP", alternative: "", right: .mm(50), y: SteppedLength(.mm(90)), module: .mm(1)))
    #expect(
      Self.faults(Self.form([Self.box("a", "文"), code])).contains("code at 25.0, 90.0 through a (field.a)") == false)
    #expect(
      Self.faults(Self.form([Self.box("a", Self.long), code])).contains("code at 25.0, 90.0 through a (field.a)"))
  }

  @Test("lines of one text that stand over each other are refused", arguments: [(0.5, true), (3, true), (3.3, false)])
  func crowdedLines(pitch: Double, isRefused: Bool) {
    guard case .text(var box) = Self.box("a", Self.long) else { return }
    box.pitch = .mm(pitch)
    let expected = "lines of a (field.a): 3.18 of \(Page.rounded(.mm(pitch))) mm"
    #expect(Self.faults(Self.form([.text(box)])) == (isRefused ? [expected] : []))
  }

  /// Places in whole millimetres and texts of up to 90 characters: about half of the forms are refused.
  static func randomForm(_ random: inout Seeded) -> FilledForm {
    let boxes = (0..<Int.random(in: 2...9, using: &random)).map { number in
      box(
        "\(number)", String(repeating: "字", count: Int.random(in: 1...90, using: &random)),
        x: Double(Int.random(in: -3...150, using: &random)), y: Double(Int.random(in: 3...300, using: &random)),
        width: Double(Int.random(in: 20...80, using: &random)),
        upward: [0, 0.5, 1].randomElement(using: &random) ?? 0)
    }
    return form(boxes)
  }

  @Test("of random forms, what is laid out has no glyph over another and none beyond the page", arguments: 0..<20)
  func laidOut(seed: Int) throws {
    var random = Seeded(seed: UInt64(seed))
    var (accepted, refused) = (0, 0)
    for _ in 0..<100 {
      let form = Self.randomForm(&random)
      guard let page = try? PageLayout(setter: SquareSetter()).layOut(form).pages.first else {
        refused += 1
        continue
      }
      accepted += 1
      // The blank edge of a glyph is left out, as the proof leaves it out.
      let squares = page.content.flatMap(\.runs).flatMap { run in
        run.glyphs.map { glyph in
          (x: (run.origin.x + glyph.x).points + 0.5, y: run.origin.y.points - 8.3)
        }
      }
      for (index, square) in squares.enumerated() {
        #expect(square.x >= -0.02 && square.x + 9 <= Length.mm(210).points + 0.02)
        #expect(square.y >= -0.02 && square.y + 9 <= Length.mm(297).points + 0.02)
        for other in squares[..<index] {
          #expect(abs(square.x - other.x) >= 8.99 || abs(square.y - other.y) >= 8.99)
        }
      }
    }
    #expect(accepted > 5 && refused > 5)
  }
}
