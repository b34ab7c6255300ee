package import Diagnostics
package import Encodings
package import Fields
package import Mapping
import Workbooks

// The entrance to this module: an input in, records out. `RecordReader` decides encoding and format and then hands the
// bytes on:
//
// bytes ─▶ EncodingDetection ─▶ ByteStream ─▶ CSVRecords                        ─▶ RecordRow
// bytes ─▶ Workbook ─▶ TableSource ─▶ …    ├▶ TableSource ─▶ TableRecords       ─┤     by a mapping of version 2
//                                          └▶ JSONElementSource ─▶ JSONRecords ─┘

/// The format of an input file.
package enum RecordFormat: String, Sendable, CaseIterable {
  /// RFC 4180 with a heading row.
  case csv
  /// An array of records, an object that contains one, or a single record.
  case json
  /// JSON Lines: one record on each line.
  case jsonLines = "jsonl"
  /// A workbook of Office Open XML, of which the first sheet is read.
  case workbook = "xlsx"

  /// The format that the extension of a file's name stands for; nil for any other extension. `A.NDJSON` → `.jsonLines`
  package init?(fileName: String) {
    let name = fileName.lowercased()
    if name.hasSuffix(".csv") {
      self = .csv
    } else if name.hasSuffix(".json") {
      self = .json
    } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonLines
    } else if name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm") {
      self = .workbook
    } else {
      return nil
    }
  }

  /// The format that the first bytes of a file look like, without byte order mark. A file that begins with `[` is JSON.
  /// One that begins with `{` is JSON Lines if that object ends on the first line and has no array as a direct member,
  /// otherwise JSON. Anything else is CSV.
  fileprivate init(sample: ArraySlice<UInt8>) {
    guard let first = sample.firstIndex(where: { !$0.isWhiteSpace }) else {
      self = .csv
      return
    }
    switch sample[first] {
    case UInt8(ascii: "["): self = .json
    case UInt8(ascii: "{"): self = Self.isJSONLine(sample[first...]) ? .jsonLines : .json
    default: self = .csv
    }
  }

  /// Whether the object at the front ends before the first line end and has no array as a direct member.
  private static func isJSONLine(_ sample: ArraySlice<UInt8>) -> Bool {
    var depth = 0
    var isInString = false
    var isEscaped = false
    for byte in sample {
      if byte == 0x0A { return false }
      if isInString {
        if !isEscaped, byte == UInt8(ascii: "\"") { isInString = false }
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "["):
        if depth == 1 { return false }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
    }
    return false
  }
}

/// What the user states about an input on the command line.
package struct ReadingOptions: Sendable {
  /// `--encoding`; if nil, the encoding follows from the bytes (`EncodingDetection`).
  package var encoding: StatedEncoding?
  /// `--format`; if nil, the format follows from the file's name, or else from its first bytes.
  package var format: RecordFormat?
  /// `--mapping`: what the columns are called, beside the catalogue's names.
  package var mapping: ColumnMapping
  /// `--keys-from`: keys for the records whose own key is missing or masked.
  package var keys: AuthenticationKeyTable?
  /// By what the house's keys are recognised outside their own column; nil to look for none.
  package var keyForm: KeyForm?
  /// Whether rejects in UTF-8 begin with a byte order mark, by which a spreadsheet knows the encoding.
  package var marksRejects = true

  package init(
    encoding: StatedEncoding? = nil, format: RecordFormat? = nil, mapping: ColumnMapping = ColumnMapping(),
    keys: AuthenticationKeyTable? = nil
  ) {
    self.encoding = encoding
    self.format = format
    self.mapping = mapping
    self.keys = keys
  }
}

