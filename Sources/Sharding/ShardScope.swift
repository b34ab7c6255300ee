import Diagnostics
import Fields
package import HostSystem
import House
package import Issuance
package import Papers
package import Register
package import Reporting
package import Rules
package import Surety

/// The records of one shard, for the batch that issues it.
///
/// A shard is an ordinary batch, into a folder of its own with a register of its own. What it has besides is here:
/// its inputs must be those of the plan, a journal says in which order the merge must put its records, and a trailer,
/// which is written last, lets every other file of the shard be checked.
package final class ShardScope: BatchScope {
  private let shard: Shard
  private let hash: ShardHash
  package private(set) var recordCount = 0
  /// The contract numbers of the records that were counted.
  private var numbers: Set<String> = []

  package init(_ shard: Shard, rules: Rulebook) {
    self.shard = shard
    hash = ShardHash(count: shard.plan.shards, pattern: rules.issuer.number)
  }

  package func countRecord(_ identity: RecordIdentity?) {
    guard contains(identity) else { return }
    recordCount += 1
    if let identity { numbers.insert(identity.number) }
  }

  package func contains(_ identity: RecordIdentity?) -> Bool { hash.shard(of: identity) == shard.index }

  /// Refuses inputs that are not those of the plan, or in which the shard has other records than planned.
  package func checkInputs(_ inputs: [RunReport.Input]) throws(RunFailure) {
    try shard.plan.checkInputs(inputs)
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

  package func beginRun(
    in options: RegisterOptions, configuration: RunConfiguration, inputs: [RunRow.Input], output: String
  ) throws(RunFailure) -> (register: BatchRegister, configuration: RunConfiguration) {
    let register = try BatchRegister.begin(
      options, shard: shard, numbers: numbers, prepared: configuration, inputs: inputs)
    return (register, configuration)
  }

  /// Begins the journal. From then on the shard counts as not closed: the trailer of an earlier attempt is removed.
  package func beginJournal(in output: Folder) throws(FileFault) -> (any RecordJournal)? {
    try output.remove(OutputFolderLayout.trailer)
    return ShardJournalFile(try output.beginFile(OutputFolderLayout.journal, mode: .shared))
  }

  package func finishBatch(_ counts: RunCounts, in output: Folder, rejects: [String]) throws(RunFailure) {
    try shard.writeTrailer(counts, in: output, rejects: rejects)
  }
}

extension BatchRegister {
  /// Opens the register of a shard. The first attempt makes it, from the copy of the house's register that the plan
  /// has; a later attempt takes up the run again.
  ///
  /// - Parameter numbers: the contract numbers of the shard's records. Only what the house's register knows of them is
  ///   copied.
  fileprivate static func begin(
    _ options: RegisterOptions, shard: Shard, numbers: Set<String>, prepared: RunConfiguration, inputs: [RunRow.Input]
  ) throws(RunFailure) -> BatchRegister {
    do {
      let lock = try RunLock(of: options.path)
      try IssueRegister.makeBranch(at: options.path, of: shard.folder.registerBefore, numbers: numbers, under: lock)
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
      // On another machine the folder may have another path. The run keeps the one with which it began.
      return try BatchRegister(
        issueRegister: register, supersedes: options.supersedes, run: shard.runID,
        folder: known?.folder ?? HostEnvironment.resolved(shard.path),
        archive: try PaperArchive.open(options, for: register), lock: lock, isBranch: true)
    } catch {
      throw RunFailure(error)
    }
  }
}
