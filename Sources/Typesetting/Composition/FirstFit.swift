/// What the choice of line ends asks of a paragraph: where a line may end, and the measure of a line. Each answer takes
/// the same few steps whatever the length of paragraph and line, so the questions are the steps of line breaking; a test
/// counts them.
protocol BreakableParagraph {
  /// The number of items.
  var count: Int { get }
  func boundary(after index: Int) -> LineBreaker.Boundary
  func line(_ range: Range<Int>) -> Composition.Line
}

extension Composition: BreakableParagraph {
  var count: Int { items.count }

  func boundary(after index: Int) -> LineBreaker.Boundary { items[index].boundary }
}

/// Fills one line after the other with as much as fits. It is right for ragged lines, where no space is stretched.
enum FirstFit {
  /// By how many points a full line may be too long because of rounding.
  static let tolerance = 0.001

  /// - Parameter tight: whether spaces may be reduced so that more fits.
  /// - Returns: the lines; one that cannot be broken short enough is longer than `measure`.
  static func lines(
    _ composition: some BreakableParagraph, measure: Double, tight: Bool = false
  ) -> [Composition.Line] {
    let count = composition.count
    var lines: [Composition.Line] = []
    var start = 0
    while start < count {
      var best: Composition.Line?
      for index in start..<count {
        let boundary = composition.boundary(after: index)
        if boundary == .prohibited, index + 1 < count { continue }
        let line = composition.line(start..<index + 1)
        let fits = line.natural - (tight ? line.shrink : 0) <= measure + tolerance
        if fits || best == nil { best = line }
        if !fits || boundary == .mandatory { break }
      }
      guard let line = best else { break }
      lines.append(line)
      start = line.items.upperBound
    }
    if lines.isEmpty { lines.append(composition.line(0..<count)) }
    return lines
  }
}
