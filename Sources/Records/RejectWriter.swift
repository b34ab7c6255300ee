package import Diagnostics
import Encodings
import Fields
import StrictJSON
import Workbooks

/// Writes the rejected records of an input, for the user to correct and issue again.
///
/// Rejects have the form of their input: CSV in the same encoding and under the same headings, or JSON Lines. Cells of
/// CSV are copied byte by byte, values of JSON one by one, except that the key is masked, wherever it stands, and the
/// reasons are added:
///
/// ```
/// 保証の種類,保証契約番号,認証キー,元の記録,拒否理由
/// 前払金保証,0012345,＊＊＊＊,in.csv:3 210-301,"請負代金額: 円未満があります。整数の円で書いてください。"
/// ```
///
/// A UTF-8 file begins with a byte order mark, by which a spreadsheet knows it.
///
/// A record that could not be split is not copied, because the key in it could not be found and masked. In its place
/// stand the name of the input, the number of the record and its range of bytes.
package struct RejectWriter: Sendable {
  /// The name of the rejects file: `rejects.csv` or `rejects.jsonl`.
  package let fileName: String
  /// The name of the file that is made of the rejects file in the end, `rejects.xlsx` of a workbook; nil when the
  /// rejects file stays as it is.
  package let finishedFileName: String?
  /// The beginning of that file: byte order mark and heading row of CSV, nothing for JSON Lines.
  package let head: [UInt8]
  /// Writes rows of CSV; nil for JSON.
  private let csv: CSVRejects?
  /// Writes rows of a table that is read by a mapping or from a workbook.
  private let table: TableRejects?
  private let names: ColumnNames
  private let encoding: TextEncoding
  private let keyForm: KeyForm?

  /// - Parameters:
  ///   - hasByteOrderMark: whether the input has one.
  ///   - marksUTF8: whether rejects in UTF-8 get one even so.
  init(input: InputDescription, headings: HeadingRow?, table: TableRejects?, hasByteOrderMark: Bool, marksUTF8: Bool) {
    names = input.names
    keyForm = input.keyForm
    self.table = table
    if let table {
      encoding = input.encoding
      fileName = "rejects.csv"
      let isWorkbook = if case .workbook = table.style { true } else { false }
      finishedFileName = isWorkbook ? "rejects.xlsx" : nil
      csv = nil
      let isMarked = hasByteOrderMark || marksUTF8 && !isWorkbook && input.encoding == .utf8
      let mark = TextEncoding.byteOrderMarks.first { isMarked && $0.encoding == input.encoding }?.mark ?? []
      head = mark + encoding.fileBytes(fromInternal: table.head)
      return
    }
    finishedFileName = nil
    guard let headings else {
      fileName = "rejects.jsonl"
      head = []
      csv = nil
      encoding = .utf8
      return
    }
    encoding = input.encoding
    fileName = "rejects.csv"
    let csv = CSVRejects(
      headings: headings, names: names, encoding: encoding.internalEncoding, keyForm: keyForm)
    let isMarked = hasByteOrderMark || marksUTF8 && input.encoding == .utf8
    let mark = TextEncoding.byteOrderMarks.first { isMarked && $0.encoding == input.encoding }?.mark ?? []
    head = mark + encoding.fileBytes(fromInternal: csv.headingRow)
    self.csv = csv
  }

  /// The bytes for one rejected record, to be appended to the rejects file.
  ///
  /// - Parameter reasons: what is wrong with the record. Only errors are written.
  package func entry(for record: RecordRow, reasons: [Diagnostic], in language: Language) -> [UInt8] {
    let reasons = reasons.filter { $0.severity == .error }.map { Self.sentence($0, language) }
    if let table {
      let whereabouts = CSVRejects.whereabouts(of: record).text(in: language)
      return encoding.fileBytes(fromInternal: table.lines(for: record, reasons: reasons, whereabouts: whereabouts))
    }
    if let csv { return encoding.fileBytes(fromInternal: csv.row(for: record, reasons: reasons, in: language)) }
    return Array((JSONReject(record, names: names, keyForm: keyForm).line(reasons: reasons) + "\n").utf8)
  }

  /// The workbook that is made of a finished rejects file; nil when there is no memory for it.
  ///
  /// Rejects grow record by record, which a workbook cannot: until then they are CSV.
  package func finishedFile(of bytes: [UInt8]) -> [UInt8]? {
    var scanner = CSVScanner(
      ByteStream(MemorySource(bytes), head: [], byteOrderMarkLength: 0, encoding: .utf8))
    var rows: [[String]] = []
    while let row = try? scanner.scanRow() {
      rows.append(row.fields.map { String(decoding: row.content(of: $0), as: UTF8.self) })
    }
    return WorkbookWriter.workbook(of: rows, sheet: "rejects")
  }

  /// A reason as one text: the heading of the cell, what is wrong, what to do.
  private static func sentence(_ diagnostic: Diagnostic, _ language: Language) -> String {
    let heading = (diagnostic.location?.heading ?? diagnostic.location?.field).map { Echo.plain($0) + ": " } ?? ""
    let advice = diagnostic.advice.map { (language == .english ? " " : "") + $0.text(in: language) } ?? ""
    return heading + diagnostic.summary.text(in: language) + advice
  }
}

