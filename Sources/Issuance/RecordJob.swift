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
  /// What the first pass found of each input.
  private let fingerprints: [InputFingerprint]
  private var meter: InputMeter?
  /// What is wrong with an input that is not the one that the first pass read; nil while all are. No record is given out
  /// after that.
  private(set) var change: RunFailure?
  private var index = 0
  /// How many records were given out.
  private var given = 0
  private var reader: RecordReader?
  private let clock = StageClock()

  /// - Parameters:
  ///   - fingerprints: what the first pass found of each input.
  ///   - scope: which of the records are the batch's.
  init(_ inputs: [RunInput], fingerprints: [InputFingerprint], scope: any BatchScope, rules: Rulebook) {
    self.inputs = inputs
    self.fingerprints = fingerprints
    self.scope = scope
    self.rules = rules
  }

  /// The next records of one input; nil at the end of the last, and where an input has changed since the first pass.
  func nextJob() throws(RunFailure) -> RecordJob? {
    clock.start()
    defer { clock.lap(.read) }
    while index < inputs.count, change == nil {
      var records: [IdentifiedRecord] = []
      do {
        try readRecords(into: &records)
      } catch {
        guard let meter, meter.hasChanged else { throw error }
        change = error
      }
      if !records.isEmpty {
        defer { given += records.count }
        return RecordJob(input: index, records: records, first: given)
      }
      reader = nil
      index += 1
    }
    return nil
  }

  /// Reads records of the current input until a job is full. Those that were read before an error stay.
  private func readRecords(into records: inout [IdentifiedRecord]) throws(RunFailure) {
    if reader == nil {
      let meter = InputMeter(expecting: fingerprints[index])
      self.meter = meter
      reader = try inputs[index].open(masking: rules.issuer.key.form, meter: meter)
    }
    guard var reader else { return }
    defer { self.reader = reader }
    do {
      while records.count < RecordJob.size, let record = try reader.next() {
        let identity = RecordIdentity(record.row, rules: rules)
        if scope.contains(identity) { records.append(IdentifiedRecord(record: record, identity: identity)) }
      }
    } catch {
      throw RunFailure(.noInput, error)
    }
  }

  /// The processor time of reading since the last call.
  func takeTimes() -> StageTimes { clock.take() }
}
