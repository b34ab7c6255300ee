import Papers
import Records
import Surety

/// A job's records as they ended, in their order.
struct FinishedJob: Sendable {
  /// Which input of the run, from 0.
  var input: Int
  var outcomes: [RecordOutcome]
  var times = StageTimes()
}

/// A record of the input with what it is about, which is read from the row once.
struct IdentifiedRecord: Sendable {
  var record: RecordRow
  /// Nil for a record without a contract number.
  var identity: RecordIdentity?
}

/// Some records of one input, handed to a worker together so that handing over costs nothing.
struct RecordJob: Sendable {
  /// Which input of the run, from 0.
  var input: Int
  var records: [IdentifiedRecord]

  /// Records in a job at most.
  static let size = 8
}
