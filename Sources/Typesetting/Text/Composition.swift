/// A paragraph ready for breaking: every width in points at full size, nothing of fonts left in it.
struct Composition {
  struct Item {
    /// Width of the body.
    var body: Double
    /// Where the glyphs' origin stands from the body's start.
    var shift: Double
    /// Space to the next item of the same line.
    var space: Double
    var shrink: Double
    var stretch: Double
    var boundary: LineBreaker.Boundary
    /// A space, dropped from the width when the line ends after it.
    var isSpace: Bool
    /// A line end, which draws nothing.
    var isLineEnd: Bool
  }

  var items: [Item]
  /// Indent of the first line.
  var indent: Double

  /// A line: its items and the widths that alignment needs.
  struct Line {
    var items: Range<Int>
    /// Width in natural setting, without spaces at the end.
    var natural: Double
    var shrink: Double
    var stretch: Double
    /// The last of its paragraph or before a `\n`.
    var isLast: Bool
  }

  /// The line of `range`, measured. `range` may end with spaces and a line end, which take no room.
  func line(_ range: Range<Int>) -> Line {
    var line = Line(items: range, natural: range.lowerBound == 0 ? indent : 0, shrink: 0, stretch: 0, isLast: false)
    let visible = visible(range)
    for index in visible {
      line.natural += items[index].body
      if index + 1 < visible.upperBound {
        line.natural += items[index].space
        line.shrink += items[index].shrink
        line.stretch += items[index].stretch
      }
    }
    line.isLast = range.upperBound == items.count || items[range.upperBound - 1].boundary == .mandatory
    return line
  }

  /// `range` without spaces and line ends at its end.
  func visible(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound, items[end - 1].isLineEnd || items[end - 1].isSpace { end -= 1 }
    return range.lowerBound..<end
  }
}
