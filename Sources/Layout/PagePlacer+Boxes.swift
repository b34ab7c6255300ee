import Typesetting

extension PagePlacer {
  /// A box whose heights count from `top`.
  mutating func place(_ box: Box, below top: Length) {
    switch box {
    case .text(let text): place(text, below: top)
    case .pageNumber(var text):
      guard let style = text.paragraph.inlines.first?.style else { return }
      text.paragraph.inlines = [Inline("\(number) / \(count)", style: style)]
      place(text, below: top)
    case .shape(let shape): place(shape, below: top)
    case .code(let code): place(code, below: top)
    case .seal(let seal): place(seal, below: top)
    case .image(let image): place(image, below: top)
    case .cells(let cells): place(cells, below: top)
    case .group(let boxes):
      let before = builder.content.count
      for box in boxes { place(box, below: top) }
      builder.gather(from: before, as: .section)
    }
  }

  private mutating func place(_ box: TextBox, below top: Length) {
    if box.paragraph.direction == .vertical { return placeVertical(box, below: top) }
    let (set, pitch) = collector.set(box)
    guard let firstLine = set.lines.first else { return }
    var first = top + box.baseline[step] - pitch * Double(set.lines.count - 1) * box.upward
    if box.isCentred { first += firstLine.size * 0.38 }
    let runs = set.lines.enumerated().flatMap { index, line in
      line.placed(x: box.from, baseline: first + pitch * Double(index))
    }
    for (index, line) in set.lines.enumerated() where !line.leaders.isEmpty {
      builder.add(unread: line.placedLeaders(x: box.from, baseline: first + box.pitch * Double(index)))
    }
    add(set.lines, runs, as: box.role)
  }

  /// Vertical lines: the first one's column ends at the box's right edge, each further one stands a pitch to the left.
  private mutating func placeVertical(_ box: TextBox, below top: Length) {
    let start = top + box.baseline[step]
    let set = collector.set(box.paragraph, from: start, to: start + box.height)
    let runs = set.lines.enumerated().flatMap { index, line in
      line.placed(x: box.to - box.pitch * (Double(index) + 0.5), baseline: start)
    }
    add(set.lines, runs, as: box.role)
  }

  private mutating func add(_ lines: [SetLine], _ runs: [GlyphRun], as role: TextBox.Role) {
    if runs.isEmpty { return }
    let tag: Tag
    switch role {
    case .heading(let level): tag = .heading(level: level)
    case .paragraph: tag = .paragraph
    case .artifact: return builder.add(unread: runs)
    }
    builder.add(SetLine.element(tag, lines, runs))
  }

  private mutating func place(_ box: ShapeBox, below top: Length) {
    let y = top + box.y[step]
    let area = Rectangle(x: box.from, y: y, width: box.to - box.from, height: box.height)
    switch box.shape {
    case .rule(let weight, let dash):
      builder.add(
        rule: Stroke(from: Point(box.from, y), to: Point(box.to, y), weight: weight, colour: box.colour, dash: dash))
    case .fill: builder.add(tint: area, box.colour)
    case .border(let weight, let radius): builder.add(border: area, weight: weight, radius: radius, box.colour)
    }
  }

  private mutating func place(_ box: ImageBox, below top: Length) {
    let area = Rectangle(x: box.from, y: top + box.y[step], width: box.width, height: box.height)
    let picture = Artifact.image(box.image, area.fitting(width: box.image.width, height: box.image.height))
    if box.alternative.isEmpty { return builder.add(ornament: picture) }
    builder.add(.figure(.figure(alternative: box.alternative), [picture]))
  }

  private mutating func place(_ box: CodeBox, below top: Length) {
    guard let symbol = QRSymbol(text: box.text) else {
      collector.note(.code(text: box.text))
      return
    }
    let size = box.module * Double(symbol.side)
    let area = Rectangle(x: box.right - size, y: top + box.y[step], width: size, height: size)
    builder.add(
      .figure(.figure(alternative: box.alternative), [.modules(symbol.modules, side: symbol.side, area, .black)]))
  }

  private mutating func place(_ box: CellsBox, below top: Length) {
    var runs: [GlyphRun] = []
    for (index, group) in box.groups.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: box.columns)
      let x = box.from + box.pitch * Double(column)
      let area = Rectangle(
        x: x, y: top + box.y[step] + box.rowPitch * Double(row), width: box.width, height: box.height[step])
      // Over the marks: nothing crosses a key that somebody copies.
      builder.add(ornament: .fill(area, Colour(255, 255, 255)))
      builder.add(border: area, weight: box.weight, box.colour)
      let paragraph = Paragraph(
        [Inline(group, style: box.style, field: box.field)], alignment: .centre, fit: FitPolicy(lines: 1),
        name: box.name)
      let set = collector.set(paragraph, from: x, to: x + box.width)
      let baseline = area.y + area.height / 2 + box.style.size * 0.38
      runs += set.lines.flatMap { $0.placed(x: x, baseline: baseline) }
    }
    builder.add(.leaf(.paragraph, runs))
  }
}
