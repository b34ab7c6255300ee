/// Places a broken line's glyphs: alignment, spaces, runs.
struct LineAssembly {
  let composition: Composition
  let shaped: ShapedText
  let units: [TextUnit]
  let paragraph: Paragraph
  let rubies: [Ruby]

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
    let hasLeader = composition.hasLeaders && line.visible.contains { composition.items[$0].isLeader }
    let spare = hasLeader ? max(0, room - width) : 0
    width += spare
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
      if !line.isLast, adjustment == nil, !hasLeader {
        let target = target(line, room)
        adjustment = LineAdjustment(line, of: composition, excess: target - width)
        width = target
      }
    }
    var pen = start
    var runs = RunCollector()
    var leaders = RunCollector()
    var readings: [SetLine.Reading] = []
    var pending = rubies.isEmpty ? [] : rubies.filter { line.items.contains($0.base.lowerBound) }[...]
    var base = (run: 0, along: 0.0)
    var size = 0.0
    for index in line.items {
      let item = composition.items[index]
      if pending.first?.base.lowerBound == index { base = (runs.part(), pen) }
      let style = paragraph.inlines[units[index].inline].style
      if item.isLeader {
        lead(
          index, style, from: pen, to: pen + item.body + spare, measure: room, scale: (condensed, shrunk),
          into: &leaders)
        pen += spare
      } else if !item.isLineEnd {
        runs.append(
          shaped, index, bytes: units[index].bytes, style, along: (pen + item.shift) * scale, condensed: condensed,
          shrunk: shrunk)
      }
      size = max(size, style.size.points)
      pen += item.body
      if let ruby = pending.first, ruby.base.upperBound == index + 1 {
        let text = runs.part()
        let place = min(max(0, base.along - ruby.overhang.before), max(0, room - ruby.width))
        append(
          ruby, over: place, width: pen + ruby.overhang.after - base.along + ruby.overhang.before, &runs, condensed,
          shrunk)
        readings.append(SetLine.Reading(base: base.run..<text, text: text..<runs.part()))
        pending.removeFirst()
      }
      if index + 1 < line.visible.upperBound {
        pen += item.gap.natural + even + (adjustment?.gaps[index - line.visible.lowerBound] ?? 0)
      }
    }
    return SetLine(
      runs: runs.runs(), width: Length(points: width * scale), size: Length(points: size * shrunk), readings: readings,
      leaders: leaders.runs())
  }

  /// Fills a stretch of the line with a leader's pattern, a quarter em clear of its ends. The patterns of all lines stand below one
  /// another: their places count from the end of the measure.
  private func lead(
    _ index: Int, _ style: TextStyle, from start: Double, to end: Double, measure: Double,
    scale: (condensed: Double, shrunk: Double),
    into leaders: inout RunCollector
  ) {
    let size = style.size.points
    let pitch = shaped.drawings[index].advance * size
    guard pitch > 0 else { return }
    let clear = size / 4
    let last = Int(((measure - start - clear) / pitch).rounded(.down))
    let first = Int(((measure - end + clear) / pitch).rounded(.up)) + 1
    for step in stride(from: last, through: first, by: -1) {
      let along = (measure - Double(step) * pitch) * scale.condensed * scale.shrunk
      leaders.append(
        shaped, index, bytes: units[index].bytes, style, along: along, condensed: scale.condensed, shrunk: scale.shrunk)
    }
  }

  /// Sets a reading over its base, which begins at `place` and is `width` wide with what the reading reaches over.
  private func append(
    _ ruby: Ruby, over place: Double, width: Double, _ runs: inout RunCollector, _ condensed: Double, _ shrunk: Double
  ) {
    let (start, gap) = ruby.spread(over: width)
    // The reading's em box stands on the base's: 0.88 em above the baseline, half an em beside a vertical line's axis.
    let size = ruby.style.size.points
    let rise = paragraph.direction == .vertical ? size * 1.5 : size * (2 * 0.88 + 0.12)
    var pen = place + start
    for index in ruby.shaped.drawings.indices {
      runs.append(
        ruby.shaped, index, bytes: ruby.units[index].bytes, ruby.style, along: pen * condensed * shrunk,
        rise: rise * shrunk,
        condensed: condensed, shrunk: shrunk)
      pen += ruby.shaped.drawings[index].advance * size + gap
    }
  }

  /// Where the body of a justified line's last item ends: at the edge, half an em before it when a stop keeps its blank half and the
  /// spaces change less that way, or beyond it when the stop hangs.
  private func target(_ line: Composition.Line, _ room: Double) -> Double {
    let targets = [room, room - line.endSpace, room + line.hang].filter { $0 >= line.natural - line.shrink }
    return targets.min { abs($0 - line.natural) < abs($1 - line.natural) } ?? room
  }
}
