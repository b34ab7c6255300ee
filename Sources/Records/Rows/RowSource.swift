import Diagnostics
import Encodings
import Fields
import Mapping

// What the readers of CSV and JSON have in common: the protocol by which `RecordReader` asks them for records, what
// they are given to start with, and the limits they keep.

/// A reader of one format: gives the records of an input one after the other.
protocol RowSource: Sendable {
  /// The heading row of a CSV file; nil for JSON.
  var headings: HeadingRow? { get }

  /// Writes the rejects of a table that is read by a mapping or from a workbook; nil for any other input.
  var tableRejects: TableRejects? { get }

  /// What has been found wrong with the file as a whole so far.
  var diagnostics: [Diagnostic] { get }

  /// The next record, whether good or bad; nil at the end.
  mutating func next() throws(DiagnosticError) -> RecordRow?
}

/// What a reader of a format must know about its input.
struct InputDescription: Sendable {
  /// The file as the user named it.
  var file: String
  var names: ColumnNames
  var encoding: TextEncoding
  var evidence: EncodingDetection.Evidence
  var keyForm: KeyForm?
  var mapping: ColumnMapping

  /// A name or path of the input as messages may quote it: a key in it is masked.
  func quotable(_ name: String) -> String { keyForm?.masked(name) ?? name }
}

extension RowSource {
  var tableRejects: TableRejects? { nil }
}

/// What a record may be at most. A larger record is refused, and reading goes on behind it without keeping its bytes,
/// so that memory stays bounded whatever the input is.
enum ReadingLimits {
  /// Bytes of one CSV cell or JSON string: 1 MiB. The longest field of the catalogue has some hundred characters.
  static let fieldBytes = 1 << 20
  /// Bytes of one record: 4 MiB.
  static let recordBytes = 4 << 20
  /// Columns of a CSV row whose positions are kept. The catalogue has about 160, a mapped file may have others beside
  /// them.
  static let columns = 4_096
  /// Nesting of brackets at which a JSON file is given up. A single record that is nested too deeply is refused by
  /// `JSONParser` long before.
  static let nesting = 4_096
}
