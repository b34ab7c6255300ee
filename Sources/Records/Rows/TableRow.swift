import Fields

/// One row of a table that is read by a mapping or from a workbook, its cells decoded.
struct TableRow: Sendable {
  struct Cell: Sendable {
    var text: String
    /// Where the cell is in the row's bytes, without quotation marks around it; empty in a workbook.
    var range: Range<Int> = 0..<0
    var isQuoted = false
    /// The line, or row of a sheet, where the cell begins.
    var line: Int
    /// Offset in the file; nil in a workbook.
    var byte: Int?
  }

  /// Why a row of delimited cells cannot be split.
  enum SplitFault: Sendable {
    case bareQuote, textAfterQuote, unclosedQuote, fieldTooLong, rowTooLong
  }

  /// Why the row cannot be taken as it is.
  enum Fault: Sendable {
    /// It cannot be split.
    case split(SplitFault, column: Int)
    /// It is shorter or longer than the columns of fixed widths.
    case width(Int, expected: Int)
    /// The input ends inside a column of fixed widths.
    case cut
    /// Bytes of a cell are no characters. `byte` is the offset in the file.
    case characters(column: Int, bytes: [UInt8], byte: Int, isCut: Bool)
    /// A formula of a workbook whose result was not stored.
    case formula(column: Int)
    /// A number of a workbook in a date's format that is no day.
    case noDay(column: Int)
    /// A cell of a workbook that refers to nothing, or stands there twice.
    case damaged(column: Int)
  }

  var cells: [Cell] = []
  /// How many cells the row has, even when it could not be split.
  var cellCount: Int
  /// Line, or row of a sheet, from 1.
  var line: Int
  /// Where the row is in the file; empty in a workbook.
  var bytes: Range<Int>
  /// The row's bytes in the internal encoding; empty in a workbook.
  var raw: [UInt8]
  var faults: [Fault] = []
  /// Whether the row ends the input without a line end.
  var endsInput = false

  /// The text of a cell, without white space at its ends; empty where there is no such cell.
  func text(at index: Int?) -> String {
    guard let index, cells.indices.contains(index) else { return "" }
    return cells[index].text.trimmedOfWhiteSpace
  }

  var isEmpty: Bool { faults.isEmpty && cells.allSatisfy(\.text.isBlank) }
}
