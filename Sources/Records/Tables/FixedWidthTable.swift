import Diagnostics
import Encodings
import Fields
import Mapping

/// Lines whose columns have fixed widths, as hosts write them. A width counts bytes of the file's encoding (of UTF-8 for
/// UTF-16) or characters.
///
/// Behind the last column a line may go on with a tab: there rejects have their reasons. A tab inside a column is a
/// character like any other. The spaces at the end of a line are often not sent; but where the input ends without a line
/// end inside a column, nobody can tell a short value from one that was cut.
struct FixedWidthTable: TableSource {
  private static let tab: UInt8 = 0x09

  private var scanner: CSVScanner
  private let encoding: TextEncoding
  private let widths: FileDescription.FixedWidths
  var rejectStyle: TableRejects.Style { .fixedWidths(widths) }

  init(_ stream: ByteStream, encoding: TextEncoding, widths: FileDescription.FixedWidths) {
    self.encoding = encoding
    self.widths = widths
    // A line is a row of one cell: nothing parts or quotes it.
    scanner = CSVScanner(stream, dialect: CSVDialect(delimiter: nil, quote: nil))
  }

  mutating func skipRow() throws(DiagnosticError) -> TableRow? { try scanner.scanRow().map(row) }

  mutating func next() throws(DiagnosticError) -> TableRow? { try scanner.next().map(row) }

  mutating func skipToEnd() throws(DiagnosticError) -> Int { try scanner.skipToEnd() }

  private func row(_ line: CSVRow) -> TableRow {
    var row = TableRow(
      cellCount: widths.widths.count, line: line.line, bytes: line.location, raw: line.bytes,
      endsInput: !line.hasLineEnd)
    if line.fault != nil {
      row.faults = [.split(.rowTooLong, column: 0)]
      return row
    }
    var offsets = FileOffsetMap(line.bytes, start: line.location.lowerBound, encoding: encoding)
    var position = 0
    for (index, width) in widths.widths.enumerated() {
      let end = self.end(of: width, from: position, in: line.bytes)
      let (text, faults) = TextDecoder.decode(line.bytes[position..<end], as: encoding.internalEncoding)
      row.cells.append(
        TableRow.Cell(
          text: text.trimmedOfWhiteSpace, range: position..<end, line: line.line,
          byte: offsets.fileOffset(of: position)))
      for fault in faults {
        row.faults.append(
          .characters(
            column: index, bytes: Array(line.bytes[fault.range]),
            byte: offsets.fileOffset(of: fault.range.lowerBound), isCut: false))
      }
      position = end
    }
    if row.endsInput, !line.bytes.isEmpty, let last = row.cells.lastIndex(where: { !$0.range.isEmpty }),
      widths.count(line.bytes[row.cells[last].range], encoding) < widths.widths[last]
    {
      row.faults.append(.cut)
    }
    if position < line.bytes.count, line.bytes[position] != Self.tab {
      let rest = TextDecoder.decode(line.bytes[position...], as: encoding.internalEncoding).text
      if !rest.trimmedOfWhiteSpace.isEmpty {
        row.faults.append(.width(line.bytes.count, expected: position))
      }
    }
    return row
  }

  /// Where a column ends: after so many bytes or characters, or with the line.
  private func end(of width: Int, from start: Int, in bytes: [UInt8]) -> Int {
    let limit = bytes.count
    switch widths.unit {
    case .bytes: return min(start + width, limit)
    case .characters:
      var position = start
      for _ in 0..<width where position < limit {
        position = FileDescription.FixedWidths.end(ofCharacterAt: position, in: bytes[..<limit], encoding)
      }
      return position
    }
  }
}

extension FileDescription.FixedWidths {
  /// How many units of the widths, bytes or characters, a text has.
  ///
  /// - Parameter bytes: the text in the internal encoding.
  func count(_ bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> Int {
    if unit == .bytes { return bytes.count }
    var (count, position) = (0, bytes.startIndex)
    while position < bytes.endIndex {
      position = Self.end(ofCharacterAt: position, in: bytes, encoding)
      count += 1
    }
    return count
  }

  /// Where the character ends that begins at a position.
  fileprivate static func end(ofCharacterAt start: Int, in bytes: ArraySlice<UInt8>, _ encoding: TextEncoding) -> Int {
    var end = start + 1
    if encoding.internalEncoding == .cp932 {
      let isDouble = (0x81...0x9F).contains(bytes[start]) || (0xE0...0xFC).contains(bytes[start])
      return isDouble ? min(end + 1, bytes.endIndex) : end
    }
    while end < bytes.endIndex, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
