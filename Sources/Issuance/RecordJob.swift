import Diagnostics
import Inputs
import Papers
import Records
import Reporting
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

/// The second pass: the inputs' records in their order, some at a time.
final class JobReader {
  private let inputs: [RunInput]
  private let scope: any BatchScope
  private let rules: Rulebook
  private var index = 0
  private var reader: RecordReader?
  private let clock = StageClock()

  /// - Parameter scope: which of the records are wanted.
  init(_ inputs: [RunInput], scope: any BatchScope, rules: Rulebook) {
    self.inputs = inputs
    self.scope = scope
    self.rules = rules
  }

  /// The next records of one input; nil at the end of the last.
  func nextJob() throws -> RecordJob? {
    clock.start()
    defer { clock.lap(.read) }
    while index < inputs.count {
      var reader = try self.reader ?? inputs[index].open()
      var records: [IdentifiedRecord] = []
      do {
        while records.count < RecordJob.size, let record = try reader.next() {
          let identity = RecordIdentity(record.row, rules: rules)
          if scope.contains(identity) { records.append(IdentifiedRecord(record: record, identity: identity)) }
        }
      } catch {
        throw RunFailure(.noInput, error)
      }
      self.reader = reader
      if !records.isEmpty { return RecordJob(input: index, records: records) }
      self.reader = nil
      index += 1
    }
    return nil
  }

  /// What reading took since it was last asked.
  func takeTimes() -> StageTimes { clock.take() }
}
