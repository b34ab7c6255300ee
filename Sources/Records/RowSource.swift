import Diagnostics

/// One format's way to records.
protocol RowSource: Sendable {
  /// What was said of the file as a whole so far.
  var diagnostics: [Diagnostic] { get }

  /// The next record, good or bad; nil at the end.
  mutating func next() throws(Refusal) -> RecordRow?
}

/// What a row source is given to start with.
struct RowContext: Sendable {
  var file: String
  var names: ColumnNames
  var encoding: TextEncoding
  var proof: InputHead.Proof
}
