package import Diagnostics
package import Fields

// The entrance to this module: an input in, records out. `RecordReader` decides encoding and format and then hands the
// bytes on:
//
// bytes ─▶ EncodingDetection ─▶ ByteStream ─▶ CSVRecords                        ─▶ RecordRow
//                                          └▶ JSONElementSource ─▶ JSONRecords ─┘

/// The format of an input file.
package enum RecordFormat: String, Sendable, CaseIterable {
  /// RFC 4180 with a heading row.
  case csv
  /// An array of records, an object that contains one, or a single record.
  case json
  /// JSON Lines: one record on each line.
  case jsonLines = "jsonl"

  /// The format that the extension of a file's name stands for; nil for any other extension. `A.NDJSON` → `.jsonLines`
  package init?(fileName: String) {
    let name = fileName.lowercased()
    if name.hasSuffix(".csv") {
      self = .csv
    } else if name.hasSuffix(".json") {
      self = .json
    } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonLines
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
  private let trailerForm: TrailerForm?
  /// Whether every record so far came from a file of rejects, which has no trailer.
  private var hasOnlyRejects = true
  /// What the input's trailer says; nil before it was read, and when the mapping names none.
  package private(set) var trailer: ControlTotals?
  private var rows: any RowSource

  /// Opens an input: decides its encoding and format, and reads the heading row of a CSV file.
  ///
  /// - Parameter file: the file's name, for messages and for the format; `-` is standard input.
  package init(_ source: any ByteSource, file: String, options: ReadingOptions = ReadingOptions())
    throws(DiagnosticError)
  {
    var source = source
    let head = try EncodingDetection(of: &source, file: file, stated: options.encoding)
    let stream = ByteStream(
      source, head: head.bytes, byteOrderMarkLength: head.byteOrderMarkLength, encoding: head.encoding)
    let format =
      options.format ?? RecordFormat(fileName: file)
      ?? RecordFormat(sample: stream.slice(0..<min(stream.count, EncodingDetection.formatSampleLength)))
    let input = InputDescription(
      file: file, names: ColumnNames(mapping: options.mapping), encoding: head.encoding, evidence: head.evidence,
      keyForm: options.keyForm)
    self.file = file
    self.format = format
    encoding = head.encoding
    notes = head.notes
    keys = options.keys
    trailerForm = options.mapping.trailer
    if format != .csv, head.encoding == .cp932 { throw DiagnosticError(.jsonInCP932(at: SourceLocation(file: file))) }
    switch format {
    case .csv: rows = try CSVRecords(stream, input: input)
    case .json: rows = JSONRecords(JSONArrayElements(stream, names: input.names), input: input)
    case .jsonLines: rows = JSONRecords(JSONLines(stream), input: input)
    }
    rejects = RejectWriter(
      input: input, headings: rows.headings, hasByteOrderMark: head.byteOrderMarkLength > 0,
      marksUTF8: options.marksRejects)
  }

  /// Notes and warnings about the file as a whole, each once. They are complete when `next` has returned nil.
  package var diagnostics: [Diagnostic] { notes + rows.diagnostics }

  /// The next record, whether good or bad; nil at the end. Throws if the source breaks off, or if the trailer that the
  /// mapping names is missing or not the last.
  package mutating func next() throws(DiagnosticError) -> RecordRow? {
    guard var record = try rows.next() else {
      if trailerForm != nil, trailer == nil, !hasOnlyRejects { throw DiagnosticError(.trailerMissing(file)) }
      return nil
    }
    if trailer != nil { throw DiagnosticError(.recordBehindTrailer(at: record.row.location)) }
    if let trailerForm, trailerForm.matches(record.row) {
      trailer = try trailerForm.totals(of: record.row)
      return try next()
    }
    hasOnlyRejects = hasOnlyRejects && record.isReject
    record.fillInKey(from: keys)
    record.refuseMaskedTexts()
    return record
  }
}
