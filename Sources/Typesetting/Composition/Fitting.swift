/// Fits a text to its box by its `FitPolicy`, in steps: slightly condensed on one line where the policy asks for it,
/// more lines, condensed (長体), a smaller size, and at last a refusal.
///
/// At each step the lines are chosen by first fit (`FirstFit`) or, for justified text, by total fit (`TotalFit`).
struct Fitting {
  let composition: Composition
  let paragraph: Paragraph

  struct Fitted {
    var lines: [Composition.Line]
    var condensed: Double
    var shrunk: Double
  }

  func fit(measure: Double) throws(SettingFaults) -> Fitted {
    // Nearly every text fits without change; the list of further steps is made only when one does not.
    if let fitted = fitLines(1, 1, limit: paragraph.fit.oneLineFloor == nil ? paragraph.fit.lines : 1, measure) {
      return fitted
    }
    let steps = self.steps
    for (condensed, shrunk, limit) in steps.dropFirst() {
      if let fitted = fitLines(condensed, shrunk, limit: limit, measure) { return fitted }
    }
    let (condensed, shrunk, _) = steps.last ?? (1, 1, nil)
    let scale = condensed * shrunk
    throw SettingFaults([
      .overflow(
        box: paragraph.name, field: longestField,
        needed: Length(points: neededWidth(measure / scale) * scale), available: Length(points: measure))
    ])
  }

  private func fitLines(_ condensed: Double, _ shrunk: Double, limit: Int?, _ measure: Double) -> Fitted? {
    // Condensing and shrinking scale every width alike, so the measure is scaled instead.
    let room = measure / (condensed * shrunk)
    for tight in [false, true] {
      let lines = breakLines(room, tight: tight)
      if fits(lines, in: room, limit: limit) { return Fitted(lines: lines, condensed: condensed, shrunk: shrunk) }
    }
    return nil
  }

  private func breakLines(_ measure: Double, tight: Bool) -> [Composition.Line] {
    switch paragraph.alignment {
    case .spread: return [composition.line(0..<composition.items.count)]
    case .justified: return TotalFit(composition: composition, measure: measure, em: em).lines()
    case .start, .centre, .end:
      let lines = FirstFit.lines(composition, measure: measure, tight: tight)
      // A single character on the last line goes to the line before, if the spaces there can be reduced enough.
      if !tight, let last = lines.last, lines.count > 1, last.visible.count <= 1 {
        let tighter = FirstFit.lines(composition, measure: measure, tight: true)
        if tighter.count < lines.count { return tighter }
      }
      return lines
    }
  }

  private var em: Double { paragraph.inlines.first?.style.size.points ?? 0 }

  /// The field of the longest value in the paragraph: the one that a person would shorten.
  private var longestField: String? {
    paragraph.inlines.filter { $0.field != nil }.max { $0.text.count < $1.text.count }?.field
  }

  private func fits(_ lines: [Composition.Line], in measure: Double, limit: Int?) -> Bool {
    let gives = paragraph.alignment != .spread
    return lines.count <= limit ?? .max
      && lines.allSatisfy { $0.natural - (gives ? $0.shrink + $0.hang : 0) <= measure + FirstFit.tolerance }
  }

  /// The width that the text would have needed: that of its longest line, or that of all its lines divided by the
  /// number allowed.
  private func neededWidth(_ measure: Double) -> Double {
    let lines = breakLines(measure, tight: true)
    let longest = lines.map(\.natural).max() ?? 0
    guard let allowed = paragraph.fit.lines, lines.count > allowed, allowed > 0 else { return longest }
    return max(longest, lines.map(\.natural).reduce(0, +) / Double(allowed))
  }

  /// The steps in the order in which they are tried: horizontal scale, scale of the size, and the most lines allowed.
  private var steps: [(condensed: Double, shrunk: Double, lines: Int?)] {
    let limit = paragraph.fit.lines
    var steps = paragraph.fit.oneLineFloor.map { scales(downTo: $0).map { ($0, 1.0, Int?.some(1)) } } ?? []
    let ordinary = scales(downTo: paragraph.fit.condenseFloor)
    steps += ordinary.map { ($0, 1, limit) }
    let narrowest = ordinary.last ?? 1
    // The size shrinks by a quarter of a point at a time; a thousandth of a point allows for rounding.
    if let floor = paragraph.fit.shrinkFloor, let size = paragraph.inlines.first?.style.size {
      var next = size.points - 0.25
      while next > floor.points - 0.001 {
        steps.append((narrowest, next / size.points, limit))
        next -= 0.25
      }
    }
    return steps
  }

  /// The horizontal scales from 1 in steps of 0.05 down to a floor. Vertical lines are not condensed: they would need
  /// 平体, which legal papers do not use.
  private func scales(downTo floor: Double) -> [Double] {
    if paragraph.direction != .horizontal { return [1] }
    return [1] + stride(from: 95, through: 5, by: -5).map { Double($0) / 100 }.prefix { $0 > floor - 0.001 }
  }
}

/// Fills one line after the other with as much as fits. It is right for ragged lines, where no space is stretched.
enum FirstFit {
  /// By how many points a full line may be too long because of rounding.
  static let tolerance = 0.001

