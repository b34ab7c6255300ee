import Diagnostics
import Encodings

/// Gives the rows of a table one after the other: delimited text, columns of fixed widths, or a sheet of a workbook.
protocol TableSource: Sendable {
  /// Passes over one row, blank or not; false at the end.
  mutating func skipRow() throws(DiagnosticError) -> TableRow?

  /// The next row that is not blank; nil at the end.
  mutating func next() throws(DiagnosticError) -> TableRow?

  /// Reads the rest of the input without looking at it; returns the length of the input.
  mutating func skipToEnd() throws(DiagnosticError) -> Int

  /// How the table writes its rejected rows.
  var rejectStyle: TableRejects.Style { get }
}

/// Rows of delimited text.
struct DelimitedTable: TableSource {
  private var scanner: CSVScanner
  private let encoding: TextEncoding
  let rejectStyle: TableRejects.Style

  init(_ stream: ByteStream, encoding: TextEncoding, delimiter: UInt8, hasQuotes: Bool) {
    self.encoding = encoding
    let dialect = CSVDialect(
      delimiter: delimiter, quote: hasQuotes ? UInt8(ascii: "\"") : nil,
      // Bytes from 40 on may be the second of a character of CP932.
      skipsSecondBytes: encoding == .cp932 && delimiter >= 0x40)
    scanner = CSVScanner(stream, dialect: dialect)
    rejectStyle = .delimited(delimiter, hasQuotes: hasQuotes)
  }

  mutating func skipRow() throws(DiagnosticError) -> TableRow? { try scanner.scanRow().map(row) }

  mutating func next() throws(DiagnosticError) -> TableRow? { try scanner.next().map(row) }

  mutating func skipToEnd() throws(DiagnosticError) -> Int { try scanner.skipToEnd() }

  private func row(_ csv: CSVRow) -> TableRow {
    var row = TableRow(
      cellCount: csv.fieldCount, line: csv.line, bytes: csv.location, raw: csv.bytes, endsInput: !csv.hasLineEnd)
    if let fault = csv.fault {
      let kind: TableRow.SplitFault =
        switch fault.kind {
        case .bareQuote: .bareQuote
        case .textAfterQuote: .textAfterQuote
        case .unclosedQuote: .unclosedQuote
        case .fieldTooLong: .fieldTooLong
        case .rowTooLong: .rowTooLong
        }
      row.faults = [.split(kind, column: fault.field)]
      return row
    }
    var offsets = FileOffsetMap(csv.bytes, start: csv.location.lowerBound, encoding: encoding)
    row.cells.reserveCapacity(csv.fields.count)
    for (index, field) in csv.fields.enumerated() {
      let start = field.range.lowerBound
      let (text, faults) = TextDecoder.decode(csv.bytes[field.range], as: encoding.internalEncoding)
      row.cells.append(
        TableRow.Cell(
          text: field.hasDoubledQuotes
            ? TextDecoder.decode(csv.content(of: field), as: encoding.internalEncoding).text : text,
          range: field.range, isQuoted: start > 0 && csv.bytes[start - 1] == UInt8(ascii: "\"") && hasQuotes,
          line: csv.line + field.linesBefore, byte: offsets.fileOffset(of: start)))
      for fault in faults {
        row.faults.append(
          .characters(
            column: index, bytes: Array(csv.bytes[fault.range]), byte: offsets.fileOffset(of: fault.range.lowerBound),
            isCut: fault.isCut && fault.range.upperBound == csv.bytes.count))
      }
    }
    return row
  }

  private var hasQuotes: Bool {
    if case .delimited(_, let hasQuotes) = rejectStyle { hasQuotes } else { false }
  }
}
