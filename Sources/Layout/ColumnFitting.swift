import Typesetting

/// Gives a table's columns the widths that their texts need.
struct ColumnFitting {
  let setter: any TextSetter

  /// The table with the edges of every cell; a table without columns is unchanged.
  func fitColumns(of table: Table) -> Table {
    guard let columns = table.columns else { return table }
    let content = contentWidths(of: columns, in: table)
    let edges = columns.edges { content[$0] }
    var fitted = table
    fitted.columns = nil
    for group in fitted.groups.indices {
      Self.setEdges(of: &fitted.groups[group].head, edges)
      Self.setEdges(of: &fitted.groups[group].rows, edges)
    }
    return fitted
  }

  private static func setEdges(of rows: inout [Table.Row], _ edges: [Table.Stretch]) {
    for row in rows.indices {
      for cell in rows[row].cells.indices {
        guard let column = rows[row].cells[cell].column, column < edges.count else { continue }
        rows[row].cells[cell].from = edges[column].from
        rows[row].cells[cell].to = edges[min(column + rows[row].cells[cell].span, edges.count) - 1].to
      }
      if var carry = rows[row].carry {
        setEdges(of: &carry.foot, edges)
        setEdges(of: &carry.head, edges)
        rows[row].carry = carry
      }
    }
  }

  /// The width that the texts of each content column need; zero for other columns. Every cell is looked at once, and
  /// every text of a content column is set once.
  private func contentWidths(of columns: Table.Columns, in table: Table) -> [Length] {
    var widest = [Length](repeating: .zero, count: columns.widths.count)
    for group in table.groups {
      for rows in [group.head, group.rows] {
        for cell in rows.lazy.flatMap(\.cells) where cell.span == 1 {
          guard let column = cell.column, columns.widths.indices.contains(column),
            case .content(let limit) = columns.widths[column]
          else { continue }
          for paragraph in cell.paragraphs { widest[column] = max(widest[column], width(of: paragraph, upTo: limit)) }
        }
      }
    }
    return zip(widest, columns.widths).map { widest, width in
      guard case .content(let limit) = width else { return .zero }
      // A hundredth of a point allows for rounding: a text in a column of its own width must not be broken.
      return min(limit, widest + .pt(0.01))
    }
  }

  /// The width of the paragraph's longest line. Zero for a text that cannot be set; its fault is reported when the row
  /// is set.
  private func width(of paragraph: Paragraph, upTo limit: Length) -> Length {
    var natural = paragraph
    natural.alignment = .start
    natural.fit = FitPolicy()
    return (try? setter.set(natural, measure: limit))?.lines.map(\.width).max() ?? .zero
  }
}
