import Diagnostics
import Inputs
import Papers
import Records
import Reporting
import Rules
import Surety

/// Some records of one input. A worker gets them together, because handing over records one by one would cost more time
/// and would ask the register once for each.
struct RecordJob: Sendable {
  /// Which input of the run, from 0.
  var input: Int
  var records: [IdentifiedRecord]
  /// The number of the first record among those of the run, from 0.
  var first: Int

  /// Records in a job at most: few enough that all workers are busy to the end of a short input.
  static let size = 8
}

/// A record with its identity, which is read from the row once for all who need it.
struct IdentifiedRecord: Sendable {
  var record: RecordRow
  /// Nil for a record without a contract number.
  var identity: RecordIdentity?
}

/// What became of a job's records, in their order.
struct FinishedJob: Sendable {
  /// Which input of the run, from 0.
  var input: Int
  var outcomes: [RecordOutcome]
  /// The worker's processor time for this job.
  var times = StageTimes()
}

/// Reads the inputs in the second pass and gives out their records in jobs, in the order of the inputs.
final class JobReader {
  private let inputs: [RunInput]
  private let scope: any BatchScope
  private let rules: Rulebook
  private var index = 0
  /// How many records were given out.
  private var given = 0
  private var reader: RecordReader?
  private let clock = StageClock()

  /// - Parameter scope: which of the records are the batch's.
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
      var reader = try self.reader ?? inputs[index].open(masking: rules.issuer.key.form)
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
      if !records.isEmpty {
        defer { given += records.count }
        return RecordJob(input: index, records: records, first: given)
      }
      self.reader = nil
      index += 1
    }
    return nil
  }

  /// The processor time of reading since the last call.
  func takeTimes() -> StageTimes { clock.take() }
}
