/// Places a broken line's glyphs: alignment, spaces, runs.
struct LineAssembly {
  let composition: Composition
  let shaped: ShapedText
  let units: [TextUnit]
  let paragraph: Paragraph

  /// - Parameter measure: the real measure in points; widths of the composition are scaled by `condensed` and `shrunk`.
  func set(_ line: Composition.Line, measure: Double, condensed: Double, shrunk: Double) -> SetLine {
    let scale = condensed * shrunk
    let room = measure / scale
    let visible = composition.visible(line.items)
    let gaps = max(0, visible.count - 1)
    var start = line.items.lowerBound == 0 ? composition.indent : 0
    var width = line.natural
    // Added to each gap, or taken from it in the proportion of what it can give.
    var even = 0.0
    var giving = 0.0
    switch paragraph.alignment {
    case .start: break
    case .centre: start += (room - width) / 2
    case .end: start += room - width
    case .spread:
      if gaps > 0 { even = (room - width) / Double(gaps) } else { start += (room - width) / 2 }
      width = room
    case .justified:
      let excess = room - width
      if excess < 0, line.shrink > 0 {
        giving = max(-1, excess / line.shrink)
        width += giving * line.shrink
      } else if excess > 0, !line.isLast, line.stretch > 0 {
        giving = excess / line.stretch
        width = room
      }
    }
    var pen = start
    var runs = RunCollector()
    for index in line.items {
      let item = composition.items[index]
      if !item.isLineEnd {
        let style = paragraph.inlines[units[index].inline].style
        runs.append(shaped, index, style, x: (pen + item.shift) * scale, condensed: condensed, shrunk: shrunk)
      }
      pen += item.body
      if index + 1 < visible.upperBound {
        pen += item.space + even + (giving < 0 ? item.shrink : item.stretch) * giving
      }
    }
    let size = line.items.map { paragraph.inlines[units[$0].inline].style.size.points }.max() ?? 0
    return SetLine(runs: runs.runs, width: Length(points: width * scale), size: Length(points: size * shrunk))
  }
}

/// Gathers glyphs into runs of one face, size, colour and scale.
private struct RunCollector {
  var runs: [GlyphRun] = []

  mutating func append(_ shaped: ShapedText, _ index: Int, _ style: TextStyle, x: Double, condensed: Double, shrunk: Double) {
    let drawing = shaped.drawings[index]
    guard !drawing.clusters.isEmpty else { return }
    let size = Length(points: style.size.points * shrunk)
    if runs.last.map({ $0.face == drawing.face && $0.size == size && $0.colour == style.colour }) != true {
      runs.append(
        GlyphRun(
          face: drawing.face, size: size, condensed: condensed, colour: style.colour, glyphs: [], clusters: [], text: "",
          origin: Point(Length(points: x), .zero)))
    }
    let run = runs.count - 1
    let offset = x - runs[run].origin.x.points
    for glyph in shaped.glyphs[drawing.glyphs] {
      runs[run].glyphs.append(
        PlacedGlyph(
          glyph: glyph.id, x: Length(points: offset + glyph.x * size.points * condensed), y: Length(points: glyph.y * size.points)))
    }
    runs[run].clusters += shaped.clusters[drawing.clusters]
    runs[run].text += String(decoding: shaped.text[drawing.bytes], as: UTF8.self)
  }
}
