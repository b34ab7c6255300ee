import Diagnostics
import Fields

/// The cells of one row whose columns are right in number: decoded, each with its place, the key closed at once.
struct CellReader {
  /// The first bytes that are no characters.
  struct Fault {
    var location: SourceLocation
    var isCut: Bool
  }

  private let row: CSVRow
  private let columns: [Column]
  private let inner: TextEncoding
  private let encoding: TextEncoding
  private var ruler: Ruler
  private(set) var record: RecordRow
  private(set) var firstFault: Fault?

  init(row: CSVRow, columns: [Column], inner: TextEncoding, encoding: TextEncoding, location: SourceLocation) {
    self.row = row
    self.columns = columns
    self.inner = inner
    self.encoding = encoding
    ruler = Ruler(row.bytes, origin: row.location.lowerBound, encoding: encoding)
    record = RecordRow(RawRow(location: location), bytes: row.location, raw: row.bytes)
    record.row.cells.reserveCapacity(columns.count)
  }

  mutating func read() {
    for (column, field) in zip(columns, row.fields) where !field.range.isEmpty {
      read(field, column)
    }
  }

  private mutating func read(_ field: CSVRow.Field, _ column: Column) {
    var location = record.row.location
    location.line = row.line + field.linesBefore
    location.byte = ruler.offset(of: field.range.lowerBound)
    location.heading = column.heading
    location.field = column.target?.text
    // The bytes as they stand, so that a fault's index is a place in the file; doubled quotation marks are made single afterwards.
    let (text, faults) = TextDecoder.decode(row.bytes[field.range], as: inner)
    for fault in faults { note(fault, column, at: location) }
    guard let target = column.target, faults.isEmpty else { return }
    let content = field.hasDoubledQuotes ? TextDecoder.decode(row.content(of: field), as: inner).text : text
    let value: RawValue = target.isSecret ? .secret(Secret(content)) : .text(content)
    if target.isSecret { record.hasMaskedKey = KeyMask.isMask(content) }
    if record.row.cells.updateValue(RawCell(value, at: location), forKey: target.key) != nil {
      record.row.diagnostics.append(.fieldTwice(at: location))
    }
  }

  private mutating func note(_ fault: TextDecoder.Fault, _ column: Column, at cell: SourceLocation) {
    var location = cell
    location.byte = ruler.offset(of: fault.range.lowerBound)
    if firstFault == nil {
      firstFault = Fault(location: location, isCut: fault.isCut && fault.range.upperBound == row.bytes.count)
    }
    record.row.diagnostics.append(
      .unmapped(column.target?.isSecret ?? true ? nil : row.bytes[fault.range], encoding, at: location))
  }
}
