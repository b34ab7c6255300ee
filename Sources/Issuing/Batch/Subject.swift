import Diagnostics
import Fields
import Records
import Surety

/// An accepted record on its way to its papers.
struct Subject {
  let record: RecordRow
  let row: RawRow
  let certificate: Certificate
  let values: ValueTree
  let place: PaperPlace

  /// Where its number stands, for messages.
  var numberPlace: Place { row["number"]?.place ?? row.place }
}
