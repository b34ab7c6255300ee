import Diagnostics
import Digests
import HostSystem
import Issuance
import Register
import Reporting

extension Shard {
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
      let names = [OutputFolderLayout.manifest, OutputFolderLayout.journal, OutputFolderLayout.report] + rejects
      let files = try names.map { name in
        ShardTrailer.File(name: name, digest: try ContentDigest(ofFileAt: "\(path)/\(name)").hexadecimal)
      }
      try output.sync()
      let trailer = ShardTrailer(
        plan: planDigest, shard: index, shards: plan.shards, counts: whole, files: files, run: runID, rows: chain.rows,
        head: chain.head.hexadecimal)
      try output.write(Array(trailer.json.utf8), as: OutputFolderLayout.trailer, mode: .shared)
      try output.sync()
    } catch {
      throw RunFailure(error)
    }
  }
}
