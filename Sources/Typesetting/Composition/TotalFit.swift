/// Chooses the ends of all lines of a paragraph together, so that over the whole paragraph the spaces change as little
/// as possible.
///
/// For every place where a line may end, the cheapest lines up to that place are kept (Knuth and Plass). Only lines
/// that can be set in the measure are tried, and of those at most `endsPerLine` from each start, so the work grows with
/// the length of the text, not with its square.
struct TotalFit<Source: BreakableParagraph> {
  let composition: Source
  let measure: Double
  /// Size of a full-width character, by which gaps are judged.
  let em: Double
  /// The most ends that are tried for a line: as many as a line of 2.3 pt Latin across an A3 sheet has. Only characters
  /// without width could have more.
  var endsPerLine = 1_024

  /// The lines of the paragraph. A line that cannot be broken short enough is longer than the measure.
  ///
  /// A last line of one character is avoided if the paragraph can be set in a line less, or if the other lines change
  /// too little to be seen.
  func lines() -> [Composition.Line] { choice().lines }

  /// The lines, and what a last line of one character cost when they were chosen.
  func choice() -> (lines: [Composition.Line], lonePenalty: Double) {
    let lines = cheapestLines(lonePenalty: 0)
    guard let last = lines.last, isLone(last) else { return (lines, 0) }
    let other = cheapestLines(lonePenalty: 1_000)
    let isGentle = other.allSatisfy {
      ($0.isLast || measure - $0.natural <= Self.gentleStretch * em * Double($0.visible.count))
    }
    return other.count < lines.count || isGentle ? (other, 1_000) : (lines, 0)
  }

  /// How far a gap may be stretched, in em, without a reader seeing it.
  private static var gentleStretch: Double { 1.0 / 32 }

  private func cheapestLines(lonePenalty: Double) -> [Composition.Line] {
    let count = composition.count
    guard count > 0 else { return [composition.line(0..<0)] }
    // Where lines may end: an index n stands for the end before item n.
    let ends = (1...count).filter { composition.boundary(after: $0 - 1) != .prohibited || $0 == count }
    var cost = [Double](repeating: .infinity, count: count + 1)
    var from = [Int](repeating: -1, count: count + 1)
    cost[0] = 0
    var starts = [0]
    starts += ends.dropLast()
    var firstEnd = 0
    for start in starts where cost[start] < .infinity {
      while firstEnd < ends.count, ends[firstEnd] <= start { firstEnd += 1 }
      var reached = false
      for end in ends[firstEnd...].prefix(endsPerLine) {
        let line = composition.line(start..<end)
        let isTooLong = isTooLong(line)
        if isTooLong, reached { break }
        let total = cost[start] + (isTooLong ? Self.overfull : demerits(line, lonePenalty))
        // Of equal costs the later start is taken: it leaves the earlier lines fuller.
        if total <= cost[end] {
          cost[end] = total
          from[end] = start
        }
        reached = true
        if isTooLong || composition.boundary(after: end - 1) == .mandatory { break }
      }
    }
    var lines: [Composition.Line] = []
    var end = count
    while end > 0, from[end] >= 0 {
      lines.append(composition.line(from[end]..<end))
      end = from[end]
    }
    return lines.reversed()
  }

  /// Whether the line does not come into the measure at its shortest.
  func isTooLong(_ line: Composition.Line) -> Bool {
    line.natural - line.shrink - line.hang > measure + FirstFit.tolerance
  }

  /// Cost of a line that is too long for the measure even at its shortest: more than any others together, but not
  /// infinite, so that a paragraph with such a line still has lines.
  static var overfull: Double { 1e9 }

  /// Cost of a stop that hangs out of an otherwise full line: hardly seen, but a line without is better.
  private static var hanging: Double { 0.5 }

  /// The cost of a line. It grows with the square of the change, so that two slightly changed lines are better than one
  /// much changed.
  func demerits(_ line: Composition.Line, _ lonePenalty: Double) -> Double {
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
    // A line without spaces stays short. The shorter, the worse: otherwise the first character of a paragraph would stand
    // alone, so that a long address can share its line with the next ones.
    guard line.stretch > 0 else { return 5_000 * max(1, excess / em) }
    let ratio = excess / line.stretch
    return 100 * ratio * ratio
  }

  /// Whether a last line is of one character, not counting a stop.
  private func isLone(_ line: Composition.Line) -> Bool {
    line.items.lowerBound > 0 && line.natural <= 1.01 * em + (line.endSpace > 0 ? em / 2 : 0)
  }
}