  /// - Parameter tight: whether spaces may be reduced so that more fits.
  /// - Returns: the lines; one that cannot be broken short enough is longer than `measure`.
  static func lines(_ composition: Composition, measure: Double, tight: Bool = false) -> [Composition.Line] {
    let items = composition.items
    var lines: [Composition.Line] = []
    var start = 0
    while start < items.count {
      var best: Composition.Line?
      for index in start..<items.count where items[index].boundary != .prohibited || index + 1 == items.count {
        let line = composition.line(start..<index + 1)
        let fits = line.natural - (tight ? line.shrink : 0) <= measure + tolerance
        if fits || best == nil { best = line }
        if !fits || items[index].boundary == .mandatory { break }
      }
      guard let line = best else { break }
      lines.append(line)
      start = line.items.upperBound
    }
    if lines.isEmpty { lines.append(composition.line(0..<items.count)) }
    return lines
  }
}

/// Chooses the ends of all lines of a paragraph together, so that over the whole paragraph the spaces change as little
/// as possible.
///
/// For every place where a line may end, the cheapest lines up to that place are kept (Knuth and Plass). Only lines
/// that can be set in the measure are tried, so the work grows with the length of the text, not with its square.
struct TotalFit {
  let composition: Composition
  let measure: Double
  /// Size of a full-width character, by which gaps are judged.
  let em: Double

  /// The lines of the paragraph. A line that cannot be broken short enough is longer than the measure.
  ///
  /// A last line of one character is avoided if the paragraph can be set in a line less, or if the other lines change
  /// too little to be seen.
  func lines() -> [Composition.Line] {
    let lines = cheapestLines(lonePenalty: 0)
    guard let last = lines.last, isLone(last) else { return lines }
    let other = cheapestLines(lonePenalty: 1_000)
    let isGentle = other.allSatisfy {
      ($0.isLast || measure - $0.natural <= Self.gentleStretch * em * Double($0.visible.count))
    }
    return other.count < lines.count || isGentle ? other : lines
  }

  /// How far a gap may be stretched, in em, without a reader seeing it.
  private static let gentleStretch = 1.0 / 32

  private func cheapestLines(lonePenalty: Double) -> [Composition.Line] {
    let items = composition.items
    guard !items.isEmpty else { return [composition.line(0..<0)] }
    // Where lines may end: an index n stands for the end before item n.
    let ends = items.indices.filter { items[$0].boundary != .prohibited || $0 + 1 == items.count }.map { $0 + 1 }
    var cost = [Double](repeating: .infinity, count: items.count + 1)
    var from = [Int](repeating: -1, count: items.count + 1)
    cost[0] = 0
    var starts = [0]
    starts += ends.dropLast()
    var firstEnd = 0
    for start in starts where cost[start] < .infinity {
      while firstEnd < ends.count, ends[firstEnd] <= start { firstEnd += 1 }
      var reached = false
      for end in ends[firstEnd...] {
        let line = composition.line(start..<end)
        let isTooLong = line.natural - line.shrink - line.hang > measure + FirstFit.tolerance
        if isTooLong, reached { break }
        let total = cost[start] + (isTooLong ? Self.overfull : demerits(line, lonePenalty))
        // Of equal costs the later start is taken: it leaves the earlier lines fuller.
        if total <= cost[end] {
          cost[end] = total
          from[end] = start
        }
        reached = true
        if isTooLong || items[end - 1].boundary == .mandatory { break }
      }
    }
    var lines: [Composition.Line] = []
    var end = items.count
    while end > 0, from[end] >= 0 {
      lines.append(composition.line(from[end]..<end))
      end = from[end]
    }
    return lines.reversed()
  }

  /// Cost of a line that is too long for the measure even at its shortest: more than any others together, but not
  /// infinite, so that a paragraph with such a line still has lines.
  private static let overfull = 1e9

  /// Cost of a stop that hangs out of an otherwise full line: hardly seen, but a line without is better.
  private static let hanging = 0.5

  /// The cost of a line. It grows with the square of the change, so that two slightly changed lines are better than one
  /// much changed.
  private func demerits(_ line: Composition.Line, _ lonePenalty: Double) -> Double {
    let excess = measure - line.natural
    if line.isLast {
      if excess < -FirstFit.tolerance {
        return excess + line.hang >= -FirstFit.tolerance ? Self.hanging : shrinkingCost(line, excess + line.hang)
      }
      return isLone(line) ? lonePenalty : 0
    }
    // The blank half of a stop at the end may be kept or removed, and a stop may hang, at no cost.
    let choices = [excess, excess - line.endSpace, excess + line.hang]
    if line.hang > 0, abs(excess + line.hang) <= FirstFit.tolerance { return Self.hanging }
    return choices.map { $0 < 0 ? shrinkingCost(line, $0) : stretchingCost(line, $0) }.min() ?? 0
  }

  private func shrinkingCost(_ line: Composition.Line, _ excess: Double) -> Double {
    guard -excess <= line.shrink + FirstFit.tolerance else { return .infinity }
    let ratio = line.shrink > 0 ? -excess / line.shrink : 0
    return 10 * ratio * ratio
  }

  private func stretchingCost(_ line: Composition.Line, _ excess: Double) -> Double {
    guard excess > FirstFit.tolerance else { return 0 }
    guard line.stretch > 0 else { return 5_000 + excess / em }
    let ratio = excess / line.stretch
    return 100 * ratio * ratio
  }

  /// Whether a last line is of one character, not counting a stop.
  private func isLone(_ line: Composition.Line) -> Bool {
    line.items.lowerBound > 0 && line.natural <= 1.01 * em + (line.endSpace > 0 ? em / 2 : 0)
  }
}
