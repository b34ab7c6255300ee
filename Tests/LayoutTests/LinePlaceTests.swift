import Testing
import Typesetting

@testable import Layout

/// What the proof of a page looks at inside one text: its readings, and how near its characters stand.
@Suite("The parts of a line in the proof")
struct LinePlaceTests {
  /// Characters of 10 pt, one run each, at these distances from the line's start.
  private static func line(_ text: String, at starts: [Double]) -> SetLine {
    let runs = zip(text, starts).map { character, start in
      run(String(character), size: 10, at: Point(.pt(start), .zero))
    }
    return SetLine(runs: runs, width: .pt((starts.last ?? 0) + 10), size: .pt(10))
  }

  private static func run(_ text: String, size: Double, at origin: Point) -> GlyphRun {
    GlyphRun(
      face: FaceID(index: 0), size: .pt(size), colour: .black, glyphs: [PlacedGlyph(glyph: 1, x: .zero)],
      clusters: [Cluster(bytes: text.utf8.count, glyphs: 1)], text: text, origin: origin)
  }

  private static func faults(of line: SetLine, baseline: Double, letterSpace: Double = 0) -> [LayoutFault] {
    let style = TextStyle(role: "mincho", size: .pt(10), letterSpace: letterSpace)
    var proof = PageProof(width: .mm(210), height: .mm(297))
    proof.addText(Paragraph([Inline("文", style: style)], name: "a"), [line.place(x: .mm(20), baseline: .pt(baseline))])
    return proof.faults
  }

  @Test("a reading above the page's edge is refused, though the text below it stands on the page")
  func reading() {
    var line = Self.line("文", at: [0])
    #expect(Self.faults(of: line, baseline: 11) == [])
    line.runs.append(Self.run("ふ", size: 5, at: Point(.zero, .pt(-9))))
    line.readings = [SetLine.Reading(base: 0..<1, text: 1..<2)]
    guard case .beyondPage? = Self.faults(of: line, baseline: 11).first else {
      Issue.record("the reading is not found")
      return
    }
    #expect(Self.faults(of: line, baseline: 14) == [])
  }

  @Test(
    "characters that a negative letter space pushes over each other are refused",
    arguments: [
      ("一二三", [0, 1, 2], true), ("一二三", [0, 7.9, 15.8], true), ("一二三", [0, 8.5, 17], false),
      // Stops and half-width characters may stand closer.
      ("一、「", [0, 9, 14], false), ("123", [0, 4, 8], false), ("123", [0, 1, 2], true),
    ])
  func characters(text: String, starts: [Double], isRefused: Bool) {
    let faults = Self.faults(of: Self.line(text, at: starts), baseline: 100, letterSpace: -0.2)
    #expect(faults.contains { if case .crowded(.characters, _, _, _, _) = $0 { true } else { false } } == isRefused)
  }
}
