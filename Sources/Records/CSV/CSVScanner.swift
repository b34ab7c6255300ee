import Diagnostics

/// Rows of a CSV stream, one after the other, holding no more than one row and one piece of the input.
struct CSVScanner: Sendable {
  private(set) var stream: ByteStream
  private var line = 1
  /// How many fields the last row had: the next will most likely have as many.
  private var usualCount = 0

  init(_ stream: ByteStream) {
    self.stream = stream
  }

  /// The next row that is not blank, or nil at the end.
  mutating func next() throws(DiagnosticError) -> CSVRow? {
    while let row = try scan() {
      if !row.isBlank { return row }
    }
    return nil
  }

  private mutating func scan() throws(DiagnosticError) -> CSVRow? {
    if stream.count == 0, try !stream.fill() { return nil }
    var machine = CSVMachine(expectingFields: usualCount)
    var isAtEnd = false
    let start = stream.origin
    while !stream.withBytes({ machine.run($0, isAtEnd: isAtEnd) }) {
      machine.noteLength()
      if machine.isTooLong {
        stream.release(machine.cursor)
        machine.forgetBytes()
      }
      isAtEnd = try !stream.fill()
    }
    let end = stream.origin + stream.width(0..<machine.rowEnd)
    let row = CSVRow(
      bytes: machine.isTooLong ? [] : stream.bytes(0..<machine.rowEnd), fields: machine.isTooLong ? [] : machine.fields,
      fieldCount: machine.fieldCount, fault: machine.fault, location: start..<end, line: line,
      hasLineEnd: machine.cursor > machine.rowEnd)
    stream.release(machine.cursor)
    line += machine.lines + 1
    usualCount = min(machine.fieldCount, Limits.columns)
    return row
  }

  /// All that is left, read and thrown away: where the input ends.
  mutating func skipToEnd() throws(DiagnosticError) -> Int {
    repeat { stream.release(stream.count) } while try stream.fill()
    return stream.origin
  }
}
