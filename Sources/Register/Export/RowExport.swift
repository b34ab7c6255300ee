import Diagnostics

/// Rows as text for other programs and for people.
package enum RowExport: String, Sendable, CaseIterable {
  case table
  case csv
  case json

  /// What stands before the rows.
  package func head(_ columns: [RowColumn]) -> String {
    switch self {
    case .table: Self.line(columns.map { ($0, $0.rawValue) })
    case .csv: columns.map(\.rawValue).joined(separator: ",") + "\r\n"
    case .json: ""
    }
  }

  /// One row with its line end. JSON is one object a line.
  package func text(of row: RegisterRow, _ columns: [RowColumn]) -> String {
    switch self {
    case .table: Self.line(columns.map { ($0, Self.shown($0, row)) })
    case .csv: columns.map { Self.cell($0.value(of: row)?.text ?? "") }.joined(separator: ",") + "\r\n"
    case .json:
      JSONWriter.object(
        columns.map { column in
          (column.rawValue, column.value(of: row).map { $0.isNumber ? $0.text : JSONWriter.literal($0.text) })
        }) + "\n"
    }
  }

  /// RFC 4180, and no cell that a spreadsheet would take for a formula: a leading = + - @, tab or line end gets an apostrophe before it.
  private static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) { text = "'" + text }
    let isPlain = !text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    return isPlain
      ? text : "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// One row for a person, a column a line: digests and paths whole, other texts as messages quote them.
  package static func card(of row: RegisterRow) -> String {
    let room = RowColumn.allCases.map(\.rawValue.utf8.count).max() ?? 0
    return RowColumn.allCases.map { column in
      let gap = String(repeating: " ", count: room - column.rawValue.utf8.count + 2)
      let text = column.value(of: row)?.text ?? "-"
      let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      return column.rawValue + gap + (isPlain ? text : Echo.plain(text)) + "\n"
    }.joined()
  }

  private static func shown(_ column: RowColumn, _ row: RegisterRow) -> String {
    let text = column.value(of: row)?.text ?? "-"
    return switch column {
    case .sha256, .formDigest, .recordDigest, .rulesDigest, .fontsDigest, .configuration, .chain:
      String(text.prefix(12))
    default: Echo.plain(text)
    }
  }

  private static func line(_ cells: [(column: RowColumn, text: String)]) -> String {
    var line = ""
    for (column, text) in cells {
      line += text + String(repeating: " ", count: max(0, width(column) - columns(text)) + 2)
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
  }

  /// Room for what a column usually holds, and for its name.
  private static func width(_ column: RowColumn) -> Int {
    let usual =
      switch column {
      case .action: 7
      case .state, .issuedOn: 10
      case .number, .recordedAt, .run: 20
      case .document: 14
      case .sha256, .formDigest, .recordDigest, .rulesDigest, .fontsDigest, .configuration, .chain: 12
      case .by: 10
      default: 0
      }
    return max(usual, column.rawValue.utf8.count)
  }

  /// Columns of a terminal: what is not ASCII or half-width kana takes two.
  private static func columns(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 || (0xFF61...0xFF9F).contains($1.value) ? 1 : 2) }
  }
}
