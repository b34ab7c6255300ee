package import Diagnostics
package import Encodings
import Fields
package import Mapping
import StrictJSON
import Workbooks

/// The first rows of an input as `mapping init` looks at them: how the file is laid out, as far as its bytes show, and
/// its columns with some of their values.
///
/// What it finds is a guess that a person confirms. The encoding is not guessed: it is stated or proved, as always.
package struct TableSample: Sendable {
  /// How many rows are looked at, and how many bytes of a text.
  private static let rowLimit = 50
  private static let byteLimit = 1 << 18

  /// What was found out about the file, and its columns.
  package private(set) var layout = SampleLayout()

  /// Looks at the beginning of an input.
  package init(_ source: any ByteSource, file name: String, encoding: StatedEncoding?, format: RecordFormat?)
    throws(DiagnosticError)
  {
    var source = source
    let sample = try EncodingDetection.Sample(of: &source)
    let known = format ?? RecordFormat(fileName: name)
    if known == .workbook || known == nil && sample.bytes.starts(with: Workbook.signature) {
      var bytes = sample.bytes
      while bytes.count <= WorkbookLimits.fileBytes {
        let piece = try source.read()
        if piece.isEmpty { break }
        bytes += piece
      }
      try readWorkbook(bytes, name)
      return
    }
    var bytes = sample.bytes
    while !sample.isWhole, bytes.count < Self.byteLimit {
      let piece = try source.read()
      if piece.isEmpty { break }
      bytes += piece
    }
    let head = try EncodingDetection(sample, file: name, stated: encoding)
    if head.encoding != .utf8 { layout.addFact("encoding", JSONWriter.literal(head.encoding.rawValue)) }
    var stream = ByteStream(
      MemorySource(bytes), head: [], byteOrderMarkLength: 0, encoding: head.encoding)
    while try stream.fill() {}
    let text = TextDecoder.decode(
      stream.bytes(0..<stream.count).dropFirst(head.byteOrderMarkLength > 0 ? 3 : 0)[...],
      as: head.encoding.internalEncoding
    ).text
    let isJSON = text.unicodeScalars.first { !$0.properties.isWhitespace }.map { "{[".unicodeScalars.contains($0) }
    if known == .json || known == .jsonLines || known == nil && isJSON == true {
      readJSON(text, isLines: known == .jsonLines)
    } else {
      readTable(text)
    }
  }

  private mutating func readWorkbook(_ bytes: [UInt8], _ name: String) throws(DiagnosticError) {
    let sheet = try Workbook(bytes, file: name).openSheet()
    var rows: [[String]] = []
    while rows.count < Self.rowLimit, let row = try sheet.next() {
      // Blank rows count where rows are skipped.
      while rows.count < row.number - 1, rows.count < Self.rowLimit { rows.append([]) }
      rows.append(row.cells.map(\.text.trimmedOfWhiteSpace))
    }
    layout.takeTable(rows)
  }

  private mutating func readTable(_ text: String) {
    var rows = Self.rows(of: text, delimiter: .comma)
    var delimiter = FileDescription.Delimiter.comma
    for other in [FileDescription.Delimiter.tab, .semicolon, .bar] {
      let split = Self.rows(of: text, delimiter: other)
      if SampleLayout.usualWidth(split) > SampleLayout.usualWidth(rows) { (rows, delimiter) = (split, other) }
    }
    if delimiter != .comma { layout.addFact("delimiter", JSONWriter.literal(delimiter.rawValue)) }
    if rows.last == ["\u{1A}"] {
      rows.removeLast()
      layout.addFact("endOfFileByte", "\"1A\"")
    }
    layout.takeTable(rows)
  }

  private static func rows(of text: String, delimiter: FileDescription.Delimiter) -> [[String]] {
    let dialect = CSVDialect(delimiter: delimiter.byte, quote: UInt8(ascii: "\""))
    var scanner = CSVScanner(
      ByteStream(MemorySource(text.utf8), head: [], byteOrderMarkLength: 0, encoding: .utf8), dialect: dialect)
    var rows: [[String]] = []
    while rows.count < rowLimit, let row = try? scanner.scanRow() {
      rows.append(row.fields.map { String(decoding: row.content(of: $0), as: UTF8.self).trimmedOfWhiteSpace })
    }
    return rows
  }

  private mutating func readJSON(_ text: String, isLines: Bool) {
    if !isLines, let root = try? JSONParser.parse(text.utf8) {
      layout.takeJSON(root, limit: Self.rowLimit)
    } else {
      let lines = text.split(separator: "\n", maxSplits: Self.rowLimit)
      layout.takeRecords(lines.compactMap { try? JSONParser.parse($0.utf8) })
    }
  }
}
