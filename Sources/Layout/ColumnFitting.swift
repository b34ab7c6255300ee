import Typesetting

/// Gives a table's columns the widths that their texts need.
struct ColumnFitting {
  let setter: any TextSetter

  /// The table with the edges of every cell; a table without columns is unchanged.
  func fitColumns(of table: Table) -> Table {
    guard let columns = table.columns else { return table }
    let edges = columns.edges { index in
      guard case .content(let limit) = columns.widths[index] else { return .zero }
      return widestText(ofColumn: index, in: table, upTo: limit)
    }
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

  private func widestText(ofColumn column: Int, in table: Table, upTo limit: Length) -> Length {
    var widest = Length.zero
    for cell in table.groups.flatMap({ $0.head + $0.rows }).flatMap(\.cells)
    where cell.column == column && cell.span == 1 {
      for paragraph in cell.paragraphs { widest = max(widest, width(of: paragraph, upTo: limit)) }
    }
    // A hundredth of a point allows for rounding: a text in a column of its own width must not be broken.
    return min(limit, widest + .pt(0.01))
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
