import Typesetting

/// Collects the parts of one page in any order and makes a page of them in drawing order: tints, diagonal marks, rules,
/// text that is not read, and then the structure elements.
struct PageBuilder {
  private var tints: [Artifact] = []
  private var diagonals: [Artifact] = []
  private var rules: [Artifact] = []
  private var unread: [GlyphRun] = []
  private(set) var content: [Element] = []

  mutating func addElement(_ element: Element) {
    content.append(element)
  }

  mutating func addTint(_ area: Rectangle, _ colour: Colour) {
    tints.append(.fill(area, colour))
  }

  /// Makes one group of the elements from index `start` on.
  mutating func groupElements(from start: Int, as tag: Tag) {
    let gathered = Array(content[start...])
    content.removeSubrange(start...)
    if !gathered.isEmpty { content.append(.group(tag, gathered)) }
  }

  /// A frame above the tints.
  mutating func addBorder(_ area: Rectangle, weight: Length, radius: Length = .zero, _ colour: Colour) {
    rules.append(.border(area, weight: weight, radius: radius, colour))
  }

  /// A picture that is not read. It is drawn among the rules.
  mutating func addOrnament(_ ornament: Artifact) {
    rules.append(ornament)
  }

  mutating func addRule(_ rule: Stroke) {
    rules.append(.stroke(rule))
  }

  mutating func addDiagonal(_ drawing: OutlineDrawing, at centre: Point) {
    diagonals.append(.outlines(drawing, at: centre))
  }

  mutating func addUnread(_ runs: [GlyphRun]) {
    unread += runs
  }

  func makePage(width: Length, height: Length) -> Page {
    let text: [Artifact] = unread.isEmpty ? [] : [.text(unread)]
    return Page(width: width, height: height, underlay: tints + diagonals + rules + text, content: content)
  }
}

extension SetLine {
  /// The line's runs at a position of the page.
  func placed(x: Length, baseline: Length) -> [GlyphRun] {
    Self.moved(runs, x, baseline)
  }

  /// The line's leaders at a position of the page.
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

  /// The structure element of placed lines: a leaf or, where there are readings, a group of spans and Ruby elements,
  /// because only leaves are drawn.
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