/// Writes rejected rows of CSV, in the internal encoding.
private struct CSVRejects: Sendable {
  private static let lineEnd: [UInt8] = [0x0D, 0x0A]
  private static let comma = UInt8(ascii: ",")

  /// The input's heading row with a column for the reasons, unless it has one already.
  let headingRow: [UInt8]
  private let encoding: TextEncoding
  private let columnCount: Int
  /// The columns that are, or may be, the key's.
  private let secretColumns: Set<Int>
  /// The column of reasons, if the input is itself a rejects file. Its reasons are replaced.
  private let reasonsColumn: Int?
  /// The column that says where the record stood first, if the input is itself a rejects file. It is kept.
  private let sourceColumn: Int?
  private let keyForm: KeyForm?

  init(headings: HeadingRow, names: ColumnNames, encoding: TextEncoding, keyForm: KeyForm?) {
    self.encoding = encoding
    self.keyForm = keyForm
    let columns = headings.columns
    columnCount = columns.count
    secretColumns = Set(columns.indices.filter { names.mayHoldSecret(columns[$0].heading) })
    reasonsColumn = columns.firstIndex { $0.heading.utf8.elementsEqual(ColumnNames.reasonsHeading.utf8) }
    sourceColumn = columns.firstIndex { $0.heading.utf8.elementsEqual(ColumnNames.sourceHeading.utf8) }
    let source = sourceColumn == nil ? [Self.comma] + encoding.encode(ColumnNames.sourceHeading) : []
    let reasons = reasonsColumn == nil ? [Self.comma] + encoding.encode(ColumnNames.reasonsHeading) : []
    headingRow = headings.bytes + source + reasons + Self.lineEnd
  }

  /// One row with its line end. If the record could not be split, all cells are empty and the reasons begin with its
  /// whereabouts.
  func row(for record: RecordRow, reasons: [String], in language: Language) -> [UInt8] {
    if let cells = cells(of: record) { return joinCells(cells, reasons, of: record) }
    let location = Self.whereabouts(of: record).text(in: language)
    return joinCells(Array(repeating: [], count: columnCount), [location] + reasons, of: record)
  }

  static func whereabouts(of record: RecordRow) -> LocalizedText {
    let file = Echo.plain(record.row.location.file)
    let number = record.row.location.record.map(String.init) ?? "?"
    let range = "\(record.bytes.lowerBound)–\(record.bytes.upperBound)"
    return LocalizedText("\(file) の\(number)件目（バイト \(range)）。", "\(file), record \(number), bytes \(range).")
  }

  /// The cells of the record as they stand in the file, with their quotation marks, the key masked; nil if the record
  /// cannot be split.
  private func cells(of record: RecordRow) -> [[UInt8]]? {
    guard let raw = record.raw, let row = Self.split(raw), row.fields.count == columnCount else { return nil }
    let parts = partsOfKey(in: row, raw)
    return row.fields.enumerated().map { index, field in
      let isQuoted = field.range.lowerBound > 0 && raw[field.range.lowerBound - 1] == UInt8(ascii: "\"")
      let isSecret = secretColumns.contains(index) && !field.range.isEmpty || parts.contains(index)
      let content = isSecret ? encoding.encode(Secret.mask) : masked(raw[field.range])
      return isQuoted ? [UInt8(ascii: "\"")] + content + [UInt8(ascii: "\"")] : Array(content)
    }
  }

  /// The columns whose cells are parts of one key that was split over neighbours.
  private func partsOfKey(in row: CSVRow, _ raw: [UInt8]) -> Set<Int> {
    guard let keyForm else { return [] }
    let filled = row.fields.indices.filter { !row.fields[$0].range.isEmpty }
    let texts = filled.map { TextDecoder.decode(raw[row.fields[$0].range], as: encoding).text }
    return Set(keyForm.parts(in: texts).map { filled[$0] })
  }

