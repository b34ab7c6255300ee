import Diagnostics
import Encodings

// From a byte stream to rows: `CSVScanner` feeds the state machine in CSVStateMachine.swift, which finds the fields,
// and cuts a `CSVRow` out of the stream when the machine reports the end of a row.

/// One row of a CSV file, split into fields but not decoded. RFC 4180 calls it a record.
struct CSVRow: Sendable {
  /// Where a field is in the row, without the quotation marks around it.
  struct Field: Sendable, Equatable {
    /// Indices in the row's bytes.
    var range: Range<Int>
    /// How many line breaks there are in the row before the field.
    var linesBefore: Int
    /// Whether the field contains doubled quotation marks, each of which stands for one.
    var hasDoubledQuotes: Bool
  }

  /// What RFC 4180 or our limits do not allow.
  struct Fault: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
      /// A quotation mark inside a field that does not begin with one.
      case bareQuote
      /// Something other than a comma or a line end after a closing quotation mark.
      case textAfterQuote
      /// The input ends inside a quoted field.
      case unclosedQuote
      /// A field is longer than `ReadingLimits.fieldBytes`.
      case fieldTooLong
      /// The row is longer than `ReadingLimits.recordBytes`.
      case rowTooLong
    }
    var kind: Kind
    /// Number of the field, from 0.
    var field: Int
    /// Index in the row's bytes.
    var index: Int
  }

  /// The bytes without the line end, in the internal encoding; empty if the row is too long to keep.
  var bytes: [UInt8]
  var fields: [Field]
  /// How many fields the row has, even if they are too many for `fields` to have all.
  var fieldCount: Int
  var fault: Fault?
  /// Where the row is in the file, in bytes, without its line end.
  var location: Range<Int>
  /// Number of the row's first line, from 1.
  var line: Int
  /// False for the last row of an input that does not end with a line end.
  var hasLineEnd: Bool

  /// Whether there is nothing between two line ends. Such a row is skipped.
  var isBlank: Bool { fieldCount == 1 && location.isEmpty }

  /// The field's bytes with doubled quotation marks reduced to one.
  func content(of field: Field) -> ArraySlice<UInt8> {
    guard field.hasDoubledQuotes else { return bytes[field.range] }
    var result: [UInt8] = []
    result.reserveCapacity(field.range.count)
    var index = field.range.lowerBound
    while index < field.range.upperBound {
      result.append(bytes[index])
      index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
    }
    return result[...]
  }
}

/// Gives the rows of a CSV stream one after the other. It never holds more than one row and one chunk of the input.
///
/// `a,"b ""c"""` CR LF → one row with the fields `a` and `b "c"`
struct CSVScanner: Sendable {
  private var stream: ByteStream
  private let dialect: CSVDialect
  private var line = 1
  /// How many fields the last row had. The next row most likely has as many, so that memory is reserved for them.
  private var lastFieldCount = 0

  /// How many end-of-file marks (SUB) stood at the end of the input; known when the end was read.
  var endMarks: Int { stream.endMarks }

  init(_ stream: ByteStream, dialect: CSVDialect = .standard) {
    self.stream = stream
    self.dialect = dialect
  }

  /// The next row that is not blank; nil at the end of the input.
  mutating func next() throws(DiagnosticError) -> CSVRow? {
    while let row = try scanRow() {
      if !row.isBlank { return row }
    }
    return nil
  }

  /// The next row, even a blank one; nil at the end of the input.
  mutating func scanRow() throws(DiagnosticError) -> CSVRow? {
    if stream.count == 0, try !stream.fill() { return nil }
    var machine = CSVStateMachine(expectingFields: lastFieldCount, dialect: dialect)
    var isAtEnd = false
    let start = stream.fileOffset
    while !stream.withBytes({ machine.consume($0, isAtEnd: isAtEnd) }) {
      machine.checkLength()
      if machine.isTooLong {
        stream.release(machine.cursor)
        machine.dropConsumedBytes()
      }
      isAtEnd = try !stream.fill()
    }
    let end = stream.fileOffset + stream.fileLength(0..<machine.rowEnd)
    let row = CSVRow(
      bytes: machine.isTooLong ? [] : stream.bytes(0..<machine.rowEnd), fields: machine.isTooLong ? [] : machine.fields,
      fieldCount: machine.fieldCount, fault: machine.fault, location: start..<end, line: line,
      hasLineEnd: machine.cursor > machine.rowEnd)
    stream.release(machine.cursor)
    line += machine.lines + 1
    lastFieldCount = min(machine.fieldCount, ReadingLimits.columns)
    return row
  }

  /// Reads the rest of the input without splitting it; returns the length of the input in bytes.
  mutating func skipToEnd() throws(DiagnosticError) -> Int {
    try stream.skipToEnd()
    return stream.fileOffset
  }
}
