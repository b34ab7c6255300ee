/// A paragraph ready to be broken into lines: widths and spaces in points at full size, without glyphs.
///
/// Line breaking tries many lines of a paragraph. Sums over the items make the measure of each line a few subtractions
/// (`line`).
struct Composition {
  /// One unit of the paragraph.
  struct Item {
    /// Width of the body.
    var body: Double
    /// Position of the glyphs' origin from the body's start.
    var shift: Double
    /// The gap to the next item of the same line.
    var gap: Gap
    /// The blank half of stops and closing brackets, which is kept or removed as a whole at the end of a line (1/2=0).
    var endSpace: Double
    /// How far the body may hang out at the end of a line; 0 unless the paragraph hangs its punctuation.
    var hang: Double
    var boundary: LineBreaker.Boundary
    /// A space, which takes no room at the end of a line.
    var isSpace: Bool
    /// A line end, which draws nothing.
    var isLineEnd: Bool
    /// リーダー: it fills the room left in the line, and takes at least its body.
    var isLeader = false
  }

  /// The space between two items, and how far it may be changed to bring a line to its measure.
  struct Gap {
    var natural = 0.0
    /// By how much it may be reduced, and at which stage of JLREQ Appendix D.
    var shrink = 0.0
    var shrinkStage: UInt8 = 0
    /// By how much it may grow before the last stage, and at which stage of Appendix E; at stage 0 it never grows.
    var stretch = 0.0
    var stretchStage: UInt8 = 0
  }

  let items: [Item]
  let hasLeaders: Bool
  /// Indent of the first line.
  let indent: Double
  /// For each item the indent of a line that begins with it, inside a text that hangs below its numeral; empty when none
  /// does.
  let hangingIndents: [Double]
  /// Sums over the items before each index: of bodies and gaps, of the gaps' reductions, of the gaps' growth.
  private let widths: [Double]
  private let shrinks: [Double]
  private let stretches: [Double]
  /// For each index, the end of the last item before it that is neither a space nor a line end; 0 when there is none.
  private let visibleEnds: [Int]

  init(items: [Item], indent: Double, hangingIndents: [Double] = []) {
    self.items = items
    self.indent = indent
    self.hangingIndents = hangingIndents
    hasLeaders = items.contains(where: \.isLeader)
    var widths = [0.0]
    var shrinks = [0.0]
    var stretches = [0.0]
    var visibleEnds = [0]
    widths.reserveCapacity(items.count + 1)
    shrinks.reserveCapacity(items.count + 1)
    stretches.reserveCapacity(items.count + 1)
    visibleEnds.reserveCapacity(items.count + 1)
    for (index, item) in items.enumerated() {
      widths.append(widths[index] + item.body + item.gap.natural)
      shrinks.append(shrinks[index] + item.gap.shrink)
      stretches.append(stretches[index] + item.gap.stretch)
      visibleEnds.append(item.isLineEnd || item.isSpace ? visibleEnds[index] : index + 1)
    }
    self.widths = widths
    self.shrinks = shrinks
    self.stretches = stretches
    self.visibleEnds = visibleEnds
  }

  /// A line: its items and the widths that breaking and alignment need.
  struct Line {
    /// Spaces and a line end at the end included.
    var items: Range<Int>
    /// The items that take room: without spaces and line ends at the end.
    var visible: Range<Int>
    /// Width before any adjustment, from the measure's start, without the blank half of a stop at the end.
    var natural: Double
    var shrink: Double
    var stretch: Double
    /// Whether the line is the last of its paragraph or ends with `\n`.
    var isLast: Bool
    /// How far the last item may hang out of the measure.
    var hang: Double
    /// The blank half behind the last item, which may be kept or removed.
    var endSpace: Double
  }

  /// The indent of a line that begins with an item.
  func indent(ofLineAt start: Int) -> Double {
    if start == 0 { return indent }
    return start < hangingIndents.count ? hangingIndents[start] : 0
  }

  /// The line of the items in `range`. Its measure takes the same few steps whatever its length.
  func line(_ range: Range<Int>) -> Line {
    let end = visibleEnds[range.upperBound]
    let start = range.lowerBound
    let indent = indent(ofLineAt: start)
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

extension Composition {
  /// Measures a shaped paragraph.
  ///
  /// - Parameters:
  ///   - advances: advance of each unit in em; nil for a unit that its font joined with the unit before.
  ///   - boundaries: the boundary after each unit.
  ///   - rubies: readings in ascending order. Each is changed to hold how far it extends over its neighbours.
  init(
    _ units: [TextUnit], advances: [Double?], _ paragraph: Paragraph, boundaries: [LineBreaker.Boundary],
    rubies: inout [Ruby]
  ) {
    var items: [Item] = []
    items.reserveCapacity(units.count)
    for index in units.indices {
      let unit = units[index]
      let style = paragraph.inlines[unit.inline].style
      let size = style.size.points
      let (body, shift) = Spacing.body(of: unit.scalar, advance: advances[index] ?? 0)
      var item = Item(
        body: body * size, shift: shift * size, gap: Gap(), endSpace: 0, hang: 0, boundary: boundaries[index],
        isSpace: unit.isSpace, isLineEnd: unit.isLineEnd)
      if paragraph.inlines[unit.inline].isLeader { item.isLeader = true }
      // The part of the glyph's advance that is not body is blank.
      let blank = (advances[index] ?? 0) * size - item.body
      switch unit.characterClass {
      case .closingBracket, .warichuClosing: item.endSpace = blank
      case .middleDot: item.endSpace = blank / 2
      case .fullStop, .comma:
        item.endSpace = blank
        if paragraph.hangsPunctuation { item.hang = item.body }
      default: break
      }
      if index + 1 < units.count, !item.isLineEnd, !units[index + 1].isLineEnd {
        let next = units[index + 1]
        if advances[index + 1] == nil {
          item.boundary = .prohibited
        } else {
          let nextSize = paragraph.inlines[next.inline].style.size.points
          item.gap = Spacing.gap(unit, next, size, nextSize)
          item.gap.natural = Spacing.naturalSpace(after: index, in: units, style, size: size, nextSize: nextSize)
          if item.isLeader || paragraph.inlines[next.inline].isLeader {
            item.gap = Gap()
            item.boundary = .prohibited
          }
        }
      }
      items.append(item)
    }
    for index in rubies.indices { rubies[index].makeRoom(units, in: &items) }
    self.init(
      items: items, indent: paragraph.indent * (paragraph.inlines.first?.style.size.points ?? 0),
      hangingIndents: paragraph.fit.wrap == .phrases ? HangingItem.indents(units, items) : [])
  }
}
