import Diagnostics
import Fields

/// Refused rows of a CSV, in the inner encoding.
struct RejectSheet: Sendable {
  private static let lineEnd: [UInt8] = [0x0D, 0x0A]
  private static let comma = UInt8(ascii: ",")

  /// The heading row, the reasons' column added unless it is there already.
  let head: [UInt8]
  private let encoding: TextEncoding
  private let columnCount: Int
  /// Columns that are, or may be, the key's.
  private let secretColumns: Set<Int>
  /// The column that an earlier round of rejects has added; its reasons are replaced.
  private let reasonsColumn: Int?

  init(headings: HeadingRow, names: ColumnNames, encoding: TextEncoding) {
    self.encoding = encoding
    let columns = headings.columns
    columnCount = columns.count
    secretColumns = Set(columns.indices.filter { names.mayHoldSecret(columns[$0].heading) })
    reasonsColumn = columns.firstIndex { $0.heading.utf8.elementsEqual(ColumnNames.rejectHeading.utf8) }
    let reasons = reasonsColumn == nil ? [Self.comma] + encoding.encode(ColumnNames.rejectHeading) : []
    head = headings.bytes + reasons + Self.lineEnd
  }

  func row(for record: RecordRow, reasons: [String], in language: Language) -> [UInt8] {
    if let cells = cells(of: record) { return joined(cells, reasons) }
    let location = Self.pointer(to: record).text(in: language)
    return joined(Array(repeating: [], count: columnCount), [location] + reasons)
  }

  private static func pointer(to record: RecordRow) -> LocalizedText {
    let file = Echo.plain(record.row.location.file)
    let number = record.row.location.record.map(String.init) ?? "?"
    let range = "\(record.bytes.lowerBound)–\(record.bytes.upperBound)"
    return LocalizedText("\(file) の\(number)件目（バイト \(range)）。", "\(file), record \(number), bytes \(range).")
  }

  /// The record's cells as they stand, quotation marks and all, the key masked; nil when they cannot be told apart.
  private func cells(of record: RecordRow) -> [[UInt8]]? {
    guard let raw = record.raw, let row = Self.split(raw), row.fields.count == columnCount else { return nil }
    return row.fields.enumerated().map { index, field in
      let isQuoted = field.range.lowerBound > 0 && raw[field.range.lowerBound - 1] == UInt8(ascii: "\"")
      let content =
        secretColumns.contains(index) && !field.range.isEmpty ? encoding.encode(KeyMask.text)[...] : raw[field.range]
      return isQuoted ? [UInt8(ascii: "\"")] + content + [UInt8(ascii: "\"")] : Array(content)
    }
  }

  private static func split(_ raw: [UInt8]) -> CSVRow? {
    var scanner = CSVScanner(
      ByteStream(MemorySource(raw, piece: max(1, raw.count)), head: [], skip: 0, encoding: .utf8))
    guard let row = try? scanner.next(), row.fault == nil, row.location.count == raw.count else { return nil }
    return row
  }

  private func joined(_ cells: [[UInt8]], _ reasons: [String]) -> [UInt8] {
    let text = reasons.joined(separator: " / ").replacing("\"", with: "\"\"")
    let last = encoding.encode("\"\(text)\"")
    var cells = cells
    if let reasonsColumn { cells[reasonsColumn] = last } else { cells.append(last) }
    return Array(cells.joined(separator: [Self.comma])) + Self.lineEnd
  }
}
