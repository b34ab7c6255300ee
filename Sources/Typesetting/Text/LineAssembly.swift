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
    let gaps = max(0, line.visible.count - 1)
    var start = line.items.lowerBound == 0 ? composition.indent : 0
    var width = line.natural
    // Added to every gap alike by 均等割付.
    var even = 0.0
    var adjustment: LineAdjustment?
    if width > room + FirstFit.tolerance, paragraph.alignment != .spread {
      let excess = min(0, room - width + line.hang)
      adjustment = LineAdjustment(line, of: composition, excess: excess)
      width += excess
    }
    switch paragraph.alignment {
    case .start: break
    case .centre: start += (room - width) / 2
    case .end: start += room - width
    case .spread:
      if gaps > 0 { even = (room - width) / Double(gaps) } else { start += (room - width) / 2 }
      width = room
    case .justified:
      if !line.isLast, adjustment == nil {
        let target = target(line, room)
        adjustment = LineAdjustment(line, of: composition, excess: target - width)
        width = target
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
      if index + 1 < line.visible.upperBound {
        pen += item.gap.natural + even + (adjustment?.gaps[index - line.visible.lowerBound] ?? 0)
      }
    }
    let size = line.items.map { paragraph.inlines[units[$0].inline].style.size.points }.max() ?? 0
    return SetLine(runs: runs.runs(), width: Length(points: width * scale), size: Length(points: size * shrunk))
  }

  /// Where the body of a justified line's last item ends: at the edge, half an em before it when a stop keeps its blank half and the
  /// spaces change less that way, or beyond it when the stop hangs.
  private func target(_ line: Composition.Line, _ room: Double) -> Double {
    let targets = [room, room - line.endSpace, room + line.hang].filter { $0 >= line.natural - line.shrink }
    return targets.min { abs($0 - line.natural) < abs($1 - line.natural) } ?? room
  }
}
