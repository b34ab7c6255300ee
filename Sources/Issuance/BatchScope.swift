import Diagnostics
package import HostSystem
package import Papers
package import Register
package import Reporting
package import Surety

/// Which records of its inputs a batch issues: all of them (`WholeInputs`), or one shard of a run that was planned for
/// many machines.
///
/// A batch knows nothing of plans and shards. It calls its scope in this order:
///
/// 1. `countRecord` for every record of the first pass over the inputs, then `checkInputs` and `recordCount`;
/// 2. `beginRun`, which enters the run in a register, and `beginJournal`;
/// 3. `contains` for every record of the second pass, in which papers are issued;
/// 4. `finishBatch`, when every record was read and the counts agree.
package protocol BatchScope: AnyObject {
  /// How many of the records counted so far belong to the batch.
  var recordCount: Int { get }

  /// Counts a record of the first pass when it belongs to the batch.
  ///
  /// - Parameter identity: nil for a record without a contract number, which can only be refused.
  func countRecord(_ identity: RecordIdentity?)

  /// Whether a record belongs to the batch.
  func contains(_ identity: RecordIdentity?) -> Bool

  /// Refuses inputs that are not those for which the batch was planned.
  func checkInputs(_ inputs: [RunReport.Input]) throws(RunFailure)

  /// Opens the register and enters the run there, or takes up the run again that was broken off.
  ///
  /// - Returns: the register, and the configuration with the run's day of issue, which a run that goes on keeps.
  func beginRun(
    in options: RegisterOptions, configuration: RunConfiguration, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration)

  /// Begins the file that says what became of each record; nil when nobody needs one.
  func beginJournal(in output: Folder) throws(FileFault) -> (any RecordJournal)?

  /// Called at the end of a batch of which every record was read and all counts agree.
  ///
  /// - Parameter rejects: the names of the files of rejected records.
  func finishBatch(_ counts: RunCounts, in output: Folder, rejects: [String]) throws(RunFailure)
}

/// Keeps what became of each record, in the order of the inputs. By it the parts of a run are put together again.
package protocol RecordJournal: AnyObject {
  /// - Parameters:
  ///   - input: which input of the run, from 0.
  ///   - record: the record's number in that input, from 1.
  ///   - papers: how many lines of the manifest are this record's.
  ///   - rejectBytes: how many bytes the record has in the file of rejects; nil when it was not refused.
  func appendRecord(input: Int, record: Int, papers: Int, rejectBytes: Int?) throws(FileFault)

  /// Gives the file its final name.
  func finishFile() throws(FileFault)
}

/// The scope of an ordinary run: every record of its inputs.
package final class WholeInputs: BatchScope {
  package private(set) var recordCount = 0
  private let keepsDay: Bool

  /// - Parameter keepsDay: whether a run that was broken off keeps its day of issue, because the user named none.
  package init(keepsDay: Bool) {
    self.keepsDay = keepsDay
  }

  package func countRecord(_ identity: RecordIdentity?) { recordCount += 1 }

  package func contains(_ identity: RecordIdentity?) -> Bool { true }

  package func checkInputs(_ inputs: [RunReport.Input]) {}

  package func beginRun(
    in options: RegisterOptions, configuration: RunConfiguration, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration) {
    try BatchRegister.begin(options, prepared: configuration, keepsDay: keepsDay, inputs: inputs, output: output)
  }

  package func beginJournal(in output: Folder) -> (any RecordJournal)? { nil }

  package func finishBatch(_ counts: RunCounts, in output: Folder, rejects: [String]) {}
}
