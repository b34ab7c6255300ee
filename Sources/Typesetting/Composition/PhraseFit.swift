/// Chooses the line ends of a value: as few lines as it needs, and of those the ones that end where a phrase does and
/// are not too unlike in length.
///
/// Each stretch between two line breaks of the record is a value of its own.
struct PhraseFit<Source: BreakableParagraph> {
  let composition: Source
  /// What an end after each item costs (`PhraseBreaks`).
  let breaks: [PhraseBreak]
  let measure: Double

  /// What lines of uneven length cost: of two lines the one empty, the other full, eight times this.
  private static var unevenness: Double { 6.0 }

  /// What a line more costs, where with fewer a word would have to be parted.
  private static var furtherLine: Double { PhraseRule.word.cost / 2 }

  /// - Parameter tight: whether spaces may be reduced so that more fits.
  func lines(tight: Bool = false) -> [Composition.Line] {
    var lines: [Composition.Line] = []
    for filled in stretches(FirstFit.lines(composition, measure: measure, tight: tight)) {
      lines += filled.count == 1 ? Array(filled) : divided(filled, tight: tight) ?? Array(filled)
    }
    return lines
  }

  /// The lines between each two line breaks of the record.
  private func stretches(_ lines: [Composition.Line]) -> [ArraySlice<Composition.Line>] {
    var stretches: [ArraySlice<Composition.Line>] = []
    var rest = lines[...]
    while let end = rest.firstIndex(where: { $0.items.upperBound == composition.count || $0.isLast }) {
      stretches.append(rest[...end])
      rest = rest[(end + 1)...]
    }
    return stretches
  }

  /// The items in as many lines, or in one more where that spares a word; nil when none of it fits.
  private func divided(_ filled: ArraySlice<Composition.Line>, tight: Bool) -> [Composition.Line]? {
    guard let stretch = Stretch(self, filled, tight: tight), let fewest = stretch.cheapest(filled.count) else {
      return nil
    }
    guard fewest.cost >= PhraseRule.word.cost, let more = stretch.cheapest(filled.count + 1),
      more.cost + Self.furtherLine < fewest.cost
    else { return fewest.lines }
    return more.lines
  }

  /// What the value costs as it is divided, and the other end of a line with which it would cost least.
  struct Weight {
    var cost: Double
    /// The items up to the other end, and the cost with it; nil where the line can end nowhere else.
    var nextBest: (end: Int, cost: Double)?
  }

  /// For each line what its value costs as it is divided; nil where a value stands in one line, or does not fit.
  func weights(of lines: [Composition.Line]) -> [Weight?] {
    stretches(lines).flatMap { lines -> [Weight?] in
      let none = [Weight?](repeating: nil, count: lines.count)
      guard lines.count > 1 else { return none }
      for tight in [false, true] {
        if let weights = Stretch(self, lines, tight: tight)?.weights(of: lines) { return weights }
      }
      return none
    }
  }

  /// A value, or a part of it between two line breaks.
  private struct Stretch {
    let fit: PhraseFit
    let tight: Bool
    /// The items before each place where a line may end; the first is where the stretch begins, the last where it ends.
    let places: [Int]
    /// For each place the fewest lines that what follows it needs; `Int.max` where that does not fit.
    let fewest: [Int]
    let width: Double

    /// How a place is reached, or how the end is reached from it.
    struct Way {
      var cost: Double
      /// The place before it, or after it.
      var place: Int
    }

    /// Nil when no lines are short enough.
    ///
    /// - Parameter lines: lines that hold the stretch.
    init?(_ fit: PhraseFit, _ lines: ArraySlice<Composition.Line>, tight: Bool) {
      guard let first = lines.first, let last = lines.last else { return nil }
      let range = first.items.lowerBound..<last.items.upperBound
      self.fit = fit
      self.tight = tight
      let inner = (range.lowerBound + 1..<range.upperBound).filter {
        fit.composition.boundary(after: $0 - 1) == .allowed
      }
      let places = [range.lowerBound] + inner + [range.upperBound]
      var fewest = [Int](repeating: .max, count: places.count)
      fewest[places.count - 1] = 0
      for start in places.indices.dropLast().reversed() {
        for end in start + 1..<places.count {
          if fit.isTooLong(fit.composition.line(places[start]..<places[end]), tight: tight) { break }
          if fewest[end] < .max { fewest[start] = min(fewest[start], fewest[end] + 1) }
        }
      }
      guard fewest[0] < .max else { return nil }
      self.places = places
      self.fewest = fewest
      width = fit.composition.line(range).natural
    }

