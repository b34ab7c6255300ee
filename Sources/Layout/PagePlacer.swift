import Typesetting

/// Places everything on one page: the fixed boxes, the marks, and the page's part of the flow. The positions of the
/// items of the flow are those that `Pagination` gave them; inside an item, positions are decided here.
struct PagePlacer {
  let form: FilledForm
  /// For each block the number of columns of its table, counted once for all its pages.
  let columnCounts: [Int]
  let step: Int
  let collector: CollectingTextSetter
  let number: Int
  let count: Int
  var builder = PageBuilder()
  /// The areas of the page's QR codes with the room around them that must stay empty.
  var quietZones: [Rectangle] = []
  var proof: PageProof

  init(
    form: FilledForm, columnCounts: [Int], step: Int, collector: CollectingTextSetter, number: Int, count: Int
  ) {
    self.form = form
    self.columnCounts = columnCounts
    self.step = step
    self.collector = collector
    self.number = number
    self.count = count
    proof = PageProof(width: form.width, height: form.height)
  }

  /// Places the page's fixed boxes and its part of the flow, in reading order.
  mutating func placePage(_ items: [PlacedFlowItem]) {
    for box in form.everyPage { placeBox(box, below: .zero) }
    if let marks = form.marks { placeMarks(marks) }
    for box in number == 1 ? form.firstPage : form.laterPages { placeBox(box, below: .zero) }
    for box in number == count ? form.lastPage : form.continuedPages { placeBox(box, below: .zero) }
    var index = 0
    while index < items.count {
      let block = items[index].item.block
      let end = items[index...].firstIndex { $0.item.block != block } ?? items.count
      placeBlock(block, items: items[index..<end])
      index = end
    }
  }

  /// Reports what stands over something else or beyond the page, once everything is placed.
  mutating func prove() {
    proof.compareTexts()
    for fault in proof.faults { collector.addFault(fault) }
  }

  func makePage() -> Page {
    let page = builder.makePage(width: form.width, height: form.height)
    if !quietZones.isEmpty { checkQuietZones(on: page) }
    return page
  }

  private mutating func placeBlock(_ number: Int, items: ArraySlice<PlacedFlowItem>) {
    guard let first = items.first else { return }
    let block = form.flow[number]
    if first.item.beginsBlock {
      for box in block.boxes { placeBox(box, below: first.start) }
    }
    if let table = block.table { placeTable(table, columns: columnCounts[number], rows: items) }
  }

  /// Places a box whose heights count from `top`.
  private mutating func placeBox(_ box: Box, below top: Length) {
    switch box {
    case .text(let text): placeText(text, below: top)
    case .pageNumber(var text):
      guard let style = text.paragraph.inlines.first?.style else { return }
      text.paragraph.inlines = [Inline("\(number) / \(count)", style: style)]
      placeText(text, below: top)
    case .shape(let shape): placeShape(shape, below: top)
    case .code(let code): placeCode(code, below: top)
    case .seal(let seal): placeSeal(seal, below: top)
    case .image(let image): placeImage(image, below: top)
    case .cells(let cells): placeCells(cells, below: top)
    case .group(let boxes):
      let before = builder.content.count
      for box in boxes { placeBox(box, below: top) }
      builder.groupElements(from: before, as: .section)
    }
  }

  private mutating func placeText(_ box: TextBox, below top: Length) {
    if box.paragraph.direction == .vertical { return placeVerticalText(box, below: top) }
    let (set, pitch) = collector.set(box)
    guard let firstLine = set.lines.first else { return }
    var first = top + box.baseline[step] - pitch * Double(set.lines.count - 1) * box.upward
    if box.isCentred { first += firstLine.size * EmBox.middle }
    let runs = set.lines.enumerated().flatMap { index, line in
      line.placed(x: box.from, baseline: first + pitch * Double(index))
    }
    proof.addText(
      box.paragraph, set.lines.enumerated().map { $1.place(x: box.from, baseline: first + pitch * Double($0)) })
    for (index, line) in set.lines.enumerated() where !line.leaders.isEmpty {
      builder.addUnread(line.placedLeaders(x: box.from, baseline: first + box.pitch * Double(index)))
    }
    addText(set.lines, runs, as: box.role)
  }

