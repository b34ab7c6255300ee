import Typesetting

/// Proves one page before it is drawn: every text and every shape lies on the page, no two texts stand over each other,
/// no lines and no characters of one text do, and no shape is drawn through a text.
///
/// A box has a region: from its place to the next text beside or below it, or to the edge of the page. A text that
/// leaves its region would be printed over another one, or would be cut off by the paper. So the placer notes the area
/// of every line, and the proof compares them. What it finds keeps the page from being drawn.
///
/// ```
/// var proof = PageProof(width: .mm(210), height: .mm(297))
/// proof.addText(box.paragraph, [firstLine.place(x: x, baseline: y), secondLine.place(x: x, baseline: y + pitch)])
/// proof.addShape(.rule, area)
/// proof.compareTexts()
/// proof.faults    // [] when the page may be drawn
/// ```
struct PageProof {
  private let width: Length
  private let height: Length
  private var texts: [Text] = []
  private var lines: [Line] = []
  /// Shapes that would be read as struck through, or not be read, where they and a text are at one place.
  private var obstacles: [(shape: ShapeKind, area: Area)] = []
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

  /// Notes the text of a box by the places of its lines; a text without lines is passed over.
  mutating func addText(_ paragraph: Paragraph, _ places: [LinePlace]) {
    guard let first = places.first?.area else { return }
    let areas = places.map(\.area)
    let whole = areas.dropFirst().reduce(first) { $0.union($1) }
    let text = Text(box: paragraph.name, field: paragraph.longestField, area: whole, lines: areas.count)
    for area in areas { lines.append(Line(area: area, text: texts.count)) }
    texts.append(text)
    let withReadings = places.flatMap(\.readings).reduce(whole) { $0.union($1) }
    if let (needed, available) = excess(of: withReadings) {
      faults.append(.beyondPage(box: text.box, field: text.field, needed: needed, available: available))
    }
    if let crowding = Crowding(of: places, in: paragraph) {
      faults.append(
        .crowded(
          crowding.what, box: text.box, field: text.field, needed: crowding.needed, available: crowding.available))
    }
  }

  /// Notes the texts of a row's cells that are side by side: nearer than `leastGap` two of them are read as one.
  mutating func addRow(_ cells: [(paragraph: Paragraph, places: [LinePlace])]) {
    for (index, cell) in cells.enumerated() {
      for other in cells[(index + 1)...] {
        guard let gap = cell.places.compactMap({ $0.leastGap(to: other.places) }).min(), gap < Self.leastGap else {
          continue
        }
        faults.append(
          .crowded(
            .cells, box: other.paragraph.name, field: other.paragraph.longestField ?? cell.paragraph.longestField,
            needed: Self.leastGap, available: max(.zero, gap)))
      }
    }
  }

  private static let leastGap = Length.mm(0.3)

  /// Notes a shape by the area that it paints.
  ///
  /// - Parameter hidesText: whether a text at the same place could not be read well: a rule, a code, a picture on top.
  mutating func addShape(_ shape: ShapeKind, _ area: Area, hidesText: Bool = false) {
    if let (needed, available) = excess(of: area) {
      faults.append(.shapeBeyondPage(shape, at: Point(area.left, area.top), needed: needed, available: available))
    }
    if hidesText { obstacles.append((shape, area)) }
  }

  /// Notes a frame by its rectangle, which is the centre line of its border.
  mutating func addFrame(_ shape: ShapeKind, _ rectangle: Rectangle, weight: Length) {
    let outside = Area(rectangle).enlarged(by: weight / 2)
    let inside = Area(rectangle).enlarged(by: -(weight / 2))
    addShape(shape, outside)
    obstacles += [
      (shape, Area(left: outside.left, top: outside.top, right: outside.right, bottom: inside.top)),
      (shape, Area(left: outside.left, top: inside.bottom, right: outside.right, bottom: outside.bottom)),
      (shape, Area(left: outside.left, top: outside.top, right: inside.left, bottom: outside.bottom)),
      (shape, Area(left: inside.right, top: outside.top, right: outside.right, bottom: outside.bottom)),
    ]
  }

  /// Notes a horizontal rule by its centre line.
  mutating func addRule(from: Length, to: Length, y: Length, weight: Length) {
    addShape(.rule, Area(left: from, top: y - weight / 2, right: to, bottom: y + weight / 2), hidesText: true)
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
    compareShapes(but: Set(nearest.keys))
  }

  /// Looks for shapes that are drawn through a text. Each text is named once.
  ///
  /// - Parameter named: texts that stand over another one, of which that is said already.
  private mutating func compareShapes(but named: Set<Int>) {
    var named = named
    for line in lines where !named.contains(line.text) {
      // A rule may come as near to a text as an underline does.
      let core = line.area.enlarged(by: -((line.area.bottom - line.area.top) * Self.underline))
      guard let obstacle = obstacles.first(where: { $0.area.meets(core) }) else { continue }
      named.insert(line.text)
      let text = texts[line.text]
      faults.append(
        .struck(obstacle.shape, at: Point(obstacle.area.left, obstacle.area.top), box: text.box, field: text.field))
    }
  }

  /// The part of a line's height that a rule may reach into, from above and from below.
  private static let underline = 0.15

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
