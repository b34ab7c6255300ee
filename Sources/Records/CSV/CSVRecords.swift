import Diagnostics
import Encodings
import Fields

/// Reads the records of a CSV file. The first row that is not blank is the heading row, read by `init`; every further
/// row is a record.
///
/// A row that cannot be split, or has another number of cells than the heading row, becomes a record without cells that
/// says why. So does a row with bytes that are no characters of the encoding, except when the file was only taken for
/// UTF-8: then reading ends there.
struct CSVRecords: RowSource {
  private let input: InputDescription
  private var scanner: CSVScanner
  let headings: HeadingRow?
  private let columns: [Column]
  private(set) var diagnostics: [Diagnostic]
  /// How many records have been given out.
  private var count = 0
  private var emptyRowCount = 0
  private var hasEnded = false

  init(_ stream: ByteStream, input: InputDescription) throws(DiagnosticError) {
    self.input = input
    scanner = CSVScanner(stream)
    guard let row = try scanner.next() else {
      throw DiagnosticError(.emptyInput(at: SourceLocation(file: input.file)))
    }
    let location = SourceLocation(file: input.file, line: row.line, byte: row.location.lowerBound)
    if row.fault != nil { throw DiagnosticError(.headingRowMissing(at: location, isCommaSeparated: true)) }
    var headings: [String] = []
    for field in row.fields {
      let (text, faults) = TextDecoder.decode(row.content(of: field), as: input.encoding.internalEncoding)
      if !faults.isEmpty { throw DiagnosticError(.notInEncoding(nil, input.encoding, at: location)) }
      headings.append(text)
    }
    let headingRow = try HeadingRow(
      headings: headings, bytes: row.bytes, names: input.names, location: location,
      keyForm: input.keyForm)
    columns = headingRow.columns
    diagnostics = headingRow.diagnostics
    self.headings = headingRow
  }

  mutating func next() throws(DiagnosticError) -> RecordRow? {
    while !hasEnded, let row = try scanner.next() {
      if row.fault == nil, row.fields.count == columns.count, row.fields.allSatisfy({ isBlank($0, in: row) }) {
        emptyRowCount += 1
        continue
      }
      count += 1
      return try record(of: row)
    }
    if !hasEnded { addClosingDiagnostics() }
    return nil
  }

  /// Whether a cell has white space only.
  private func isBlank(_ field: CSVRow.Field, in row: CSVRow) -> Bool {
    if field.range.isEmpty { return true }
    let (text, faults) = TextDecoder.decode(row.bytes[field.range], as: input.encoding.internalEncoding)
    return faults.isEmpty && text.isBlank
  }

  /// What can be said only when the whole file has been read.
  private mutating func addClosingDiagnostics() {
    hasEnded = true
    let location = SourceLocation(file: input.file)
    if scanner.endMarks > 0 { diagnostics.append(.endMark(at: location)) }
    if emptyRowCount > 0 { diagnostics.append(.emptyRows(emptyRowCount, at: location)) }
    if count == 0 { diagnostics.append(.noRecords(at: location)) }
  }

  private mutating func record(of row: CSVRow) throws(DiagnosticError) -> RecordRow {
    let location = SourceLocation(file: input.file, record: count, line: row.line, byte: row.location.lowerBound)
    if let fault = row.fault { return refused(row, at: location, diagnostic(for: fault, at: location)) }
    if row.fieldCount != columns.count {
      let isTruncated = !row.hasLineEnd && row.fieldCount < columns.count
      return refused(
        row, at: location,
        isTruncated ? .truncated(at: location) : .columnCount(row.fieldCount, expected: columns.count, at: location))
    }
    if let headings, row.bytes.count == headings.bytes.count, row.bytes == headings.bytes {
      return refused(row, at: location, .repeatedHeadings(at: location))
    }
    var cells = CSVCellReader(row: row, columns: columns, encoding: input.encoding, location: location)
    cells.readCells()
    if let nul = row.bytes.firstIndex(of: 0) { cells.reportNUL(at: nul) }
    guard let fault = cells.firstFault else { return cells.record }
    if fault.isCut, !row.hasLineEnd { return refused(row, at: location, .truncated(at: location)) }
    if input.evidence == .validUTF8 {
      hasEnded = true
      let end = try scanner.skipToEnd()
      return RecordRow(
        refused: .notUTF8(at: fault.location), at: location, bytes: row.location.lowerBound..<end)
    }
    return cells.record
  }

