/// Makes a set line of a line that breaking chose: it adjusts the spaces to the measure, aligns the line, and places
/// the glyphs, with readings and leaders.
struct LineAssembly {
  let composition: Composition
  let shaped: ShapedText
  let units: [TextUnit]
  let paragraph: Paragraph
  let rubies: [Ruby]

  /// - Parameters:
  ///   - measure: the measure on paper in points.
  ///   - condensed: horizontal scale; the composition's widths are scaled by it and by `shrunk`.
  ///   - shrunk: scale of the type size.
  func set(_ line: Composition.Line, measure: Double, condensed: Double, shrunk: Double) -> SetLine {
    let scale = condensed * shrunk
    let room = measure / scale
    let gaps = max(0, line.visible.count - 1)
    var start = composition.indent(ofLineAt: line.items.lowerBound)
    var width = line.natural
    // Added to every gap by 均等割付.
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
        let target = targetWidth(line, room)
        let stretched = LineAdjustment(line, of: composition, excess: target - width)
        // A line that a long address behind it would tear open is set ragged.
        if stretched.widest <= Self.widestGap * size(of: line) || !isBeforeLatin(line) {
          adjustment = stretched
          width = target
        }
      }
    }
    var pen = start
    var runs = GlyphRunBuilder()
    var leaders = GlyphRunBuilder()
    var readings: [SetLine.Reading] = []
    var pending = rubies.isEmpty ? [] : rubies.over(line.items)
    var base = (run: 0, along: 0.0)
    var size = 0.0
    for index in line.items {
      let item = composition.items[index]
      if pending.first?.base.lowerBound == index { base = (runs.endRun(), pen) }
      let style = paragraph.inlines[units[index].inline].style
      if item.isLeader {
        appendLeader(
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
        let text = runs.endRun()
        let place = min(max(0, base.along - ruby.overhang.before), max(0, room - ruby.width))
        appendReading(
          ruby, over: place, width: pen + ruby.overhang.after - base.along + ruby.overhang.before, &runs, condensed,
          shrunk)
        readings.append(SetLine.Reading(base: base.run..<text, text: text..<runs.endRun()))
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

  /// By how many ems a gap of a justified line may grow before a Latin word.
  private static let widestGap = 1.0 / 3

  /// Whether the next line begins with a Latin word.
  private func isBeforeLatin(_ line: Composition.Line) -> Bool {
    line.items.upperBound < units.count && units[line.items.upperBound].characterClass == .western
  }

  /// The size of the line's first character, by which its gaps are judged.
  private func size(of line: Composition.Line) -> Double {
    line.visible.first.map { paragraph.inlines[units[$0].inline].style.size.points } ?? 0
  }

  /// Fills a part of the line with a leader's pattern, and leaves a quarter em free at both ends. Positions count from
  /// the end of the measure, so that the patterns of several lines are aligned with each other.
  private func appendLeader(
    _ index: Int, _ style: TextStyle, from start: Double, to end: Double, measure: Double,
    scale: (condensed: Double, shrunk: Double),
    into leaders: inout GlyphRunBuilder
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

  /// Sets a reading over its base.
  ///
  /// - Parameters:
  ///   - start: where the base begins, with what the reading extends over before it.
  ///   - width: of the base, with what the reading extends over on both sides.
  private func appendReading(
    _ ruby: Ruby, over start: Double, width: Double, _ runs: inout GlyphRunBuilder, _ condensed: Double,
    _ shrunk: Double
  ) {
    let (inset, gap) = ruby.spread(over: width)
    // The reading's em box touches the base's, whose edge is 0.88 em above the baseline, or half an em beside a
    // vertical line's axis. The base's em is twice the reading's.
    let size = ruby.style.size.points
    let rise = paragraph.direction == .vertical ? size * 1.5 : size * (2 * EmBox.ascent + EmBox.descent)
    var pen = start + inset
    for index in ruby.shaped.drawings.indices {
      runs.append(
        ruby.shaped, index, bytes: ruby.units[index].bytes, ruby.style, along: pen * condensed * shrunk,
        rise: rise * shrunk,
        condensed: condensed, shrunk: shrunk)
      pen += ruby.shaped.drawings[index].advance * size + gap
    }
  }

  /// The width that a justified line is brought to. The last item's body ends at the edge of the measure, or half an em
  /// before it if a stop keeps its blank half, or beyond it if the stop hangs: whichever changes the spaces least.
  private func targetWidth(_ line: Composition.Line, _ room: Double) -> Double {
    let targets = [room, room - line.endSpace, room + line.hang].filter { $0 >= line.natural - line.shrink }
    return targets.min { abs($0 - line.natural) < abs($1 - line.natural) } ?? room
  }
}

/// Brings a line to its measure by JLREQ 3.8: in the stages of Appendix D when it is too long, of Appendix E when it is
/// too short.
struct LineAdjustment {
  /// The change of each gap of the line, in points; negative where the gap is reduced.
  private(set) var gaps: [Double]

  /// The change of the gap that grows most.
  var widest: Double { gaps.max() ?? 0 }

  /// - Parameter excess: the room that is left in the line, in points; negative when the line is too long.
  init(_ line: Composition.Line, of composition: Composition, excess: Double) {
    gaps = [Double](repeating: 0, count: max(0, line.visible.count - 1))
    let items = composition.items[line.visible].dropLast()
    if excess < 0 { shrink(items, by: -excess) } else { stretch(items, by: excess) }
  }

  private mutating func shrink(_ items: ArraySlice<Composition.Item>, by amount: Double) {
    var rest = amount
    for stage: UInt8 in [1, 4, 5, 6] where rest > 0 {
      let room = items.reduce(0) { $1.gap.shrinkStage == stage ? $0 + $1.gap.shrink : $0 }
      guard room > 0 else { continue }
      let ratio = min(1, rest / room)
      for (index, item) in items.enumerated() where item.gap.shrinkStage == stage {
        gaps[index] -= item.gap.shrink * ratio
      }
      rest -= room * ratio
    }
  }

  private mutating func stretch(_ items: ArraySlice<Composition.Item>, by amount: Double) {
    var rest = amount
    for stage: UInt8 in [1, 2, 3] where rest > 0 {
      let room = items.reduce(0) { $1.gap.stretchStage == stage ? $0 + $1.gap.stretch : $0 }
      guard room > 0 else { continue }
      let ratio = min(1, rest / room)
      for (index, item) in items.enumerated() where item.gap.stretchStage == stage {
        gaps[index] += item.gap.stretch * ratio
      }
      rest -= room * ratio
    }
    // Stage 4: the same amount for every gap that may grow at all.
    let growing = items.reduce(0) { $1.gap.stretchStage > 0 ? $0 + 1 : $0 }
    guard rest > 1e-9, growing > 0 else { return }
    for (index, item) in items.enumerated() where item.gap.stretchStage > 0 { gaps[index] += rest / Double(growing) }
  }
}