/// Reads an input record by record, in memory that does not grow with the input.
///
/// ```swift
/// var reader = try RecordReader(MemorySource(bytes), file: "records.csv")
/// while let record = try reader.next() {
///   record.row["work.price"]?.value   // .text("48,250,000")
///   record.row.diagnostics            // what is wrong with this record
/// }
/// reader.diagnostics                  // what is to be said of the whole file
/// ```
///
/// Errors are of two kinds:
///
/// - What concerns the whole input is thrown as a `DiagnosticError` (exit code 66). Either nothing has been read, or
///   the source broke off.
/// - What is wrong with one record is in that record's diagnostics. The cells of a record with an error there must not
///   be used.
///
/// If reading cannot go on because the file is incomplete or broken, the rest of it is given out as one last record
/// with an error.
package struct RecordReader: Sendable {
  /// The input as the user named it.
  package let file: String
  package let format: RecordFormat
  package let encoding: TextEncoding
  /// Writes the rejected records of this input.
  package let rejects: RejectWriter
  private let notes: [Diagnostic]
  private let keys: AuthenticationKeyTable?
  private var rows: any RowSource

  /// Opens an input: decides its encoding and format, and reads the heading row of a CSV file.
  ///
  /// - Parameter file: the file's name, for messages and for the format; `-` is standard input.
  package init(_ source: any ByteSource, file: String, options: ReadingOptions = ReadingOptions())
    throws(DiagnosticError)
  {
    var source = source
    let sample = try EncodingDetection.Sample(of: &source)
    if Self.isWorkbook(sample.bytes, file: file, stated: options.format) {
      try self.init(workbook: source, sample, file: file, options: options)
    } else {
      try self.init(text: source, sample, file: file, options: options)
    }
  }

  private init(
    text source: any ByteSource, _ sample: EncodingDetection.Sample, file: String, options: ReadingOptions
  ) throws(DiagnosticError) {
    let mapping = options.mapping
    let stated = options.encoding ?? mapping.file.encoding.flatMap { StatedEncoding(name: $0) }
    let head = try EncodingDetection(sample, file: file, stated: stated)
    let stream = ByteStream(
      source, head: head.bytes, byteOrderMarkLength: head.byteOrderMarkLength, encoding: head.encoding)
    let format =
      options.format ?? RecordFormat(fileName: file)
      ?? RecordFormat(sample: stream.slice(0..<min(stream.count, EncodingDetection.formatSampleLength)))
    let input = InputDescription(
      file: file, names: ColumnNames(mapping: mapping), encoding: head.encoding, evidence: head.evidence,
      keyForm: options.keyForm, mapping: mapping)
    self.file = file
    self.format = format
    encoding = head.encoding
    notes = head.notes + mapping.warnings
    keys = options.keys
    if format != .csv, head.encoding == .cp932 { throw DiagnosticError(.jsonInCP932(at: SourceLocation(file: file))) }
    if let problem = Self.mismatch(of: mapping, format: format, file: file) { throw DiagnosticError(problem) }
    switch format {
    case .csv: rows = try Self.rows(ofTable: stream, input: input)
    case .json:
      rows = JSONRecords(
        JSONArrayElements(stream, file: file, names: input.names, path: mapping.file.records), input: input)
    case .jsonLines: rows = JSONRecords(JSONLines(stream), input: input)
    case .workbook: throw DiagnosticError(.noWorkbook(at: SourceLocation(file: file)))
    }
    rejects = RejectWriter(
      input: input, headings: rows.headings, table: rows.tableRejects,
      hasByteOrderMark: head.byteOrderMarkLength > 0, marksUTF8: options.marksRejects)
  }

  /// Why the mapping cannot be meant for a file of this format; nil when it can.
  private static func mismatch(of mapping: ColumnMapping, format: RecordFormat, file: String) -> Diagnostic? {
    let isTable = format == .csv || format == .workbook
    let needsTable =
      mapping.rows.grouping != nil || mapping.file.widths != nil || mapping.file.trailer != nil
      || mapping.usedColumns.contains { $0.position != nil }
    let hasList = if case .list? = mapping.members?.source { true } else { false }
    guard isTable ? hasList || !mapping.file.records.isEmpty : needsTable else { return nil }
    return .error(
      "input.mapping.format", at: SourceLocation(file: file),
      isTable
        ? LocalizedText(
          "対応表はJSONのためのものですが（records、list）、入力は表です。",
          "The mapping is for JSON (records, list), but the input is a table.")
        : LocalizedText(
          "対応表は表のためのものですが（列の番号、widths、trailer、record）、入力はJSONです。",
          "The mapping is for a table (columns by number, widths, trailer, record), but the input is JSON."),
      advice: LocalizedText("--mapping か --format を確かめてください。", "Check --mapping or --format."))
  }

  /// Opens a workbook. All of it is held in memory, for its table of contents stands at its end.
  private init(
    workbook source: any ByteSource, _ sample: EncodingDetection.Sample, file: String, options: ReadingOptions
  ) throws(DiagnosticError) {
    var source = source
    var bytes = sample.bytes
    while true {
      let piece = try source.read()
      if piece.isEmpty { break }
      // What is beyond the limit is read, so that the input is measured whole, but not kept.
      if bytes.count <= WorkbookLimits.fileBytes { bytes += piece }
    }
    if bytes.count > WorkbookLimits.fileBytes {
      throw DiagnosticError(.workbookTooLarge(at: SourceLocation(file: file)))
    }
    let workbook = try Workbook(bytes, file: file)
    let input = InputDescription(
      file: file, names: ColumnNames(mapping: options.mapping), encoding: .utf8, evidence: .stated,
      keyForm: options.keyForm, mapping: options.mapping)
    if let problem = Self.mismatch(of: options.mapping, format: .workbook, file: file) {
      throw DiagnosticError(problem)
    }
    self.file = file
    format = .workbook
    encoding = .utf8
    notes = [.sheetRead(workbook, at: SourceLocation(file: file))] + options.mapping.warnings
    keys = options.keys
    rows = try TableRecords(WorkbookTable(workbook), input: input)
    rejects = RejectWriter(
      input: input, headings: rows.headings, table: rows.tableRejects, hasByteOrderMark: false, marksUTF8: false)
  }

  /// A workbook is known by its first bytes, unless the user or the file's name says that the file is something else.
  private static func isWorkbook(_ bytes: [UInt8], file: String, stated: RecordFormat?) -> Bool {
    switch stated ?? RecordFormat(fileName: file) {
    case .workbook?, nil: bytes.starts(with: Workbook.signature)
    case .csv?, .json?, .jsonLines?: false
    }
  }

  /// The rows of a table of text. Without a mapping, or with one that only names columns, it is CSV.
  private static func rows(ofTable stream: ByteStream, input: InputDescription) throws(DiagnosticError) -> any RowSource
  {
    let file = input.mapping.file
    if input.mapping.isPlain { return try CSVRecords(stream, input: input) }
    if let widths = file.widths {
      return try TableRecords(FixedWidthTable(stream, encoding: input.encoding, widths: widths), input: input)
    }
    let table = DelimitedTable(
      stream, encoding: input.encoding, delimiter: file.delimiter.byte, hasQuotes: file.hasQuotes)
    return try TableRecords(table, input: input)
  }

  /// Notes and warnings about the file as a whole, each once. They are complete when `next` has returned nil.
  package var diagnostics: [Diagnostic] { notes + rows.diagnostics }

  /// The next record, whether good or bad; nil at the end. Throws if the source breaks off, or if the trailer that the
  /// mapping names is missing, not the last, or says something else.
  package mutating func next() throws(DiagnosticError) -> RecordRow? {
    guard var record = try rows.next() else { return nil }
    record.fillInKey(from: keys)
    record.refuseMaskedTexts()
    return record
  }
}

