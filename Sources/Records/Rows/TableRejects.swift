import Diagnostics
import Encodings
import Fields
import Mapping

/// Writes the rejected rows of a table as they came in, with what stood in front of the first record, so that they can
/// be mended and read again by the same mapping. Each cell is copied byte by byte, but the key is masked. Where
/// the record stood and the reasons are in two last columns, or, where the columns have fixed widths, behind tabs.
struct TableRejects: Sendable {
  enum Style: Sendable {
    case delimited(UInt8, hasQuotes: Bool)
    case fixedWidths(FileDescription.FixedWidths)
    /// The cells of a workbook as CSV of UTF-8, of which a workbook is made in the end.
    case workbook
  }

  private static let lineEnd: [UInt8] = [0x0D, 0x0A]

  let style: Style
  /// What stands before the first record, with line ends, in the internal encoding.
  private(set) var head: [UInt8] = []
  private let encoding: TextEncoding
  private let columnCount: Int
  private let secretColumns: Set<Int>
  /// The column of reasons, if the input is itself a rejects file.
  private let reasonsColumn: Int?
  /// The column that says where the record stood first, if the input is itself a rejects file. It is kept.
  private let sourceColumn: Int?
  private let keyForm: KeyForm?

  /// - Parameters:
  ///   - before: the rows before the headings, and the heading row if there is one.
  init(
    _ style: Style, before: [TableRow], columns: [Column], hasHeadings: Bool, secret: Set<Int>, encoding: TextEncoding,
    keyForm: KeyForm?
  ) {
    self.style = style
    self.encoding = encoding
    self.keyForm = keyForm
    columnCount = columns.count
    secretColumns = secret
    let reasonsColumn = columns.firstIndex { $0.heading.utf8.elementsEqual(ColumnNames.reasonsHeading.utf8) }
    self.reasonsColumn = reasonsColumn
    let sourceColumn = columns.firstIndex { $0.heading.utf8.elementsEqual(ColumnNames.sourceHeading.utf8) }
    self.sourceColumn = sourceColumn
    let added =
      (sourceColumn == nil ? [ColumnNames.sourceHeading] : [])
      + (reasonsColumn == nil ? [ColumnNames.reasonsHeading] : [])
    var head: [UInt8] = []
    for (index, row) in before.enumerated() {
      let isHeadings = hasHeadings && index == before.count - 1
      head += plain(row)
      if isHeadings {
        switch style {
        case .fixedWidths: break
        case .delimited(let delimiter, _): for heading in added { head += [delimiter] + encoding.encode(heading) }
        case .workbook: for heading in added { head += Array(",\(heading)".utf8) }
        }
      }
      head += Self.lineEnd
    }
    self.head = head
  }

  /// The lines for one record. The rows of a record that could not be read are not copied: in their place stands where
  /// they are, because the key in them could not be found and masked.
  func lines(for record: RecordRow, reasons: [String], whereabouts: String) -> [UInt8] {
    guard !record.tableRows.isEmpty else {
      let source = RecordSource(record).text
      return line(Array(repeating: [], count: columnCount), source: source, reasons: [whereabouts] + reasons)
    }
    let source = RecordSource(record).text
    return record.tableRows.enumerated().flatMap { index, row in
      let parts = partsOfKey(in: row)
      return line(
        row.cells.indices.map { cell(row, $0, parts: parts) }, source: source, reasons: index == 0 ? reasons : [])
    }
  }

