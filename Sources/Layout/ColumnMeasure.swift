import Typesetting

/// Gives a table's columns the widths that its texts ask for.
struct ColumnMeasure {
  let setter: any TextSetter

  /// The table with every cell's edges decided; one whose columns are stated stays as it is.
  func settled(_ table: Table) -> Table {
    guard let columns = table.columns else { return table }
    let edges = columns.edges { index in
      guard case .content(let limit) = columns.widths[index] else { return .zero }
      return widest(index, in: table, upTo: limit)
    }
    var settled = table
    settled.columns = nil
    for group in settled.groups.indices {
      Self.place(&settled.groups[group].head, edges)
      Self.place(&settled.groups[group].rows, edges)
    }
    return settled
  }

  private static func place(_ rows: inout [Table.Row], _ edges: [Table.Stretch]) {
    for row in rows.indices {
      for cell in rows[row].cells.indices {
        guard let column = rows[row].cells[cell].column, column < edges.count else { continue }
        rows[row].cells[cell].from = edges[column].from
        rows[row].cells[cell].to = edges[min(column + rows[row].cells[cell].span, edges.count) - 1].to
      }
      if var carry = rows[row].carry {
        place(&carry.foot, edges)
        place(&carry.head, edges)
        rows[row].carry = carry
      }
    }
  }

  private func widest(_ column: Int, in table: Table, upTo limit: Length) -> Length {
    var widest = Length.zero
    for cell in table.groups.flatMap({ $0.head + $0.rows }).flatMap(\.cells)
    where cell.column == column && cell.span == 1 {
      for paragraph in cell.paragraphs { widest = max(widest, width(of: paragraph, upTo: limit)) }
    }
    // What is set in a measure of its own width must not be broken by the last bit of a sum.
    return min(limit, widest + .pt(0.01))
  }

  /// Width of the paragraph's lines as they end by themselves; of a text that cannot be set, nothing: its setting says why.
  private func width(of paragraph: Paragraph, upTo limit: Length) -> Length {
    var natural = paragraph
    natural.alignment = .start
    natural.fit = FitPolicy()
    return (try? setter.set(natural, measure: limit))?.lines.map(\.width).max() ?? .zero
  }
}