extension Diagnostic {
  fileprivate static func noWorkbook(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.workbook.kind", at: location,
      LocalizedText("ブック（.xlsx）とされていますが、そうではありません。", "It is said to be a workbook (.xlsx), and is none."),
      advice: LocalizedText("--format で形式を示すか、名前を直してください。", "State its format with --format, or correct its name."))
  }

  fileprivate static func workbookTooLarge(at location: SourceLocation) -> Diagnostic {
    .error(
      "input.workbook.size", at: location,
      LocalizedText("ブックが 64 MiB を超えています。", "The workbook is larger than 64 MiB."),
      advice: LocalizedText("CSVとして保存すれば、大きさの制限はありません。", "Saved as CSV, it may be of any size."))
  }

  /// Which sheet was read, when there are others.
  fileprivate static func sheetRead(_ workbook: Workbook, at location: SourceLocation) -> Diagnostic {
    let name = workbook.sheetName
    let others = workbook.otherSheets
    return Diagnostic(
      .note, "input.workbook.sheet", at: location,
      LocalizedText(
        "シート\(Echo.quoted(name))を読みました。\(others > 0 ? "ほかの\(others)シートは読みません。" : "")",
        "The sheet \(Echo.plain(name)) was read.\(others > 0 ? " \(others) others are not read." : "")"))
  }
}
