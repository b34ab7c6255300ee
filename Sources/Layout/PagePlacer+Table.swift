import Typesetting

extension PagePlacer {
  /// A table's rows on this page: tints, rules and texts.
  mutating func place(_ table: Table, rows: ArraySlice<PlacedFlowItem>) {
    guard let first = rows.first, let last = rows.last else { return }
    var elements: [Element] = []
    let columns = Self.columns(of: table)
    add(rule: table.edge, from: table.from, to: table.to, y: first.start)
    for (position, placed) in rows.enumerated() {
      guard let row = placed.piece.row else { continue }
      let group = table.groups[row.group]
      if position > 0 { separate(row, in: group, table: table, y: placed.start) }
      var top = placed.start
      for (index, head) in placed.repeatedHead.enumerated() {
        if index > 0 { separate((head.row, row.group, head.beginsGroup ? 0 : 1), in: group, table: table, y: top) }
        let height = head.row.height(at: step)
        place(row: head.row, top: top, height: height, columns: columns, repeated: true, into: &elements)
        top += height
      }
      // Below its repeated head a row is parted as it would be below the row before it.
      if !placed.repeatedHead.isEmpty { separate(row, in: group, table: table, y: top) }
      place(row: row.row, top: placed.top, height: placed.height, columns: columns, repeated: false, into: &elements)
    }
    var bottom = last.top + last.height
    for (index, foot) in last.foot.enumerated() {
      guard let row = last.piece.row else { break }
      separate((foot, row.group, index), in: table.groups[row.group], table: table, y: bottom)
      place(row: foot, top: bottom, height: foot.height(at: step), columns: columns, repeated: true, into: &elements)
      bottom += foot.height(at: step)
    }
    add(rule: table.edge, from: table.from, to: table.to, y: bottom)
    builder.add(.group(.table, elements))
  }

  /// Cells of the widest row, notes not counted: every row of a tagged table has as many.
  static func columns(of table: Table) -> Int {
    var most: Int?
    for group in table.groups {
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

  private mutating func separate(
    _ row: (row: SetRow, group: Int, index: Int), in group: Table.Group, table: Table, y: Length
  ) {
    switch row.row.row.separator {
    case .none: break
    case .usual: add(rule: row.index == 0 ? group.rule : group.hairline, from: table.from, to: table.to, y: y)
    case .partial(let stretches):
      for stretch in stretches { add(rule: group.hairline, from: stretch.from, to: stretch.to, y: y) }
    case .rule(let rule): add(rule: rule, from: table.from, to: table.to, y: y)
    }
  }

  private mutating func add(rule: Table.Rule, from: Length, to: Length, y: Length) {
    if rule.weight > .zero {
      builder.add(rule: Stroke(from: Point(from, y), to: Point(to, y), weight: rule.weight, colour: rule.colour))
    }
  }

  private mutating func place(
    row: SetRow, top: Length, height: Length, columns: Int, repeated: Bool, into elements: inout [Element]
  ) {
    for tint in row.row.tints {
      builder.add(tint: Rectangle(x: tint.from, y: top, width: tint.to - tint.from, height: height), tint.colour)
    }
    var cells: [(role: Table.Cell.Role, span: Int, paragraphs: [[GlyphRun]])] = []
    cells.reserveCapacity(row.cells.count)
    for cell in row.cells {
      let baseline = top + row.firstBaseline(of: cell, height: height)
      builder.add(unread: cell.leaders(firstBaseline: baseline))
      let texts = cell.paragraphs.map { cell.runs(ofLines: $0, firstBaseline: baseline) }
      if cell.cell.role == .note, !cells.isEmpty {
        cells[cells.count - 1].paragraphs += texts
      } else {
        cells.append((cell.cell.role, cell.cell.span, texts))
      }
    }
    if repeated {
      builder.add(unread: cells.flatMap { $0.paragraphs.flatMap(\.self) })
      return
    }
    // A row that only keeps a distance is nothing to a reader.
    if cells.allSatisfy({ $0.paragraphs.allSatisfy { $0.isEmpty } }) { return }
    let missing = columns - cells.map(\.span).reduce(0, +)
    if missing > 0, !cells.isEmpty { cells[cells.count - 1].span += missing }
    elements.append(.group(.row, cells.map { Self.element(role: $0.role, span: $0.span, paragraphs: $0.paragraphs) }))
  }

  /// A cell with one paragraph is a leaf; with several, a group of paragraphs: only leaves may draw.
  private static func element(role: Table.Cell.Role, span: Int, paragraphs: [[GlyphRun]]) -> Element {
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
