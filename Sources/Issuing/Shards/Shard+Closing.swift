import Diagnostics
import Digests
import Register

extension Shard {
  /// Refuses inputs that are not those of the plan, or in which the shard has other records than planned.
  func check(_ inputs: [RunReport.Input], share: ShardFilter?) throws(RunFailure) {
    try plan.check(inputs)
    let planned = plan.records[index]
    guard let share, share.records != planned else { return }
    throw RunFailure(
      .internalFault,
      .error(
        "shard.records", at: SourceLocation(file: path),
        LocalizedText(
          "この分割の記録は\(share.records)件で、計画は\(planned)件です。",
          "This shard has \(share.records) records; the plan has \(planned)."),
        advice: LocalizedText("計画とログを残して、報告してください。", "Keep the plan and the log, and report this.")))
  }

  /// Writes the trailer; before it everything else of the shard comes to the disk.
  ///
  /// - Parameters:
  ///   - counts: of the last attempt.
  ///   - rejects: the names of the rejects' files.
  func close(_ counts: RunCounts, in output: Folder, rejects: [String]) throws(RunFailure) {
    do {
      let (chain, tally) = try RegisterBranch(path: register, run: runID).examine()
      var whole = RunCounts()
      (whole.read, whole.issued, whole.rejected) = (counts.read, tally.records, counts.rejected)
      whole.unchanged = whole.read - whole.issued - whole.rejected
      (whole.documents, whole.bytes, whole.pages) = (tally.papers, tally.bytes, tally.pages)
      // A record that was issued in an earlier attempt, and refused in this one, is nothing to close over.
      if whole.unchanged < 0 { throw RunFailure(.internalFault, .shardCounts(self)) }
      let names = [ManifestFile.name, ShardJournal.fileName, BatchLedger.reportName] + rejects
      let files = try names.map { name in
        ShardTrailer.File(name: name, digest: try ContentDigest(ofFileAt: "\(path)/\(name)").hexadecimal)
      }
      try output.sync()
      let trailer = ShardTrailer(
        plan: planDigest, shard: index, shards: plan.shards, counts: whole, files: files, run: runID, rows: chain.rows,
        head: chain.head.hexadecimal)
      try output.write(Array(trailer.json.utf8), as: ShardTrailer.fileName, mode: .shared)
      try output.sync()
    } catch let fault as FileFault {
      throw RunFailure(.cannotWrite, fault.diagnostic)
    } catch let fault as RegisterFault {
      throw RunFailure(fault)
    } catch let failure as RunFailure {
      throw failure
    } catch {
      throw .internal(error)
    }
  }
}
