/// Chooses the ends of all lines of a paragraph together, so that spaces change as little as they can, over the whole of it.
///
/// For every place where a line may end the cheapest way to get there is kept. Only lines that can be set in the measure are tried, so the
/// work grows with the text's length, not with its square.
struct TotalFit {
  let composition: Composition
  let measure: Double
  /// Size of a full-width character, by which gaps are judged.
  let em: Double

  /// - Returns: the lines; one that cannot be broken short enough is longer than the measure.
  ///
  /// A last line of one character is avoided when the paragraph can be set tighter, in a line less, or when the change is too small to see.
  func lines() -> [Composition.Line] {
    let lines = cheapest(lonePenalty: 0)
    guard let last = lines.last, isLone(last) else { return lines }
    let other = cheapest(lonePenalty: 1_000)
    let isGentle = other.allSatisfy {
      ($0.isLast || measure - $0.natural <= Self.gentleStretch * em * Double($0.visible.count))
    }
    return other.count < lines.count || isGentle ? other : lines
  }

  /// Stretch of a gap, in em, that no reader sees.
  private static let gentleStretch = 1.0 / 32

  private func cheapest(lonePenalty: Double) -> [Composition.Line] {
    let items = composition.items
    guard !items.isEmpty else { return [composition.line(0..<0)] }
    // Ends of lines: an index n says that a line ends before item n.
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
        // The later start wins a tie: it leaves the earlier lines fuller.
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

  /// A line that is longer than the measure whatever is done.
  private static let overfull = 1e9

  /// A stop that hangs out of an otherwise full line: hardly seen, but a line that needs none is better.
  private static let hanging = 0.5

  /// How bad a line is: squares, so that two lines a little off are better than one far off.
  private func demerits(_ line: Composition.Line, _ lonePenalty: Double) -> Double {
    let excess = measure - line.natural
    if line.isLast {
      if excess < -FirstFit.tolerance {
        return excess + line.hang >= -FirstFit.tolerance ? Self.hanging : shrinking(line, excess + line.hang)
      }
      return isLone(line) ? lonePenalty : 0
    }
    // The blank half of a last stop may stay or go, and a stop may hang, at no cost.
    let choices = [excess, excess - line.endSpace, excess + line.hang]
    if line.hang > 0, abs(excess + line.hang) <= FirstFit.tolerance { return Self.hanging }
    return choices.map { $0 < 0 ? shrinking(line, $0) : stretching(line, $0) }.min() ?? 0
  }

  private func shrinking(_ line: Composition.Line, _ excess: Double) -> Double {
    guard -excess <= line.shrink + FirstFit.tolerance else { return .infinity }
    let ratio = line.shrink > 0 ? -excess / line.shrink : 0
    return 10 * ratio * ratio
  }

  private func stretching(_ line: Composition.Line, _ excess: Double) -> Double {
    guard excess > FirstFit.tolerance else { return 0 }
    guard line.stretch > 0 else { return 5_000 + excess / em }
    let ratio = excess / line.stretch
    return 100 * ratio * ratio
  }

  /// A last line of one character, its stop not counted.
  private func isLone(_ line: Composition.Line) -> Bool {
    line.items.lowerBound > 0 && line.natural <= 1.01 * em + (line.endSpace > 0 ? em / 2 : 0)
  }
}