    /// The lines from a place that leave so few lines for the rest that it fits, each with its cost.
    private func forEachLine(from start: Int, leaving rest: Int, of count: Int, _ use: (Int, Double) -> Void) {
      let average = width / Double(count)
      for end in start + 1..<places.count {
        // Ends so early that the rest would not fit are passed over. Thus only those of a line or two are tried for each
        // line, and the work grows with the length of the text, not with its square.
        if fewest[end] > rest { continue }
        let line = fit.composition.line(places[start]..<places[end])
        if fit.isTooLong(line, tight: tight) { return }
        let uneven = (line.natural - average) / fit.measure
        let isLast = end == places.count - 1
        use(end, PhraseFit.unevenness * uneven * uneven * 4 + (isLast ? 0 : fit.breaks[places[end] - 1].cost))
      }
    }

    /// For each number of lines, the places that they can reach, and the cheapest way there.
    private func ways(_ count: Int) -> [[Int: Way]] {
      var ways: [[Int: Way]] = [[0: Way(cost: 0, place: -1)]]
      for number in 1...count {
        var reached: [Int: Way] = [:]
        for (start, before) in ways[number - 1].sorted(by: { $0.key < $1.key }) {
          forEachLine(from: start, leaving: count - number, of: count) { end, cost in
            if before.cost + cost < reached[end]?.cost ?? .infinity {
              reached[end] = Way(cost: before.cost + cost, place: start)
            }
          }
        }
        ways.append(reached)
      }
      return ways
    }

    /// The cheapest division into so many lines, and its cost; nil when there is none that fits.
    func cheapest(_ count: Int) -> (lines: [Composition.Line], cost: Double)? {
      let ways = ways(count)
      guard let cost = ways[count][places.count - 1]?.cost else { return nil }
      var lines: [Composition.Line] = []
      var end = places.count - 1
      for number in stride(from: count, to: 0, by: -1) {
        guard let way = ways[number][end] else { return nil }
        lines.append(fit.composition.line(places[way.place]..<places[end]))
        end = way.place
      }
      return (lines.reversed(), cost)
    }

    /// What the stretch costs in these lines, with the next best end of each; nil when they do not come into the measure.
    func weights(of lines: ArraySlice<Composition.Line>) -> [Weight?]? {
      let count = lines.count
      let before = ways(count)
      // The cheapest way to the end from each place that is reached by so many lines.
      var after: [[Int: Double]] = [[Int: Double]](repeating: [:], count: count) + [[places.count - 1: 0]]
      for number in (0..<count).reversed() {
        for start in before[number].keys {
          forEachLine(from: start, leaving: count - number - 1, of: count) { end, cost in
            guard let rest = after[number + 1][end] else { return }
            after[number][start] = min(after[number][start] ?? .infinity, cost + rest)
          }
        }
      }
      var weights: [Weight?] = []
      var start = 0
      var spent = 0.0
      for (number, line) in lines.enumerated() {
        var own: Double?
        var weight = Weight(cost: .infinity)
        forEachLine(from: start, leaving: count - number - 1, of: count) { end, cost in
          guard let rest = after[number + 1][end] else { return }
          if places[end] == line.items.upperBound {
            weight.cost = spent + cost + rest
            own = cost
          } else if spent + cost + rest < weight.nextBest?.cost ?? .infinity {
            weight.nextBest = (places[end], spent + cost + rest)
          }
        }
        guard let own, let end = places.firstIndex(of: line.items.upperBound) else { return nil }
        weights.append(weight)
        spent += own
        start = end
      }
      return weights
    }
  }

  private func isTooLong(_ line: Composition.Line, tight: Bool) -> Bool {
    line.natural - (tight ? line.shrink : 0) > measure + FirstFit.tolerance
  }
}
