/// Lets a text give way until it fits its box: a slight 長体 on one line when its policy wants that, more lines, then 長体, then a smaller size, and then a refusal.
struct Fitting {
  let composition: Composition
  let paragraph: Paragraph

  struct Fitted {
    var lines: [Composition.Line]
    var condensed: Double
    var shrunk: Double
  }

  func fit(measure: Double) throws(SettingFaults) -> Fitted {
    // Nearly every text stands as it is: the further steps are only thought of when it does not.
    if let fitted = fitted(1, 1, limit: paragraph.fit.oneLineFloor == nil ? paragraph.fit.lines : 1, measure) {
      return fitted
    }
    let steps = self.steps
    for (condensed, shrunk, limit) in steps.dropFirst() {
      if let fitted = fitted(condensed, shrunk, limit: limit, measure) { return fitted }
    }
    let (condensed, shrunk, _) = steps.last ?? (1, 1, nil)
    let scale = condensed * shrunk
    throw SettingFaults([
      .overflow(
        box: paragraph.name, field: longestField,
        needed: Length(points: needed(measure / scale) * scale), available: Length(points: measure))
    ])
  }

  private func fitted(_ condensed: Double, _ shrunk: Double, limit: Int?, _ measure: Double) -> Fitted? {
    // Condensing and shrinking scale every width alike, so the measure is scaled instead.
    let room = measure / (condensed * shrunk)
    for tight in [false, true] {
      let lines = lines(room, tight: tight)
      if fits(lines, in: room, limit: limit) { return Fitted(lines: lines, condensed: condensed, shrunk: shrunk) }
    }
    return nil
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

  /// Of the values in the paragraph, the one that takes most of its room: it is what a person would shorten.
  private var longestField: String? {
    paragraph.inlines.filter { $0.field != nil }.max { $0.text.count < $1.text.count }?.field
  }

  private func fits(_ lines: [Composition.Line], in measure: Double, limit: Int?) -> Bool {
    let gives = paragraph.alignment != .spread
    return lines.count <= limit ?? .max
      && lines.allSatisfy { $0.natural - (gives ? $0.shrink + $0.hang : 0) <= measure + FirstFit.tolerance }
  }

  /// Width that the text would have needed: of its longest line, or of its lines together shared among those that are allowed.
  private func needed(_ measure: Double) -> Double {
    let lines = lines(measure, tight: true)
    let longest = lines.map(\.natural).max() ?? 0
    guard let allowed = paragraph.fit.lines, lines.count > allowed, allowed > 0 else { return longest }
    return max(longest, lines.map(\.natural).reduce(0, +) / Double(allowed))
  }

  /// Horizontal scale, scale of the size and lines at most, in the order in which they are tried.
  private var steps: [(condensed: Double, shrunk: Double, lines: Int?)] {
    let limit = paragraph.fit.lines
    var steps = paragraph.fit.oneLineFloor.map { scales(downTo: $0).map { ($0, 1.0, Int?.some(1)) } } ?? []
    let ordinary = scales(downTo: paragraph.fit.condenseFloor)
    steps += ordinary.map { ($0, 1, limit) }
    let narrowest = ordinary.last ?? 1
    if let floor = paragraph.fit.shrinkFloor, let size = paragraph.inlines.first?.style.size {
      var next = size.points - 0.25
      while next > floor.points - 0.001 {
        steps.append((narrowest, next / size.points, limit))
        next -= 0.25
      }
    }
    return steps
  }

  /// 1 and the steps of 0.05 down to a floor. 長体 is for horizontal lines: a vertical one would want 平体, which legal papers do not use.
  private func scales(downTo floor: Double) -> [Double] {
    if paragraph.direction != .horizontal { return [1] }
    return [1] + stride(from: 95, through: 5, by: -5).map { Double($0) / 100 }.prefix { $0 > floor - 0.001 }
  }
}