  /// The bytes of a cell with the mask in place of every key in it.
  private func masked(_ cell: ArraySlice<UInt8>) -> [UInt8] {
    keyForm?.masked(TextDecoder.decode(cell, as: encoding).text).map(encoding.encode) ?? Array(cell)
  }

  /// The bytes as one row; nil if they are not exactly one row without a fault.
  private static func split(_ raw: [UInt8]) -> CSVRow? {
    var scanner = CSVScanner(
      ByteStream(MemorySource(raw, chunkSize: raw.count), head: [], byteOrderMarkLength: 0, encoding: .utf8))
    guard let row = try? scanner.next(), row.fault == nil, row.location.count == raw.count else { return nil }
    return row
  }

  private func joinCells(_ cells: [[UInt8]], _ reasons: [String], of record: RecordRow) -> [UInt8] {
    let text = reasons.joined(separator: " / ").replacing("\"", with: "\"\"")
    let last = encoding.encode("\"\(text)\"")
    var cells = cells
    if sourceColumn == nil {
      let source = RecordSource(record).text.replacing("\"", with: "\"\"")
      cells.append(encoding.encode(source.contains { ",\"".contains($0) } ? "\"\(source)\"" : source))
    }
    if let reasonsColumn { cells[reasonsColumn] = last } else { cells.append(last) }
    return Array(cells.joined(separator: [Self.comma])) + Self.lineEnd
  }
}

/// Writes a rejected record of JSON as one line: the record with the key masked, or its whereabouts if it is not JSON.
private struct JSONReject {
  private let record: RecordRow
  private let names: ColumnNames
  private let keyForm: KeyForm?

  init(_ record: RecordRow, names: ColumnNames, keyForm: KeyForm?) {
    self.record = record
    self.names = names
    self.keyForm = keyForm
  }

  /// The line without its line end.
  func line(reasons: [String]) -> String {
    let reasonsMember = (ColumnNames.reasonsKey, JSONWriter.array(reasons.map(JSONWriter.literal)))
    let sourceMember = (ColumnNames.sourceKey, JSONWriter.literal(record.source ?? RecordSource(record).text))
    guard let raw = record.raw, let members = (try? JSONParser.parse(raw))?.members else {
      return JSONWriter.object([
        (ColumnNames.rejectFileKey, JSONWriter.literal(record.row.location.file)),
        (ColumnNames.rejectRecordKey, record.row.location.record.map(String.init)),
        (ColumnNames.rejectBytesKey, "[\(record.bytes.lowerBound),\(record.bytes.upperBound)]"), reasonsMember,
      ])
    }
    let own = [ColumnNames.reasonsKey, ColumnNames.sourceKey]
    let kept = members.filter { member in !own.contains { $0.utf8.elementsEqual(member.key.utf8) } }
    let leaves = kept.flatMap { Self.leaves(of: $0.node, at: $0.key) }
    let parts = keyForm.map { form in Set(form.parts(in: leaves.map(\.text)).map { leaves[$0].path }) } ?? []
    return JSONWriter.object(
      kept.map { (masked($0.key), maskedJSON($0.node, at: $0.key, parts)) } + [sourceMember, reasonsMember])
  }

  /// The texts and numbers of a value with their paths, in the order of the file, without empty ones.
  private static func leaves(of node: JSONNode, at path: String) -> [(path: String, text: String)] {
    switch node.value {
    case .null, .bool: []
    case .number(let text), .string(let text): text.isEmpty ? [] : [(path, text)]
    case .array(let nodes): nodes.enumerated().flatMap { leaves(of: $1, at: "\(path)[\($0)]") }
    case .object(let members): members.flatMap { leaves(of: $0.node, at: "\(path).\($0.key)") }
    }
  }

  private func masked(_ text: String) -> String { keyForm?.masked(text) ?? text }

  /// The JSON text of a value, with the mask in place of values that are or may be the key.
  ///
  /// - Parameter parts: paths of the values that are parts of a split key.
  private func maskedJSON(_ node: JSONNode, at path: String, _ parts: Set<String>) -> String {
    if names.mayHoldSecret(path) || parts.contains(path) {
      return node.value == .null ? "null" : JSONWriter.literal(Secret.mask)
    }
    switch node.value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .number(let text): return keyForm?.masked(text).map(JSONWriter.literal) ?? text
    case .string(let text): return JSONWriter.literal(masked(text))
    case .array(let nodes):
      return JSONWriter.array(nodes.enumerated().map { maskedJSON($1, at: "\(path)[\($0)]", parts) })
    case .object(let members):
      return JSONWriter.object(members.map { (masked($0.key), maskedJSON($0.node, at: "\(path).\($0.key)", parts)) })
    }
  }
}
