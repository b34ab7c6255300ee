package import Diagnostics
import Fields

/// What the user says about an input.
package struct ReadingOptions: Sendable {
  /// `--encoding`; nil leaves it to the bytes to prove it.
  package var encoding: StatedEncoding?
  /// `--format`; nil goes by the file's name, then by its first byte.
  package var format: RecordFormat?
  /// `--mapping`.
  package var mapping: ColumnMapping
  /// `--keys-from`.
  package var keys: KeyRing?

  package init(
    encoding: StatedEncoding? = nil, format: RecordFormat? = nil, mapping: ColumnMapping = ColumnMapping(),
    keys: KeyRing? = nil
  ) {
    self.encoding = encoding
    self.format = format
    self.mapping = mapping
    self.keys = keys
  }
}

/// Reads an input record by record, in memory that does not grow with it.
///
/// What stops the whole input is thrown as a `DiagnosticError` (exit code 66): nothing has been read then, or the source broke off. What is wrong
/// with one record stands in that record's diagnostics; a record with an error there has no cells to rely on. When reading cannot go on,
/// because the file is cut or broken, what is left comes as one last record with an error.
package struct RecordReader: Sendable {
  /// The input as the user named it.
  package let file: String
  package let format: RecordFormat
  package let encoding: TextEncoding
  /// How rejects of this input are written.
  package let rejects: RejectWriter
  private let notes: [Diagnostic]
  private let keys: KeyRing?
  private var rows: any RowSource

  /// Opens an input: settles encoding and format, and for CSV reads the heading row.
  ///
  /// - Parameter file: its name, for messages and for the format; `-` is standard input.
  package init(_ source: any ByteSource, file: String, options: ReadingOptions = ReadingOptions())
    throws(DiagnosticError)
  {
    var source = source
    let head = try InputHead(of: &source, file: file, stated: options.encoding)
    let stream = ByteStream(source, head: head.bytes, skip: head.markLength, encoding: head.encoding)
    let format =
      options.format ?? RecordFormat(fileName: file)
      ?? RecordFormat(head: stream.slice(0..<min(stream.count, InputHead.formatLength)))
    let context = RowContext(
      file: file, names: ColumnNames(mapping: options.mapping), encoding: head.encoding, proof: head.proof)
    self.file = file
    self.format = format
    encoding = head.encoding
    notes = head.notes
    keys = options.keys
    if format != .csv, head.encoding == .cp932 { throw DiagnosticError(.jsonInCP932(at: SourceLocation(file: file))) }
    switch format {
    case .csv: rows = try CSVRecords(stream, context: context)
    case .json: rows = JSONRecords(JSONArrayElements(stream, names: context.names), context: context)
    case .jsonLines: rows = JSONRecords(JSONLines(stream), context: context)
    }
    rejects = RejectWriter(context: context, headings: rows.headings, hasMark: head.markLength > 0)
  }

  /// What is to be said of the file as a whole: notes and warnings, each once. Complete when `next` has returned nil.
  package var diagnostics: [Diagnostic] { notes + rows.diagnostics }

  /// The next record, good or bad; nil at the end. Throws when the source breaks off.
  package mutating func next() throws(DiagnosticError) -> RecordRow? {
    guard var record = try rows.next() else { return nil }
    record.takeKey(from: keys)
    return record
  }
}