  private func refused(_ row: CSVRow, at location: SourceLocation, _ diagnostic: Diagnostic) -> RecordRow {
    RecordRow(refused: diagnostic, at: location, bytes: row.location)
  }

  private func diagnostic(for fault: CSVRow.Fault, at location: SourceLocation) -> Diagnostic {
    var exact = location
    exact.heading = fault.field < columns.count ? columns[fault.field].heading : nil
    switch fault.kind {
    case .bareQuote: return .bareQuote(at: exact)
    case .textAfterQuote: return .textAfterQuote(at: exact)
    case .unclosedQuote: return .truncated(at: location)
    case .fieldTooLong: return .fieldTooLong(at: exact)
    case .rowTooLong: return .rowTooLong(at: location)
    }
  }
}

/// Decodes the cells of one row that has the right number of them. The key becomes a `Secret` at once.
private struct CSVCellReader {
  /// Bytes that are no characters.
  struct Fault {
    var location: SourceLocation
    /// Whether the row ends inside a character.
    var isCut: Bool
  }

  private let row: CSVRow
  private let columns: [Column]
  private let encoding: TextEncoding
  private let internalEncoding: TextEncoding
  private var offsets: FileOffsetMap
  private(set) var record: RecordRow
  private(set) var firstFault: Fault?

  init(row: CSVRow, columns: [Column], encoding: TextEncoding, location: SourceLocation) {
    self.row = row
    self.columns = columns
    self.encoding = encoding
    internalEncoding = encoding.internalEncoding
    offsets = FileOffsetMap(row.bytes, start: row.location.lowerBound, encoding: encoding)
    record = RecordRow(RawRow(location: location), bytes: row.location, raw: row.bytes)
    record.row.cells.reserveCapacity(columns.count)
    record.isReject = columns.contains { $0.heading.utf8.elementsEqual(ColumnNames.reasonsHeading.utf8) }
  }

  mutating func readCells() {
    for (column, field) in zip(columns, row.fields) where !field.range.isEmpty {
      readCell(field, column)
    }
  }

  private mutating func readCell(_ field: CSVRow.Field, _ column: Column) {
    var location = record.row.location
    location.line = row.line + field.linesBefore
    location.byte = offsets.fileOffset(of: field.range.lowerBound)
    location.heading = column.heading
    location.field = column.target?.text
    if column.heading.utf8.elementsEqual(ColumnNames.sourceHeading.utf8) {
      record.source = TextDecoder.decode(row.content(of: field), as: internalEncoding).text
    }
    // The bytes are decoded as they stand in the file, so that the index of a fault can be converted to an offset in
    // the file. Only then are doubled quotation marks reduced, which few cells have.
    let (text, faults) = TextDecoder.decode(row.bytes[field.range], as: internalEncoding)
    for fault in faults { recordFault(fault, column, at: location) }
    guard let target = column.target, faults.isEmpty else { return }
    let content = field.hasDoubledQuotes ? TextDecoder.decode(row.content(of: field), as: internalEncoding).text : text
    // One of several columns for one field may be blank: of 前払金額 and 中間前払金額 each record fills one.
    if content.isBlank { return }
    let value: RawValue = target.isSecret ? .secret(Secret(content)) : .text(content)
    if target.isSecret { record.hasMaskedKey = Secret.isMask(content) }
    if record.row.cells.updateValue(RawCell(value, at: location), forKey: target.key) != nil {
      record.row.diagnostics.append(.fieldTwice(at: location))
    }
  }

  /// Reports a NUL, in whatever column it stands.
  ///
  /// - Parameter index: in the bytes of the row.
  mutating func reportNUL(at index: Int) {
    var location = record.row.location
    location.line = row.line + row.bytes[..<index].count { $0 == 0x0A }
    location.byte = offsets.fileOffset(of: index)
    record.row.diagnostics.append(.nul(at: location))
  }

  private mutating func recordFault(_ fault: TextDecoder.Fault, _ column: Column, at cell: SourceLocation) {
    var location = cell
    location.byte = offsets.fileOffset(of: fault.range.lowerBound)
    if firstFault == nil {
      firstFault = Fault(location: location, isCut: fault.isCut && fault.range.upperBound == row.bytes.count)
    }
    record.row.diagnostics.append(
      .notInEncoding(column.target?.isSecret ?? true ? nil : row.bytes[fault.range], encoding, at: location))
  }
}
