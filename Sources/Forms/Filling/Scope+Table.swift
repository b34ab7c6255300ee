import Typesetting

extension Scope {
  func block(_ template: BlockTemplate) -> Block {
    Block(
      start: template.start, boxes: boxes(template.boxes), table: expand(template.tables).first.map { $0.scope.table($0.item) },
      height: template.height, keepsWithPrevious: template.keepsWithPrevious, standsOnGrid: template.standsOnGrid)
  }

  private func table(_ template: TableTemplate) -> Table {
    let groups = expand(template.groups).map { group in
      Table.Group(
        rule: group.item.rule, hairline: group.item.hairline, head: group.scope.rows(group.item.head),
        rows: group.scope.rows(group.item.rows))
    }
    var head = rows(template.head)
    // No page ends below the head.
    for row in head.indices { head[row].keepsWithNext = true }
    let top = head.isEmpty ? [] : [Table.Group(rule: template.rule, hairline: template.hairline, rows: head)]
    return Table(
      from: template.from, to: template.to, edge: template.edge, groups: top + groups.filter { !$0.rows.isEmpty },
      repeatsFirstGroup: !head.isEmpty, columns: template.columns)
  }

  private func rows(_ branches: [Branch<RowTemplate>]) -> [Table.Row] {
    expand(branches).map { row in
      Table.Row(
        cells: row.scope.expand(row.item.cells).map { $0.scope.cell($0.item) }, height: row.item.height, lines: row.item.lines,
        pitch: row.item.pitch, tints: row.item.tints, separator: row.item.separator, keepsWithNext: row.item.keepsWithNext,
        carry: row.item.carry.map { Table.Carry(foot: row.scope.unnoted.rows($0.foot), head: row.scope.unnoted.rows($0.head)) })
    }
  }

  private func cell(_ template: CellTemplate) -> Table.Cell {
    Table.Cell(
      from: template.from, to: template.to, paragraphs: expand(template.lines).map { $0.scope.paragraph($0.item) },
      role: template.role, vertical: template.vertical, span: template.span, column: template.column, pitch: template.pitch)
  }
}
