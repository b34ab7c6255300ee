import Typesetting

/// Collects what stands on one page, by the order in which it has to be drawn: tints, diagonal marks, rules, unread text; then what is
/// read.
struct PageBuilder {
  private var tints: [Artifact] = []
  private var diagonals: [Artifact] = []
  private var rules: [Artifact] = []
  private var unread: [GlyphRun] = []
  private(set) var content: [Element] = []

  mutating func add(_ element: Element) {
    content.append(element)
  }

  mutating func add(tint: Rectangle, _ colour: Colour) {
    tints.append(.fill(tint, colour))
  }

  /// Makes one group of everything read since `start`.
  mutating func gather(from start: Int, as tag: Tag) {
    let gathered = Array(content[start...])
    content.removeSubrange(start...)
    if !gathered.isEmpty { content.append(.group(tag, gathered)) }
  }

  /// A frame above the tints.
  mutating func add(border: Rectangle, weight: Length, radius: Length = .zero, _ colour: Colour) {
    rules.append(.border(border, weight: weight, radius: radius, colour))
  }

  /// A picture that is not read, among the rules.
  mutating func add(ornament: Artifact) {
    rules.append(ornament)
  }

  mutating func add(rule: Stroke) {
    rules.append(.stroke(rule))
  }

  mutating func add(diagonal drawing: OutlineDrawing, at centre: Point) {
    diagonals.append(.outlines(drawing, at: centre))
  }

  mutating func add(unread runs: [GlyphRun]) {
    unread += runs
  }

  func page(width: Length, height: Length) -> Page {
    let text: [Artifact] = unread.isEmpty ? [] : [.text(unread)]
    return Page(width: width, height: height, underlay: tints + diagonals + rules + text, content: content)
  }
}

extension SetLine {
  /// The line's runs at a place of the page.
  func placed(x: Length, baseline: Length) -> [GlyphRun] {
    Self.moved(runs, x, baseline)
  }

  /// The line's leaders at a place of the page.
  func placedLeaders(x: Length, baseline: Length) -> [GlyphRun] {
    leaders.isEmpty ? [] : Self.moved(leaders, x, baseline)
  }

  private static func moved(_ runs: [GlyphRun], _ x: Length, _ baseline: Length) -> [GlyphRun] {
    runs.map { run in
      var moved = run
      moved.origin = Point(run.origin.x + x, run.origin.y + baseline)
      return moved
    }
  }
}
