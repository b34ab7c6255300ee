import Diagnostics

/// One format's way to records.
protocol RowSource: Sendable {
  /// The heading row of a CSV; nil for JSON.
  var headings: HeadingRow? { get }

  /// What was said of the file as a whole so far.
  var diagnostics: [Diagnostic] { get }

  /// The next record, good or bad; nil at the end.
  mutating func next() throws(DiagnosticError) -> RecordRow?
}

/// What a row source is given to start with.
struct RowContext: Sendable {
  var file: String
  var names: ColumnNames
  var encoding: TextEncoding
  var proof: InputHead.Proof
}

/// A CSV's heading row, as the file has it and as it was understood.
struct HeadingRow: Sendable {
  var columns: [Column]
  /// In the inner encoding.
  var bytes: [UInt8]
}
