/// Fills line after line with what fits in natural setting: right for ragged lines, where nothing is stretched.
enum FirstFit {
  /// - Returns: the lines; one that cannot be broken short enough is longer than `measure`.
  static func lines(_ composition: Composition, measure: Double) -> [Composition.Line] {
    let items = composition.items
    var lines: [Composition.Line] = []
    var start = 0
    var lastBreak: Int?
    var index = 0
    // A width as the pen would be after the body of `index`.
    var width = composition.indent
    var pendingSpaces = 0.0
    while index < items.count {
      let item = items[index]
      if !item.isSpace, !item.isLineEnd {
        width += pendingSpaces + item.body
        pendingSpaces = 0
        if width > measure + tolerance, let end = lastBreak {
          lines.append(composition.line(start..<end))
          start = end
          index = end
          lastBreak = nil
          width = 0
          pendingSpaces = 0
          continue
        }
        pendingSpaces = item.space
      } else {
        pendingSpaces += item.body + item.space
      }
      if item.boundary == .mandatory {
        lines.append(composition.line(start..<index + 1))
        start = index + 1
        lastBreak = nil
        width = 0
        pendingSpaces = 0
      } else if item.boundary == .allowed {
        lastBreak = index + 1
      }
      index += 1
    }
    if start < items.count || lines.isEmpty { lines.append(composition.line(start..<items.count)) }
    return lines
  }

  /// Points by which rounding may make a full line too long.
  static let tolerance = 0.001
}
