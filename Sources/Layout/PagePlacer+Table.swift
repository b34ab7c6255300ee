import Typesetting

/// Places the part of a table that stands on one page. A table may go over several pages, so heads are repeated here,
/// and each page closes its part with rules of its own.
extension PagePlacer {
  /// Places a table's rows on this page: tints, rules and texts.
  ///
  /// - Parameter columns: the number of columns of the whole table.
  mutating func placeTable(_ table: Table, columns: Int, rows: ArraySlice<PlacedFlowItem>) {
    guard let first = rows.first, let last = rows.last else { return }
    var elements: [Element] = []
    addRule(table.edge, from: table.from, to: table.to, y: first.start)
    for (position, placed) in rows.enumerated() {
      guard let row = placed.item.row else { continue }
      let group = table.groups[row.group]
      if position > 0 { addSeparator(above: row, in: group, table: table, y: placed.start) }
      var top = placed.start
      for (index, head) in placed.repeatedHead.enumerated() {
        if index > 0 {
          addSeparator(above: (head.row, row.group, head.beginsGroup ? 0 : 1), in: group, table: table, y: top)
        }
        let height = head.row.height(at: step)
        placeRow(head.row, top: top, height: height, columns: columns, repeated: true, into: &elements)
        top += height
      }
      // Below the repeated head a row has the same rule above it as below the row before it.
      if !placed.repeatedHead.isEmpty { addSeparator(above: row, in: group, table: table, y: top) }
      placeRow(row.set, top: placed.top, height: placed.height, columns: columns, repeated: false, into: &elements)
    }
    var bottom = last.top + last.height
    for (index, foot) in last.foot.enumerated() {
      guard let row = last.item.row else { break }
      addSeparator(above: (foot, row.group, index), in: table.groups[row.group], table: table, y: bottom)
      placeRow(foot, top: bottom, height: foot.height(at: step), columns: columns, repeated: true, into: &elements)
      bottom += foot.height(at: step)
    }
    addRule(table.edge, from: table.from, to: table.to, y: bottom)
    builder.addElement(.group(.table, elements))
  }

  private mutating func addSeparator(
    above row: (set: SetRow, group: Int, index: Int), in group: Table.Group, table: Table, y: Length
  ) {
    switch row.set.source.separator {
    case .none: break
    case .usual: addRule(row.index == 0 ? group.rule : group.hairline, from: table.from, to: table.to, y: y)
    case .partial(let stretches):
      for stretch in stretches { addRule(group.hairline, from: stretch.from, to: stretch.to, y: y) }
    case .rule(let rule): addRule(rule, from: table.from, to: table.to, y: y)
    }
  }

  private mutating func addRule(_ rule: Table.Rule, from: Length, to: Length, y: Length) {
    if rule.weight > .zero {
      proof.addRule(from: from, to: to, y: y, weight: rule.weight)
      builder.addRule(Stroke(from: Point(from, y), to: Point(to, y), weight: rule.weight, colour: rule.colour))
    }
  }

  private mutating func placeRow(
    _ row: SetRow, top: Length, height: Length, columns: Int, repeated: Bool, into elements: inout [Element]
  ) {
    for tint in row.source.tints {
      let area = Rectangle(x: tint.from, y: top, width: tint.to - tint.from, height: height)
      proof.addShape(.tint, Area(area))
      builder.addTint(area, tint.colour)
    }
    var cells: [(role: Table.Cell.Role, span: Int, paragraphs: [[GlyphRun]])] = []
    cells.reserveCapacity(row.cells.count)
    var texts: [(paragraph: Paragraph, places: [LinePlace])] = []
    for cell in row.cells {
      let baseline = top + row.firstBaseline(of: cell, height: height)
      builder.addUnread(cell.leaders(firstBaseline: baseline))
      for (paragraph, lines) in zip(cell.source.paragraphs, cell.paragraphs) {
        let places = lines.map { cell.place(ofLine: $0, firstBaseline: baseline) }
        proof.addText(paragraph, places)
        // A note follows its cell closely: the unit of a figure.
        if cell.source.role != .note { texts.append((paragraph, places)) }
      }
      let runs = cell.paragraphs.map { cell.runs(ofLines: $0, firstBaseline: baseline) }
      if cell.source.role == .note, !cells.isEmpty {
        cells[cells.count - 1].paragraphs += runs
      } else {
        cells.append((cell.source.role, cell.source.span, runs))
      }
    }
    proof.addRow(texts)
    if repeated {
      builder.addUnread(cells.flatMap { $0.paragraphs.flatMap(\.self) })
      return
    }
    // A row without text only keeps a distance, and gets no structure element.
    if cells.allSatisfy({ $0.paragraphs.allSatisfy { $0.isEmpty } }) { return }
    let missing = columns - cells.map(\.span).reduce(0, +)
    if missing > 0, !cells.isEmpty { cells[cells.count - 1].span += missing }
    elements.append(
      .group(.row, cells.map { Self.cellElement(role: $0.role, span: $0.span, paragraphs: $0.paragraphs) }))
  }

  /// The structure element of a cell: a leaf for one paragraph, a group of paragraphs for several, because only leaves
  /// are drawn.
  private static func cellElement(role: Table.Cell.Role, span: Int, paragraphs: [[GlyphRun]]) -> Element {
    let tag: Tag =
      switch role {
      case .rowHeader: .headerCell(scope: .row, span: span)
      case .columnHeader: .headerCell(scope: .column, span: span)
      case .data, .note: .dataCell(span: span)
      }
    if paragraphs.count == 1 { return .leaf(tag, paragraphs[0]) }
    let texts = paragraphs.filter { !$0.isEmpty }
    return texts.count <= 1 ? .leaf(tag, texts.first ?? []) : .group(tag, texts.map { .leaf(.paragraph, $0) })
  }
}

extension Table {
  /// The number of columns of the widest row, without notes. In a tagged table every row must have as many.
  var columnCount: Int {
    var most: Int?
    for group in groups {
      for rows in [group.head, group.rows] {
        for row in rows {
          var columns = 0
          for cell in row.cells where cell.role != .note { columns += cell.span }
          most = max(most ?? columns, columns)
        }
      }
    }
    return most ?? 1
  }
}
