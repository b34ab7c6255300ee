/// Chooses the line ends of a value: as few lines as it needs, and of those the ones that end where a phrase does and
/// are not too unlike in length.
///
/// Each stretch between two line breaks of the record is a value of its own.
struct PhraseFit {
  let composition: Composition
  /// The cost of an end after each item (`PhraseBreaks`).
  let costs: [Double]
  let measure: Double

  /// What lines of uneven length cost: of two lines the one empty, the other full, eight times this.
  private static let unevenness = 6.0

  /// What a line more costs, where with fewer a word would have to be parted.
  private static let furtherLine = PhraseBreaks.Cost.word / 2

  /// - Parameter tight: whether spaces may be reduced so that more fits.
  func lines(tight: Bool = false) -> [Composition.Line] {
    var lines: [Composition.Line] = []
    var start = 0
    var rest = FirstFit.lines(composition, measure: measure, tight: tight)[...]
    while let end = rest.firstIndex(where: { $0.items.upperBound == composition.count || $0.isLast }) {
      let filled = rest[...end]
      let range = start..<filled[end].items.upperBound
      lines += filled.count == 1 ? Array(filled) : divided(range, count: filled.count, tight: tight) ?? Array(filled)
      start = range.upperBound
      rest = rest[(end + 1)...]
    }
    return lines
  }

  /// The items in `count` lines, or in one more where that spares a word; nil when none of it fits.
  private func divided(_ range: Range<Int>, count: Int, tight: Bool) -> [Composition.Line]? {
    guard let fewest = cheapest(range, count: count, tight: tight) else { return nil }
    guard fewest.cost >= PhraseBreaks.Cost.word, let more = cheapest(range, count: count + 1, tight: tight),
      more.cost + Self.furtherLine < fewest.cost
    else { return fewest.lines }
    return more.lines
  }

  /// The cheapest division of the items into `count` lines and its cost; nil when there is none that fits.
  private func cheapest(_ range: Range<Int>, count: Int, tight: Bool) -> (lines: [Composition.Line], cost: Double)? {
    let ends = (range.lowerBound + 1..<range.upperBound).filter { composition.items[$0 - 1].boundary == .allowed }
    let average = composition.line(range).natural / Double(count)
    // For each end and number of lines up to it, the cheapest way and where its last line starts.
    var best: [[Int: (cost: Double, start: Int)]] = [[range.lowerBound: (0, -1)]]
    for number in 1...count {
      var reached: [Int: (cost: Double, start: Int)] = [:]
      var first = 0
      for (start, before) in best[number - 1].sorted(by: { $0.key < $1.key }) {
        while first < ends.count, ends[first] <= start { first += 1 }
        for end in number == count ? [range.upperBound] : ends[first...] {
          let line = composition.line(start..<end)
          if line.natural - (tight ? line.shrink : 0) > measure + FirstFit.tolerance { break }
          let uneven = (line.natural - average) / measure
          let cost = before.cost + Self.unevenness * uneven * uneven * 4 + (number == count ? 0 : costs[end - 1])
          if cost < reached[end]?.cost ?? .infinity { reached[end] = (cost, start) }
        }
      }
      best.append(reached)
    }
    guard let cost = best[count][range.upperBound]?.cost else { return nil }
    var lines: [Composition.Line] = []
    var end = range.upperBound
    for number in stride(from: count, to: 0, by: -1) {
      guard let way = best[number][end] else { return nil }
      lines.append(composition.line(way.start..<end))
      end = way.start
    }
    return (lines.reversed(), cost)
  }
}
