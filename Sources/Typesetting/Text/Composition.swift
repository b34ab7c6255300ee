/// A paragraph ready for breaking: every width in points at full size, nothing of fonts left in it.
struct Composition {
  /// One unit.
  struct Item {
    /// Width of the body.
    var body: Double
    /// Where the glyphs' origin stands from the body's start.
    var shift: Double
    /// The gap to the next item of the same line.
    var gap: Gap
    /// Space kept behind the body at the end of a line: the blank half of stops and closing brackets, all of it or nothing (1/2=0).
    var endSpace: Double
    /// How far the body may hang out at the end of a line, when the paragraph hangs its punctuation.
    var hang: Double
    var boundary: LineBreaker.Boundary
    /// A space, which takes no room at the end of a line.
    var isSpace: Bool
    /// A line end, which draws nothing.
    var isLineEnd: Bool
    /// リーダー: it takes what the line has left, its body at least.
    var isLeader = false
  }

  /// The space between two items and how far it gives way.
  struct Gap {
    var natural = 0.0
    /// What it can lose, and at which stage of JLREQ Appendix D.
    var shrink = 0.0
    var shrinkStage: UInt8 = 0
    /// What it can gain before the last stage, and at which stage of Appendix E; stage 0 never gains.
    var stretch = 0.0
    var stretchStage: UInt8 = 0
  }

  let items: [Item]
  let hasLeaders: Bool
  /// Indent of the first line.
  let indent: Double
  /// Sums over the items before an index: bodies with gaps, what gaps can lose, what they can gain.
  private let widths: [Double]
  private let shrinks: [Double]
  private let stretches: [Double]

  init(items: [Item], indent: Double) {
    self.items = items
    self.indent = indent
    hasLeaders = items.contains(where: \.isLeader)
    var widths = [0.0]
    var shrinks = [0.0]
    var stretches = [0.0]
    widths.reserveCapacity(items.count + 1)
    shrinks.reserveCapacity(items.count + 1)
    stretches.reserveCapacity(items.count + 1)
    for (index, item) in items.enumerated() {
      widths.append(widths[index] + item.body + item.gap.natural)
      shrinks.append(shrinks[index] + item.gap.shrink)
      stretches.append(stretches[index] + item.gap.stretch)
    }
    self.widths = widths
    self.shrinks = shrinks
    self.stretches = stretches
  }

  /// A line: its items and the widths that breaking and alignment need.
  struct Line {
    /// Spaces and a line end at the end included.
    var items: Range<Int>
    /// The items that take room.
    var visible: Range<Int>
    /// Width in natural setting from the measure's start, the blank half of a last stop not counted.
    var natural: Double
    var shrink: Double
    var stretch: Double
    /// The last of its paragraph or before a `\n`.
    var isLast: Bool
    /// How far the last item may hang out of the measure.
    var hang: Double
    /// The blank half behind the last item, which it may keep or lose.
    var endSpace: Double
  }

  /// The line of `range`, measured in constant time but for spaces at its end.
  func line(_ range: Range<Int>) -> Line {
    var end = range.upperBound
    while end > range.lowerBound, items[end - 1].isLineEnd || items[end - 1].isSpace { end -= 1 }
    let start = range.lowerBound
    let indent = start == 0 ? indent : 0
    let isLast = range.upperBound == items.count || items[range.upperBound - 1].boundary == .mandatory
    guard end > start else {
      return Line(
        items: range, visible: start..<start, natural: indent, shrink: 0, stretch: 0, isLast: isLast, hang: 0,
        endSpace: 0)
    }
    let last = end - 1
    return Line(
      items: range, visible: start..<end, natural: indent + widths[last] - widths[start] + items[last].body,
      shrink: shrinks[last] - shrinks[start], stretch: stretches[last] - stretches[start], isLast: isLast,
      hang: items[last].hang,
      endSpace: items[last].endSpace)
  }
}
