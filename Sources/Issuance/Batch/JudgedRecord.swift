import Diagnostics
import Records
import Register

/// A record as the rules judge it.
struct JudgedRecord {
  let record: RecordRow
  let diagnostics: [Diagnostic]
  /// Nil for a record that is rejected.
  var accepted: AcceptedRecord?
  /// What the register is to be asked; nil without one.
  var registered: (accepted: AcceptedRecord, content: RecordContent)?
}