  /// Places vertical lines: the first ends at the box's right edge, each further one is a pitch to the left.
  private mutating func placeVerticalText(_ box: TextBox, below top: Length) {
    let start = top + box.baseline[step]
    let set = collector.set(box.paragraph, from: start, to: start + box.height)
    let runs = set.lines.enumerated().flatMap { index, line in
      line.placed(x: box.to - box.pitch * (Double(index) + 0.5), baseline: start)
    }
    proof.addText(
      box.paragraph,
      set.lines.enumerated().map { $1.place(x: box.to - box.pitch * (Double($0) + 0.5), baseline: start, .vertical) })
    addText(set.lines, runs, as: box.role)
  }

  private mutating func addText(_ lines: [SetLine], _ runs: [GlyphRun], as role: TextBox.Role) {
    if runs.isEmpty { return }
    let tag: Tag
    switch role {
    case .heading(let level): tag = .heading(level: level)
    case .paragraph: tag = .paragraph
    case .artifact: return builder.addUnread(runs)
    }
    builder.addElement(SetLine.element(tag, lines, runs))
  }

  private mutating func placeShape(_ box: ShapeBox, below top: Length) {
    let y = top + box.y[step]
    let area = Rectangle(x: box.from, y: y, width: box.to - box.from, height: box.height)
    switch box.shape {
    case .rule(let weight, let dash):
      proof.addRule(from: box.from, to: box.to, y: y, weight: weight)
      builder.addRule(
        Stroke(from: Point(box.from, y), to: Point(box.to, y), weight: weight, colour: box.colour, dash: dash))
    case .fill:
      proof.addShape(.tint, Area(area))
      builder.addTint(area, box.colour)
    case .border(let weight, let radius):
      proof.addFrame(.frame, area, weight: weight)
      builder.addBorder(area, weight: weight, radius: radius, box.colour)
    }
  }

  private mutating func placeImage(_ box: ImageBox, below top: Length) {
    let area = Rectangle(x: box.from, y: top + box.y[step], width: box.width, height: box.height)
    // A picture that is not read lies below the texts, such as the ground of a letter head.
    proof.addShape(.image, Area(area), hidesText: !box.alternative.isEmpty)
    let picture = Artifact.image(box.image, area.fitting(width: box.image.width, height: box.image.height))
    if box.alternative.isEmpty { return builder.addOrnament(picture) }
    builder.addElement(.figure(.figure(alternative: box.alternative), [picture]))
  }

  private mutating func placeCode(_ box: CodeBox, below top: Length) {
    guard let symbol = QRSymbol(text: box.text) else {
      collector.addFault(.code(text: box.text))
      return
    }
    let size = box.module * Double(symbol.side)
    let area = Rectangle(x: box.right - size, y: top + box.y[step], width: size, height: size)
    let zone = Self.quietZone(of: area, module: box.module)
    // White covers the marks behind the body, which would otherwise cross the zone.
    builder.addOrnament(.fill(zone, Colour(255, 255, 255)))
    quietZones.append(zone)
    proof.addShape(.code, Area(area), hidesText: true)
    builder.addElement(
      .figure(.figure(alternative: box.alternative), [.modules(symbol.modules, side: symbol.side, area, .black)]))
  }

  private mutating func placeCells(_ box: CellsBox, below top: Length) {
    var runs: [GlyphRun] = []
    for (index, group) in box.groups.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: box.columns)
      let x = box.from + box.pitch * Double(column)
      let area = Rectangle(
        x: x, y: top + box.y[step] + box.rowPitch * Double(row), width: box.width, height: box.height[step])
      // The white cell covers the marks, so that nothing crosses a key that is to be copied.
      builder.addOrnament(.fill(area, Colour(255, 255, 255)))
      builder.addBorder(area, weight: box.weight, box.colour)
      proof.addFrame(.cell, area, weight: box.weight)
      let paragraph = Paragraph(
        [Inline(group, style: box.style, field: box.field)], alignment: .centre, fit: FitPolicy(lines: 1),
        name: box.name)
      let set = collector.set(paragraph, from: x, to: x + box.width)
      let baseline = area.y + area.height / 2 + box.style.size * EmBox.middle
      proof.addText(paragraph, set.lines.map { $0.place(x: x, baseline: baseline) })
      runs += set.lines.flatMap { $0.placed(x: x, baseline: baseline) }
    }
    builder.addElement(.leaf(.paragraph, runs))
  }
}
