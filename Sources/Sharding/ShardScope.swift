import Diagnostics
import Fields
package import HostSystem
import House
package import Issuance
package import Papers
package import Register
package import Reporting
package import Surety

/// The part of a planned run that one process issues: the records whose contract number falls to its shard.
///
/// A shard is a batch as any other, into a folder of its own with a register of its own. What it has besides is said
/// here: inputs that must be those of the plan, a journal by which the merge puts all records in order again, and a
/// trailer, written last, that proves every other file of the shard.
package final class ShardScope: BatchScope {
  private let shard: Shard
  private let hash: ShardHash
  package private(set) var recordCount = 0
  /// The contract numbers among the records counted.
  private var numbers: Set<String> = []

  package init(_ shard: Shard, rules: Rulebook) {
    self.shard = shard
    hash = ShardHash(count: shard.plan.shards, pattern: rules.issuer.number)
  }

  package func count(_ identity: RecordIdentity?) {
    guard contains(identity) else { return }
    recordCount += 1
    if let identity { numbers.insert(identity.number) }
  }

  package func contains(_ identity: RecordIdentity?) -> Bool { hash.shard(of: identity) == shard.index }

  /// Refuses inputs that are not those of the plan, or in which the shard has other records than planned.
  package func checkInputs(_ inputs: [RunReport.Input]) throws(RunFailure) {
    try shard.plan.check(inputs)
    let planned = shard.plan.records[shard.index]
    if recordCount == planned { return }
    throw RunFailure(
      .internalFault,
      .error(
        "shard.records", at: SourceLocation(file: shard.path),
        LocalizedText(
          "この分割の記録は\(recordCount)件で、計画は\(planned)件です。",
          "This shard has \(recordCount) records; the plan has \(planned)."),
        advice: LocalizedText("計画とログを残して、報告してください。", "Keep the plan and the log, and report this.")))
  }

  /// Opens the shard's own register, made at first from the copy of the house's. A run of the shard that was broken off
  /// goes on.
  package func beginRun(
    in options: RegisterOptions, configuration: RunConfiguration, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration) {
    let register = try BatchRegister.begin(
      options, shard: shard, numbers: numbers, prepared: configuration, inputs: inputs)
    return (register, configuration)
  }

  /// Begins the journal. From here on the shard is open again: a trailer of an earlier attempt is taken away.
  package func beginJournal(in output: Folder) throws(FileFault) -> (any RecordJournal)? {
    try output.remove(OutputFolderLayout.trailer)
    return ShardJournalFile(try output.beginFile(OutputFolderLayout.journal, mode: .shared))
  }

  package func close(_ counts: RunCounts, in output: Folder, rejects: [String]) throws(RunFailure) {
    try shard.close(counts, in: output, rejects: rejects)
  }
}

/// records.jsonl while it grows.
private final class ShardJournalFile: RecordJournal {
  private let file: GrowingFile

  init(_ file: GrowingFile) {
    self.file = file
  }

  func append(input: Int, record: Int, papers: Int, rejectBytes: Int?) throws(FileFault) {
    try file.append(ShardJournal(input: input, record: record, papers: papers, reject: rejectBytes).line)
  }

  func finish() throws(FileFault) { try file.finish() }
}

extension BatchRegister {
  /// Opens a shard's own register, made at first from the copy of the house's. A run of the shard that was broken off goes on.
  ///
  /// - Parameter numbers: the contract numbers of the shard's records.
  static func begin(
    _ options: RegisterOptions, shard: Shard, numbers: Set<String>, prepared: RunConfiguration, inputs: [RunRow.Input]
  ) throws(RunFailure) -> BatchRegister {
    do {
      let lock = try RunLock(of: options.path)
      try IssueRegister.makeBranch(at: options.path, of: shard.folder.registerBefore, numbers: numbers)
      let register = try IssueRegister.open(options, .readWrite)
      try register.keepSources(prepared.sources)
      let known = try register.runs().first { $0.id == shard.runID }
      if known != nil {
        try register.resume(run: shard.runID)
      } else {
        try register.beginRun(
          RunRow(
            id: shard.runID, startedAt: Int64(HostClock.epochSecond), issuedOn: prepared.issuedOn.iso,
            folder: HostEnvironment.resolved(shard.path), configuration: prepared.sources.digest, inputs: inputs,
            libraries: LibraryRecord.today))
      }
      // The folder as the run's row has it: on another machine the same folder may have another path.
      return try BatchRegister(
        register: register, supersedes: options.supersedes, run: shard.runID,
        folder: known?.folder ?? HostEnvironment.resolved(shard.path),
        archive: try PaperArchive.open(options, for: register),
        lock: lock,
        isBranch: true)
    } catch {
      throw RunFailure(error)
    }
  }
}
