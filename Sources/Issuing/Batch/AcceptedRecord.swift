import Diagnostics
import Fields
import Records
import Surety

/// An accepted record on its way to its papers.
struct AcceptedRecord {
  let record: RecordRow
  let row: RawRow
  let certificate: Certificate
  let values: ValueTree
  let naming: PaperNaming

  /// Where its number stands, for messages.
  var numberLocation: SourceLocation { row["number"]?.location ?? row.location }
}
