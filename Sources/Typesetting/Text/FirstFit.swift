/// Fills line after line with what fits: right for ragged lines, where nothing is stretched.
enum FirstFit {
  /// Points by which rounding may make a full line too long.
  static let tolerance = 0.001

  /// - Parameter tight: whether spaces may shrink to take one unit more.
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
