import Diagnostics
import Encodings
import Fields
import Mapping

/// Reads the records of a table by a mapping, or of a workbook: passes over what stands before the headings, finds the
/// columns, tells records from other rows, joins the rows of one record, and fills the fields by their recipes.
///
/// What concerns the file as a whole is thrown: a column that the mapping names and the file lacks, and a trailer that
/// does not agree with what was read. The first pass over an input finds it before anything is issued.
struct TableRecords<Table: TableSource>: RowSource {
  private let input: InputDescription
  private var table: Table
  private let layout: TableLayout
  let headings: HeadingRow?
  let tableRejects: TableRejects?
  private(set) var diagnostics: [Diagnostic]
  private var filter: RowFilter
  /// A row that was read and belongs to the next record, or is the first of a table without headings.
  private var waiting: TableRow?
  /// How many records have been given out.
  private var count = 0
  private var hasEnded = false

  init(_ table: Table, input: InputDescription) throws(DiagnosticError) {
    var table = table
    self.input = input
    let file = input.mapping.file
    var before: [TableRow] = []
    for _ in 0..<file.skippedRows { if let row = try table.skipRow() { before.append(row) } }
    guard let first = try table.next() else {
      throw DiagnosticError(.emptyInput(at: SourceLocation(file: input.file)))
    }
    let headingRow: HeadingRow
    if file.hasHeadings {
      headingRow = try Self.headings(first, input: input)
      before.append(first)
    } else {
      headingRow = HeadingRow(count: min(first.cellCount, ReadingLimits.columns))
      waiting = first
    }
    headings = headingRow
    layout = try TableLayout(headingRow, input: input, line: first.line)
    diagnostics = headingRow.diagnostics
    filter = RowFilter(input, layout, headings: file.hasHeadings ? first : nil)
    tableRejects = TableRejects(
      table.rejectStyle, before: before, columns: layout.columns, hasHeadings: file.hasHeadings,
      secret: layout.secretColumns, encoding: input.encoding.internalEncoding,
      keyForm: input.keyForm)
    self.table = table
  }

  private static func headings(_ row: TableRow, input: InputDescription) throws(DiagnosticError) -> HeadingRow {
    let location = SourceLocation(
      file: input.file, line: row.line, byte: row.raw.isEmpty ? nil : row.bytes.lowerBound)
    for fault in row.faults {
      if case .characters = fault { throw DiagnosticError(.notInEncoding(nil, input.encoding, at: location)) }
      throw DiagnosticError(.headingRowMissing(at: location, isCommaSeparated: true))
    }
    return try HeadingRow(
      headings: row.cells.map(\.text), bytes: row.raw, names: input.names, location: location, keyForm: input.keyForm)
  }

  mutating func next() throws(DiagnosticError) -> RecordRow? {
    while !hasEnded {
      guard let rows = try nextRows() else {
        try endReading()
        return nil
      }
      if let refusal = try refusalOfUnprovedEncoding(rows) { return refusal }
      // Rows that are in order but do not fulfil the conditions are passed over; a broken one is always reported.
      if rows[0].faults.isEmpty, rows[0].cellCount == layout.columns.count, !filter.isWanted(rows[0]) { continue }
      count += 1
      var builder = TableRecordBuilder(input: input, layout: layout, number: count)
      return builder.record(of: rows)
    }
    return nil
  }

  private mutating func endReading() throws(DiagnosticError) {
    hasEnded = true
    let location = SourceLocation(file: input.file)
    try filter.checkEnd(at: location)
    diagnostics += filter.notes(at: location)
    if count == 0 { diagnostics.append(.noRecords(at: location)) }
  }

  /// The rows of the next record: one, or several when the mapping says so.
  private mutating func nextRows() throws(DiagnosticError) -> [TableRow]? {
    guard let first = try nextRow() else { return nil }
    guard let grouping = input.mapping.rows.grouping else { return [first] }
    var rows = [first]
    while let row = try nextRow() {
      if begins(row, after: first, grouping) {
        waiting = row
        isWaitingRowSeen = true
        break
      }
      rows.append(row)
    }
    return rows
  }

  private func begins(_ row: TableRow, after first: TableRow, _ grouping: RowRules.Grouping) -> Bool {
    // A row that cannot be read belongs to the record before it, which is then refused: the row may be a member's.
    guard row.faults.isEmpty, row.cellCount == layout.columns.count else { return false }
    let index = layout.index(of: grouping.column)
    switch grouping {
    case .start(let condition): return condition.holds(for: row.text(at: index))
    case .same: return row.text(at: index).isEmpty || row.text(at: index) != first.text(at: index)
    }
  }

  /// Whether the waiting row has passed the filter already.
  private var isWaitingRowSeen = false

  /// The next row that may be a record or a part of one.
  private mutating func nextRow() throws(DiagnosticError) -> TableRow? {
    while true {
      let row: TableRow
      if let known = waiting {
        waiting = nil
        if isWaitingRowSeen {
          isWaitingRowSeen = false
          return known
        }
        row = known
      } else if let read = try table.next() {
        row = read
      } else {
        return nil
      }
      if try filter.passes(row, at: location(of: row)) { return row }
    }
  }

  private func location(of row: TableRow) -> SourceLocation {
    SourceLocation(file: input.file, line: row.line, byte: row.raw.isEmpty ? nil : row.bytes.lowerBound)
  }

  /// Nobody stated an encoding, and a row is not UTF-8: reading ends here, as with CSV without a mapping.
  private mutating func refusalOfUnprovedEncoding(_ rows: [TableRow]) throws(DiagnosticError) -> RecordRow? {
    guard input.evidence == .validUTF8 else { return nil }
    for row in rows {
      for case .characters(_, _, let byte, let isCut) in row.faults where !(isCut && row.endsInput) {
        hasEnded = true
        count += 1
        var location = location(of: rows[0])
        location.record = count
        let end = try table.skipToEnd()
        var exact = location
        exact.byte = byte
        return RecordRow(refused: .notUTF8(at: exact), at: location, bytes: rows[0].bytes.lowerBound..<end)
      }
    }
    return nil
  }
}
