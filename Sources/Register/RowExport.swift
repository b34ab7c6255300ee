import Diagnostics
import Digests
import Foundation

/// Rows as text: CSV and JSON Lines for other programs, a table for the terminal. `RowColumn` below says what a row has
/// in which column.
///
/// ```
/// var text = RowExport.csv.head([.number, .state])           // "number,state\r\n"
/// text += RowExport.csv.text(of: row, [.number, .state])     // "第1号,issued\r\n"
/// RowExport.json.text(of: row, [.number, .state])            // {"number":"第1号","state":"issued"}
/// ```
package enum RowExport: String, Sendable, CaseIterable {
  case table
  case csv
  case json

  /// The heading, with its line end; JSON has none.
  package func head(_ columns: [RowColumn]) -> String {
    switch self {
    case .table: Self.line(columns.map { ($0, $0.rawValue) })
    case .csv: columns.map(\.rawValue).joined(separator: ",") + "\r\n"
    case .json: ""
    }
  }

  /// One row with its line end. In JSON it is one object a line.
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

  /// A cell by RFC 4180. A spreadsheet would run a cell as a formula that begins with = + - @, a tab or a line end;
  /// such a cell gets an apostrophe before it.
  private static func cell(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) { text = "'" + text }
    let isPlain = !text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
    return isPlain
      ? text : "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// One row for a person to read, a column a line. Plain ASCII, such as digests and paths, is shown whole; other texts
  /// as messages quote them.
  package static func card(of row: RegisterRow) -> String {
    let room = RowColumn.allCases.map(\.rawValue.utf8.count).max() ?? 0
    return RowColumn.allCases.map { column in
      let gap = String(repeating: " ", count: room - column.rawValue.utf8.count + 2)
      let text = column.value(of: row)?.text ?? "-"
      let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      return column.rawValue + gap + (isPlain ? text : Echo.plain(text)) + "\n"
    }.joined()
  }

  /// The text of a cell in a table: of a digest the first 12 digits, which tell it from any other that a person will
  /// compare.
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
      line += text + String(repeating: " ", count: max(0, width(column) - terminalColumns(of: text)) + 2)
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line + "\n"
  }

  /// The width of a column: what its values usually take, and at least its name.
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

  /// How many columns of a terminal a text takes: two a character, except ASCII and its neighbours below U+1100 and
  /// half-width kana.
  private static func terminalColumns(of text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 || (0xFF61...0xFF9F).contains($1.value) ? 1 : 2) }
  }
}

/// 出力の欄 (output column): what an export says of a row, in this order. CSV and JSON name the columns by `rawValue`.
package enum RowColumn: String, Sendable, CaseIterable {
  case sequence, action, state, number, change, document, issuedOn, recordedAt, run, path, sha256, bytes, pages,
    standard, unprotected
  case form, edition, formDigest, recordDigest, rulesDigest, fontsDigest, configuration, format
  case target, endedBy, mark, reason, by, chain

  /// The columns of the table for the terminal.
  package static let brief: [RowColumn] = [
    .sequence, .action, .state, .number, .change, .document, .issuedOn, .pages, .sha256,
  ]

  /// The value, and whether it is a number in JSON; nil when the row has none.
  func value(of row: RegisterRow) -> (text: String, isNumber: Bool)? {
    func text(_ text: String?) -> (String, Bool)? { text.map { ($0, false) } }
    func number(_ number: (some BinaryInteger)?) -> (String, Bool)? { number.map { (String($0), true) } }
    return switch self {
    case .sequence: number(row.sequence)
    case .action: text(row.action.rawValue)
    case .state: text(row.state.rawValue)
    case .number: text(row.identity.number)
    case .change: number(row.identity.change)
    case .document: text(row.identity.document)
    case .issuedOn: text(row.paper?.issuedOn)
    case .recordedAt: text(Timestamp.text(row.recordedAt))
    case .run: text(row.run)
    case .path: text(row.paper?.path)
    case .sha256: text(row.paper?.digest.hexadecimal)
    case .bytes: number(row.paper?.bytes)
    case .pages: number(row.paper?.pages)
    case .standard: text(row.paper?.packaging.standard)
    case .unprotected: text(row.paper?.packaging.unencrypted?.hexadecimal)
    case .form: text(row.paper?.form)
    case .edition: number(row.paper?.edition)
    case .formDigest: text(row.paper?.formDigest.hexadecimal)
    case .recordDigest: text(row.paper?.recordDigest.hexadecimal)
    case .rulesDigest: text(row.paper?.rulesDigest.hexadecimal)
    case .fontsDigest: text(row.paper?.fontsDigest.hexadecimal)
    case .configuration: text(row.paper?.configuration.hexadecimal)
    case .format: number(row.paper?.format)
    case .target: number(row.target)
    case .endedBy: number(row.endedBy)
    case .mark: text(row.mark)
    case .reason: text(row.reason)
    case .by: text(row.by)
    case .chain: text(row.chain.hexadecimal)
    }
  }
}

/// A moment as ISO 8601 in UTC, whatever the time zone of the machine.
private enum Timestamp {
  /// `2025-04-01T15:00:00Z`.
  static func text(_ epochSecond: Int64) -> String {
    Date(timeIntervalSince1970: TimeInterval(epochSecond)).formatted(.iso8601)
  }
}
