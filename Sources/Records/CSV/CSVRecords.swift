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

  init(_ stream: ByteStream, context: RowContext) throws(Refusal) {
    self.context = context
    inner = context.encoding.inner
    scanner = CSVScanner(stream)
    guard let row = try scanner.next() else { throw Refusal(.emptyInput(at: Place(file: context.file))) }
    let place = Place(file: context.file, line: row.line, byte: row.place.lowerBound)
    if row.fault != nil { throw Refusal(.headingRowWanted(at: place, isParted: true)) }
    var headings: [String] = []
    for field in row.fields {
      let (text, faults) = TextDecoder.decode(row.content(of: field), as: inner)
      if !faults.isEmpty { throw Refusal(.unmapped(nil, context.encoding, at: place)) }
      headings.append(text)
    }
    let plan = try ColumnPlan(headings: headings, names: context.names, place: place)
    columns = plan.columns
    diagnostics = plan.diagnostics
    self.headings = HeadingRow(columns: plan.columns, bytes: row.bytes)
  }

  mutating func next() throws(Refusal) -> RecordRow? {
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
    let place = Place(file: context.file)
    if emptyRows > 0 { diagnostics.append(.emptyRows(emptyRows, at: place)) }
    if count == 0 { diagnostics.append(.noRecords(at: place)) }
  }

  private mutating func record(of row: CSVRow) throws(Refusal) -> RecordRow {
    let place = Place(file: context.file, record: count, line: row.line, byte: row.place.lowerBound)
    if let fault = row.fault { return refused(row, at: place, describe(fault, of: row, at: place)) }
    if row.fieldCount != columns.count {
      let isCut = !row.hasLineEnd && row.fieldCount < columns.count
      return refused(row, at: place, isCut ? .cut(at: place) : .columnCount(row.fieldCount, expected: columns.count, at: place))
    }
    var cells = CellReader(row: row, columns: columns, inner: inner, encoding: context.encoding, place: place)
    cells.read()
    guard let fault = cells.firstFault else { return cells.record }
    if fault.isCut, !row.hasLineEnd { return refused(row, at: place, .cut(at: place)) }
    if context.proof == .validUTF8 {
      hasEnded = true
      let end = try scanner.skipToEnd()
      return RecordRow(RawRow(place: place, diagnostics: [.notUTF8(at: fault.place)]), bytes: row.place.lowerBound..<end, raw: nil)
    }
    return cells.record
  }

  private func refused(_ row: CSVRow, at place: Place, _ diagnostic: Diagnostic) -> RecordRow {
    RecordRow(RawRow(place: place, diagnostics: [diagnostic]), bytes: row.place, raw: nil)
  }

  private func describe(_ fault: CSVRow.Fault, of row: CSVRow, at place: Place) -> Diagnostic {
    var exact = place
    exact.heading = fault.field < columns.count ? columns[fault.field].heading : nil
    switch fault.kind {
    case .bareQuote: return .bareQuote(at: exact)
    case .textAfterQuote: return .textAfterQuote(at: exact)
    case .unclosedQuote: return .cut(at: place)
    case .fieldTooLong: return .fieldTooLong(at: exact)
    case .rowTooLong: return .rowTooLong(at: place)
    }
  }
}
