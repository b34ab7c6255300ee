import Layout
import Typesetting

extension Scope {
  func block(_ template: BlockTemplate) -> Block {
    Block(
      start: template.start, boxes: boxes(template.boxes), table: filled(template.tables) { $1.table($0) }.first,
      height: template.height, keepsWithPrevious: template.keepsWithPrevious, standsOnGrid: template.standsOnGrid)
  }

  private func table(_ template: TableTemplate) -> Table {
    let groups: [Table.Group] = filled(template.groups) { group, scope in
      let rows = scope.rows(group.rows)
      if rows.isEmpty { return nil }
      return Table.Group(rule: group.rule, hairline: group.hairline, head: scope.rows(group.head), rows: rows)
    }
    var head = rows(template.head)
    // No page ends below the head.
    for row in head.indices { head[row].keepsWithNext = true }
    let top = head.isEmpty ? [] : [Table.Group(rule: template.rule, hairline: template.hairline, rows: head)]
    return Table(
      from: template.from, to: template.to, edge: template.edge, groups: top + groups, repeatsFirstGroup: !head.isEmpty,
      columns: template.columns)
  }

  private func rows(_ branches: [Branch<RowTemplate>]) -> [Table.Row] {
    filled(branches) { row, scope in
      Table.Row(
        cells: scope.filled(row.cells) { $1.cell($0) }, height: row.height, lines: row.lines, pitch: row.pitch,
        tints: row.tints,
        separator: row.separator, keepsWithNext: row.keepsWithNext,
        carry: row.carry.map { Table.Carry(foot: scope.unnoted.rows($0.foot), head: scope.unnoted.rows($0.head)) })
    }
  }

  private func cell(_ template: CellTemplate) -> Table.Cell {
    template.fixed ?? template.cell(filled(template.lines) { $1.paragraph($0) })
  }
}
