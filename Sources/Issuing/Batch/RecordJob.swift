import Records

/// A job's records as they ended, in their order.
struct FinishedJob: Sendable {
  /// Which input of the run, from 0.
  var input: Int
  var outcomes: [RecordOutcome]
  var times = StageTimes()
}

/// Some records of one input, handed to a worker together so that handing over costs nothing.
struct RecordJob: Sendable {
  /// Which input of the run, from 0.
  var input: Int
  var records: [RecordRow]

  /// Records in a job at most.
  static let size = 8
}
