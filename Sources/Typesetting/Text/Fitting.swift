/// Lets a text give way until it fits its box: more lines, then 長体, then a smaller size, and then a refusal.
struct Fitting {
  let composition: Composition
  let paragraph: Paragraph

  struct Fitted {
    var lines: [Composition.Line]
    var condensed: Double
    var shrunk: Double
  }

  func fit(measure: Double) throws(SettingFaults) -> Fitted {
    let steps = self.steps
    for (condensed, shrunk) in steps {
      // Condensing and shrinking scale every width alike, so the measure is scaled instead.
      let room = measure / (condensed * shrunk)
      for tight in [false, true] {
        let lines = lines(room, tight: tight)
        if fits(lines, in: room) { return Fitted(lines: lines, condensed: condensed, shrunk: shrunk) }
      }
    }
    let (condensed, shrunk) = steps.last ?? (1, 1)
    let scale = condensed * shrunk
    throw SettingFaults([
      .overflow(
        box: paragraph.name, field: paragraph.inlines.lazy.compactMap(\.field).first,
        needed: Length(points: needed(measure / scale) * scale), available: Length(points: measure))
    ])
  }

  private func lines(_ measure: Double, tight: Bool) -> [Composition.Line] {
    switch paragraph.alignment {
    case .spread: return [composition.line(0..<composition.items.count)]
    case .justified: return TotalFit(composition: composition, measure: measure, em: em).lines()
    case .start, .centre, .end:
      let lines = FirstFit.lines(composition, measure: measure, tight: tight)
      // A lone character goes up into the line before when the spaces there can give it room.
      if !tight, let last = lines.last, lines.count > 1, last.visible.count <= 1 {
        let tighter = FirstFit.lines(composition, measure: measure, tight: true)
        if tighter.count < lines.count { return tighter }
      }
      return lines
    }
  }

  private var em: Double { paragraph.inlines.first?.style.size.points ?? 0 }

  private func fits(_ lines: [Composition.Line], in measure: Double) -> Bool {
    let gives = paragraph.alignment != .spread
    return lines.count <= paragraph.fit.lines ?? .max
      && lines.allSatisfy { $0.natural - (gives ? $0.shrink + $0.hang : 0) <= measure + FirstFit.tolerance }
  }

  /// Width that the text would have needed: of its longest line, or of its lines together shared among those that are allowed.
  private func needed(_ measure: Double) -> Double {
    let lines = lines(measure, tight: true)
    let longest = lines.map(\.natural).max() ?? 0
    guard let allowed = paragraph.fit.lines, lines.count > allowed, allowed > 0 else { return longest }
    return max(longest, lines.map(\.natural).reduce(0, +) / Double(allowed))
  }

  /// Pairs of horizontal scale and scale of the size, in the order in which they are tried.
  private var steps: [(condensed: Double, shrunk: Double)] {
    var steps: [(Double, Double)] = [(1, 1)]
    var percent = 95
    // 長体 is for horizontal lines: a vertical one would want 平体, which legal papers do not use.
    while paragraph.direction == .horizontal, Double(percent) / 100 > paragraph.fit.condenseFloor - 0.001 {
      steps.append((Double(percent) / 100, 1))
      percent -= 5
    }
    let narrowest = steps.last?.0 ?? 1
    if let floor = paragraph.fit.shrinkFloor, let size = paragraph.inlines.first?.style.size {
      var next = size.points - 0.25
      while next > floor.points - 0.001 {
        steps.append((narrowest, next / size.points))
        next -= 0.25
      }
    }
    return steps
  }
}
