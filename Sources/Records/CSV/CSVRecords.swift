import Diagnostics
import Fields

/// Records of a CSV file: its heading row once, then a record a row.
struct CSVRecords: RowSource {
  private let context: RowContext
  private let inner: TextEncoding
  private var scanner: CSVScanner
  let headings: HeadingRow?
  private let columns: [Column]
  private(set) var diagnostics: [Diagnostic]
  private var count = 0
  private var emptyRows = 0
  private var hasEnded = false

  init(_ stream: ByteStream, context: RowContext) throws(DiagnosticError) {
    self.context = context
    inner = context.encoding.inner
    scanner = CSVScanner(stream)
    guard let row = try scanner.next() else {
      throw DiagnosticError(.emptyInput(at: SourceLocation(file: context.file)))
    }
    let location = SourceLocation(file: context.file, line: row.line, byte: row.location.lowerBound)
    if row.fault != nil { throw DiagnosticError(.headingRowWanted(at: location, isParted: true)) }
    var headings: [String] = []
    for field in row.fields {
      let (text, faults) = TextDecoder.decode(row.content(of: field), as: inner)
      if !faults.isEmpty { throw DiagnosticError(.unmapped(nil, context.encoding, at: location)) }
      headings.append(text)
    }
    let plan = try ColumnPlan(headings: headings, names: context.names, location: location)
    columns = plan.columns
    diagnostics = plan.diagnostics
    self.headings = HeadingRow(columns: plan.columns, bytes: row.bytes)
  }

  mutating func next() throws(DiagnosticError) -> RecordRow? {
    while !hasEnded, let row = try scanner.next() {
      if row.fault == nil, row.fields.count == columns.count, row.fields.allSatisfy(\.range.isEmpty) {
        emptyRows += 1
        continue
      }
      count += 1
      return try record(of: row)
    }
    if !hasEnded { sayTheEnd() }
    return nil
  }

  private mutating func sayTheEnd() {
    hasEnded = true
    let location = SourceLocation(file: context.file)
    if emptyRows > 0 { diagnostics.append(.emptyRows(emptyRows, at: location)) }
    if count == 0 { diagnostics.append(.noRecords(at: location)) }
  }

  private mutating func record(of row: CSVRow) throws(DiagnosticError) -> RecordRow {
    let location = SourceLocation(file: context.file, record: count, line: row.line, byte: row.location.lowerBound)
    if let fault = row.fault { return refused(row, at: location, describe(fault, of: row, at: location)) }
    if row.fieldCount != columns.count {
      let isCut = !row.hasLineEnd && row.fieldCount < columns.count
      return refused(
        row, at: location,
        isCut ? .cut(at: location) : .columnCount(row.fieldCount, expected: columns.count, at: location))
    }
    var cells = CellReader(row: row, columns: columns, inner: inner, encoding: context.encoding, location: location)
    cells.read()
    guard let fault = cells.firstFault else { return cells.record }
    if fault.isCut, !row.hasLineEnd { return refused(row, at: location, .cut(at: location)) }
    if context.proof == .validUTF8 {
      hasEnded = true
      let end = try scanner.skipToEnd()
      return RecordRow(
        RawRow(location: location, diagnostics: [.notUTF8(at: fault.location)]), bytes: row.location.lowerBound..<end,
        raw: nil)
    }
    return cells.record
  }

  private func refused(_ row: CSVRow, at location: SourceLocation, _ diagnostic: Diagnostic) -> RecordRow {
    RecordRow(RawRow(location: location, diagnostics: [diagnostic]), bytes: row.location, raw: nil)
  }

  private func describe(_ fault: CSVRow.Fault, of row: CSVRow, at location: SourceLocation) -> Diagnostic {
    var exact = location
    exact.heading = fault.field < columns.count ? columns[fault.field].heading : nil
    switch fault.kind {
    case .bareQuote: return .bareQuote(at: exact)
    case .textAfterQuote: return .textAfterQuote(at: exact)
    case .unclosedQuote: return .cut(at: location)
    case .fieldTooLong: return .fieldTooLong(at: exact)
    case .rowTooLong: return .rowTooLong(at: location)
    }
  }
}
