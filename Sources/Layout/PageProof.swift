import Typesetting

/// Proves one page before it is drawn: every text and every shape lies on the page, and no two texts stand over each
/// other.
///
/// A box has a region: from its place to the next text beside or below it, or to the edge of the page. A text that
/// leaves its region would be printed over another one, or would be cut off by the paper. So the placer notes the area
/// of every line, and the proof compares them. What it finds keeps the page from being drawn.
///
/// ```
/// var proof = PageProof(width: .mm(210), height: .mm(297))
/// proof.addText(box.paragraph, [areaOfFirstLine, areaOfSecondLine])
/// proof.addShape(.rule, area)
/// proof.faults    // [] when the page may be drawn
/// ```
struct PageProof {
  private let width: Length
  private let height: Length
  private var texts: [Text] = []
  private var lines: [Line] = []
  private(set) var faults: [LayoutFault] = []

  /// What a fault says of the text of a box.
  private struct Text {
    var box: String
    var field: String?
    var area: Area
    var lines: Int
  }

  private struct Line {
    var area: Area
    /// Index of its text.
    var text: Int
  }

  init(width: Length, height: Length) {
    self.width = width
    self.height = height
  }

  /// Notes the text of a box by the areas of its lines; a text without lines is passed over.
  mutating func addText(_ paragraph: Paragraph, _ areas: [Area]) {
    guard let first = areas.first else { return }
    let whole = areas.dropFirst().reduce(first) { $0.union($1) }
    let text = Text(box: paragraph.name, field: paragraph.longestField, area: whole, lines: areas.count)
    for area in areas { lines.append(Line(area: area, text: texts.count)) }
    texts.append(text)
    if let (needed, available) = excess(of: whole) {
      faults.append(.beyondPage(box: text.box, field: text.field, needed: needed, available: available))
    }
  }

  /// Notes a shape by the area that it paints.
  mutating func addShape(_ shape: ShapeKind, _ area: Area) {
    if let (needed, available) = excess(of: area) {
      faults.append(.shapeBeyondPage(shape, at: Point(area.left, area.top), needed: needed, available: available))
    }
  }

  /// Notes that the texts are complete and looks for such as stand over each other. Of a text that stands over several
  /// others the nearest is named.
  ///
  /// Lines are compared from the top of the page downwards, each with those that reach below its upper edge, so that
  /// the comparisons grow with the number of lines and not with its square.
  mutating func compareTexts() {
    var open: [Line] = []
    var nearest: [Int: Overlap] = [:]
    for line in lines.sorted(by: { $0.area.top < $1.area.top }) {
      open.removeAll { $0.area.bottom <= line.area.top }
      for above in open where above.text != line.text && above.area.meets(line.area) {
        let overlap = overlap(of: min(above.text, line.text), max(above.text, line.text))
        if let known = nearest[overlap.grown], known.available <= overlap.available { continue }
        nearest[overlap.grown] = overlap
      }
      open.append(line)
    }
    for (_, overlap) in nearest.sorted(by: { $0.key < $1.key }) {
      let (grown, other) = (texts[overlap.grown], texts[overlap.other])
      faults.append(
        .overlap(
          box: grown.box, field: grown.field, other: other.box, needed: overlap.needed, available: overlap.available))
    }
  }

  /// Two texts, by their indices, of which one has grown over the other.
  private struct Overlap {
    var grown: Int
    var other: Int
    var needed: Length
    var available: Length
  }

  /// The text with more lines is the one that grew; of two with as many lines, the one that is placed first.
  private func overlap(of first: Int, _ second: Int) -> Overlap {
    let (grown, other) = texts[second].lines > texts[first].lines ? (second, first) : (first, second)
    let (area, next) = (texts[grown].area, texts[other].area)
    let isOnOneLine = abs(area.top.points - next.top.points) < 1 || abs(area.bottom.points - next.bottom.points) < 1
    let isBeside = texts[grown].lines == texts[other].lines && isOnOneLine
    let available =
      switch isBeside {
      case true where next.left > area.left: next.left - area.left
      case true: area.right - next.right
      case false where next.top > area.top: next.top - area.top
      case false: area.bottom - next.bottom
      }
    return Overlap(
      grown: grown, other: other, needed: isBeside ? area.right - area.left : area.bottom - area.top,
      available: max(.zero, available))
  }

  /// How long an area is where it leaves the page, and how much of that length the page has; nil when it stays on the
  /// page. A hundredth of a point allows for the rounding of sums of millimetres.
  private func excess(of area: Area) -> (needed: Length, available: Length)? {
    let rounding = Length(points: 0.01)
    let (across, down) = (area.right - area.left, area.bottom - area.top)
    if area.left < -rounding { return (across, max(.zero, area.right)) }
    if area.right > width + rounding { return (across, max(.zero, width - area.left)) }
    if area.top < -rounding { return (down, max(.zero, area.bottom)) }
    if area.bottom > height + rounding { return (down, max(.zero, height - area.top)) }
    return nil
  }
}

/// What is drawn without being a text, as a fault names it.
package enum ShapeKind: Sendable, Hashable {
  case rule, tint, frame, code, seal, image, cell, mark
}

/// A part of the page by its edges, measured from the page's top left corner.
struct Area: Hashable {
  var left: Length
  var top: Length
  var right: Length
  var bottom: Length

  init(left: Length, top: Length, right: Length, bottom: Length) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  init(_ rectangle: Rectangle) {
    self.init(
      left: rectangle.x, top: rectangle.y, right: rectangle.x + rectangle.width, bottom: rectangle.y + rectangle.height)
  }

  func union(_ other: Area) -> Area {
    Area(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom))
  }

  /// Whether two areas have more in common than a touch.
  func meets(_ other: Area) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }
}

extension SetLine {
  /// The room that the glyphs of the line take, placed as `placed(x:baseline:)` places them.
  ///
  /// Japanese glyphs leave a twentieth of their em box blank on each side. So much two lines may come nearer than their
  /// em boxes would allow.
  func area(x: Length, baseline: Length, _ direction: WritingDirection = .horizontal) -> Area {
    let blank = 0.05
    let start = runs.map(\.origin).min { direction == .horizontal ? $0.x < $1.x : $0.y < $1.y } ?? Point(.zero, .zero)
    switch direction {
    case .horizontal:
      let left = x + start.x
      return Area(
        left: left + size * blank, top: baseline - size * (EmBox.ascent - blank),
        right: left + width - size * blank, bottom: baseline + size * (EmBox.descent - blank))
    case .vertical:
      let top = baseline + start.y
      return Area(
        left: x - size * (0.5 - blank), top: top + size * blank, right: x + size * (0.5 - blank),
        bottom: top + width - size * blank)
    }
  }
}
