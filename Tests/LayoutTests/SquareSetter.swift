import Layout
import Typesetting

/// A text setter without fonts: every character is one em wide, lines are filled to the brim. Layout is tested with it
/// by itself.
struct SquareSetter: TextSetter {
  func set(_ paragraph: Paragraph, measure: Length) throws(SettingFaults) -> SetParagraph {
    let size = paragraph.inlines.first?.style.size ?? .pt(10)
    let text = paragraph.inlines.map(\.text).joined()
    if text.contains("☒") {
      throw SettingFaults([.missingGlyph(sequence: "☒", field: paragraph.inlines.first?.field, box: paragraph.name)])
    }
    let places = max(1, Int((measure.points / size.points).rounded(.down)))
    var lines: [SetLine] = []
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var rest = Array(part)
      repeat {
        lines.append(line(String(rest.prefix(places)), size: size))
        rest.removeFirst(min(places, rest.count))
      } while !rest.isEmpty
    }
    return SetParagraph(lines: text.isEmpty ? [] : lines)
  }

  func shapes(of text: String, role: String) throws(SettingFaults) -> [GlyphShape] {
    text.map { _ in GlyphShape(face: FaceID(index: 0), glyph: 1, advance: 1) }
  }

  private func line(_ text: String, size: Length) -> SetLine {
    let glyphs = text.indices.enumerated().map { PlacedGlyph(glyph: 1, x: size * Double($0.offset)) }
    let run = GlyphRun(
      face: FaceID(index: 0), size: size, colour: .black, glyphs: glyphs,
      clusters: text.map { Cluster(bytes: String($0).utf8.count, glyphs: 1) }, text: text, origin: Point(.zero, .zero))
    return SetLine(runs: [run], width: size * Double(text.count), size: size)
  }
}

extension Page {
  /// Texts of the page in reading order with their baselines in millimetres, rounded to a hundredth.
  var texts: [String] {
    content.flatMap(\.runs).map { "\($0.text) @\(Page.rounded($0.origin.x)),\(Page.rounded($0.origin.y))" }
  }

  /// Heights of horizontal rules in millimetres with their weights, from the top.
  var rules: [String] {
    underlay.compactMap { artifact in
      guard case .stroke(let stroke) = artifact else { return nil }
      return "\(Page.rounded(stroke.from.y)) w\(Page.rounded(stroke.weight))"
    }
  }

  static func rounded(_ length: Length) -> Double {
    (length.millimetres * 100).rounded() / 100
  }
}

extension Element {
  /// All runs below the element, in order.
  var runs: [GlyphRun] {
    switch self {
    case .group(_, let elements): elements.flatMap(\.runs)
    case .leaf(_, let runs): runs
    case .figure: []
    }
  }
}
