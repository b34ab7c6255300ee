import HostSystem
import Register

/// Rows on standard output.
enum RowPrinter {
  /// A table shows what a person looks for, the other forms every column.
  static func print(_ rows: [RegisterRow], as format: RowExport, brief: [RowColumn] = RowColumn.brief) {
    let columns = format == .table ? brief : RowColumn.allCases
    StandardStream.output.write(format.head(columns) + rows.map { format.text(of: $0, columns) }.joined())
  }
}
