import Typesetting

extension SetLine {
  /// Placed lines as one element: a leaf, or, where there are readings, spans and Ruby elements (only leaves draw).
  ///
  /// - Parameter runs: the runs of all lines, placed, in order.
  static func element(_ tag: Tag, _ lines: [SetLine], _ runs: [GlyphRun]) -> Element {
    if lines.allSatisfy(\.readings.isEmpty) { return .leaf(tag, runs) }
    var parts: [Element] = []
    var lineStart = 0
    for line in lines {
      var next = lineStart
      for reading in line.readings {
        let base = lineStart + reading.base.lowerBound
        let text = lineStart + reading.text.lowerBound
        let end = lineStart + reading.text.upperBound
        if next < base { parts.append(.leaf(.span, Array(runs[next..<base]))) }
        parts.append(
          .group(.ruby, [.leaf(.rubyBase, Array(runs[base..<text])), .leaf(.rubyText, Array(runs[text..<end]))]))
        next = end
      }
      lineStart += line.runs.count
      if next < lineStart { parts.append(.leaf(.span, Array(runs[next..<lineStart]))) }
    }
    return .group(tag, parts)
  }
}
