import Diagnostics
import Records

/// The second pass: the inputs' records in their order, some at a time.
final class JobFeed {
  private let inputs: [RunInput]
  private var index = 0
  private var reader: RecordReader?

  init(_ inputs: [RunInput]) {
    self.inputs = inputs
  }

  /// The next records of one input; nil at the end of the last.
  func next() throws -> RecordJob? {
    while index < inputs.count {
      var reader = try self.reader ?? inputs[index].open()
      var records: [RecordRow] = []
      do {
        while records.count < RecordJob.size, let record = try reader.next() { records.append(record) }
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
}