  private func line(_ cells: [[UInt8]], source: String, reasons: [String]) -> [UInt8] {
    let text = reasons.joined(separator: " / ")
    switch style {
    case .fixedWidths(let widths):
      let flat = text.replacing("\t", with: " ").replacing("\n", with: " ")
      // The reasons are known by standing behind the last column, so that this must be whole.
      let columns = cells.enumerated().flatMap { index, cell in
        cell + Array(repeating: 0x20, count: max(0, widths.widths[index] - widths.count(cell[...], encoding)))
      }
      let behind = text.isEmpty ? [] : [0x09] + encoding.encode(source) + [0x09] + encoding.encode(flat)
      return columns + behind + Self.lineEnd
    case .delimited(let delimiter, let hasQuotes):
      func encoded(_ text: String) -> [UInt8] {
        hasQuotes
          ? encoding.encode("\"" + text.replacing("\"", with: "\"\"") + "\"")
          : encoding.encode(text.replacing("\n", with: " ")).map { $0 == delimiter ? 0x20 : $0 }
      }
      let all = placing(source: encoded(source), reasons: encoded(text), in: cells)
      return Array(all.joined(separator: [delimiter])) + Self.lineEnd
    case .workbook:
      let all = placing(source: Self.quoted(source), reasons: Self.quoted(text), in: cells)
      return Array(all.joined(separator: [UInt8(ascii: ",")])) + Self.lineEnd
    }
  }

  private func placing(source: [UInt8], reasons: [UInt8], in cells: [[UInt8]]) -> [[UInt8]] {
    var cells = cells
    if sourceColumn == nil { cells.append(source) }
    if let reasonsColumn, cells.indices.contains(reasonsColumn) {
      cells[reasonsColumn] = reasons
    } else {
      cells.append(reasons)
    }
    return cells
  }

  /// - Parameter parts: the cells that have parts of one key.
  private func cell(_ row: TableRow, _ index: Int, parts: Set<Int>) -> [UInt8] {
    let cell = row.cells[index]
    let isSecret = secretColumns.contains(index) && !cell.text.isEmpty
    let masked = isSecret || parts.contains(index) ? Secret.mask : keyForm?.masked(cell.text)
    switch style {
    case .workbook: return Self.quoted(masked ?? cell.text)
    case .fixedWidths:
      guard let masked else { return Array(row.raw[cell.range]) }
      let mask = encoding.encode(masked)
      return mask.count <= cell.range.count ? mask : Array(repeating: UInt8(ascii: "*"), count: cell.range.count)
    case .delimited:
      guard let masked else { return Self.surrounded(Array(row.raw[cell.range]), if: cell.isQuoted) }
      let text = cell.isQuoted ? masked.replacing("\"", with: "\"\"") : masked
      return Self.surrounded(encoding.encode(text), if: cell.isQuoted)
    }
  }

  /// The cells of a row over which a key was split.
  private func partsOfKey(in row: TableRow) -> Set<Int> {
    guard let keyForm else { return [] }
    let filled = row.cells.indices.filter { !row.cells[$0].text.isBlank }
    return Set(keyForm.parts(in: filled.map { row.cells[$0].text }).map { filled[$0] })
  }

  private static func surrounded(_ content: [UInt8], if isQuoted: Bool) -> [UInt8] {
    isQuoted ? [UInt8(ascii: "\"")] + content + [UInt8(ascii: "\"")] : content
  }

  /// A row before the first record: as it came in, but a key in it is masked.
  private func plain(_ row: TableRow) -> [UInt8] {
    let isClean = keyForm.map { form in !row.cells.contains { form.masked($0.text) != nil } } ?? true
    if case .workbook = style {
      return Array(row.cells.map { Self.quoted(masked($0.text)) }.joined(separator: [UInt8(ascii: ",")]))
    }
    if isClean, partsOfKey(in: row).isEmpty { return row.raw }
    let parts = partsOfKey(in: row)
    let cells = row.cells.indices.map { cell(row, $0, parts: parts) }
    guard case .delimited(let delimiter, _) = style else { return Array(cells.joined()) }
    return Array(cells.joined(separator: [delimiter]))
  }

  private func masked(_ text: String) -> String { keyForm?.masked(text) ?? text }

  private static func quoted(_ text: String) -> [UInt8] {
    Array(text.isEmpty ? "".utf8 : "\"\(text.replacing("\"", with: "\"\""))\"".utf8)
  }
}
