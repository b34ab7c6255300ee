import Diagnostics
import Fields
import HostSystem
import House
import Issuance
import Papers
import Register
import Reporting

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
