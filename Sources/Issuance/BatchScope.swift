import Diagnostics
package import HostSystem
package import Papers
package import Register
package import Reporting
package import Surety

/// What a batch is to do with the records of its inputs: all of them, or the part that falls to it when a run was
/// planned for many machines.
///
/// A batch knows nothing of plans and shards. It asks its scope, in this order:
///
/// 1. `count` for every record of the first pass over the inputs, then `checkInputs` and `recordCount`;
/// 2. `beginRun`, which enters the run in a register, and `beginJournal`;
/// 3. `contains` for every record of the second pass, in which papers are issued;
/// 4. `close`, when every record came to its end.
package protocol BatchScope: AnyObject {
  /// How many of the records counted so far belong to the batch.
  var recordCount: Int { get }

  /// Takes note of a record of the first pass.
  ///
  /// - Parameter identity: nil for a record that has none, which can only be refused.
  func count(_ identity: RecordIdentity?)

  /// Whether the batch issues the papers of this record.
  func contains(_ identity: RecordIdentity?) -> Bool

  /// Refuses inputs that are not those the batch is for.
  func checkInputs(_ inputs: [RunReport.Input]) throws(RunFailure)

  /// Opens the register and enters the run there, or goes on with the one that was broken off.
  ///
  /// - Returns: the configuration with the day of issue that the register knows of a run that goes on.
  func beginRun(
    in options: RegisterOptions, configuration: RunConfiguration, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration)

  /// The file that says what became of each record; nil when nobody needs one.
  func beginJournal(in output: Folder) throws(FileFault) -> (any RecordJournal)?

  /// Ends a batch of which every record was read, with nothing wrong in its counts.
  ///
  /// - Parameter rejects: the names of the files of rejected records.
  func close(_ counts: RunCounts, in output: Folder, rejects: [String]) throws(RunFailure)
}

/// What became of each record, in the order of the inputs, for whoever puts the parts of a run together.
package protocol RecordJournal: AnyObject {
  /// - Parameters:
  ///   - input: which input of the run, from 0.
  ///   - record: the record's number in it, from 1.
  ///   - papers: lines of the manifest that are this record's.
  ///   - rejectBytes: what the record takes in the file of rejects; nil when it was not refused.
  func append(input: Int, record: Int, papers: Int, rejectBytes: Int?) throws(FileFault)

  /// Gives the file its name.
  func finish() throws(FileFault)
}

/// The scope of a batch of its own: every record of its inputs.
package final class WholeInputs: BatchScope {
  package private(set) var recordCount = 0
  private let keepsDay: Bool

  /// - Parameter keepsDay: whether a run that was broken off keeps its day of issue, because no other was asked for.
  package init(keepsDay: Bool) {
    self.keepsDay = keepsDay
  }

  package func count(_ identity: RecordIdentity?) { recordCount += 1 }

  package func contains(_ identity: RecordIdentity?) -> Bool { true }

  package func checkInputs(_ inputs: [RunReport.Input]) {}

  package func beginRun(
    in options: RegisterOptions, configuration: RunConfiguration, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration) {
    try BatchRegister.begin(options, prepared: configuration, keepsDay: keepsDay, inputs: inputs, output: output)
  }

  package func beginJournal(in output: Folder) -> (any RecordJournal)? { nil }

  package func close(_ counts: RunCounts, in output: Folder, rejects: [String]) {}
}
