import Diagnostics
import Records

/// The second pass: the inputs' records in their order, some at a time.
final class JobReader {
  private let inputs: [RunInput]
  private let share: ShardFilter?
  private var index = 0
  private var reader: RecordReader?
  private let clock = StageClock()

  /// - Parameter share: the part of the records that is wanted; nil for all.
  init(_ inputs: [RunInput], share: ShardFilter? = nil) {
    self.inputs = inputs
    self.share = share
  }

  /// The next records of one input; nil at the end of the last.
  func next() throws -> RecordJob? {
    clock.begin()
    defer { clock.lap(.read) }
    while index < inputs.count {
      var reader = try self.reader ?? inputs[index].open()
      var records: [RecordRow] = []
      do {
        while records.count < RecordJob.size, let record = try reader.next() {
          if share?.holds(record.row) ?? true { records.append(record) }
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
