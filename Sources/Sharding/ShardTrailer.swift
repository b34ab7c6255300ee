import Diagnostics
import Digests
import HostSystem
import Issuance
import Register
import Reporting
import StrictJSON

/// shard.json, the last file that a shard writes: a shard with a trailer is closed. It has the digest of every other
/// file of the shard, directly or through the manifest, and so shows later whether one of them was changed.
package struct ShardTrailer: Sendable, Hashable {
  /// The format of shard.json that this release writes and reads.
  static let version = 1
  /// A file of the shard with its SHA-256.
  struct File: Sendable, Hashable {
    var name: String
    var digest: String
  }

  /// SHA-256 of plan.json.
  var plan: String
  var shard: Int
  var shards: Int
  /// The counts of the shard over all its attempts.
  var counts: RunCounts
  /// Manifest, journal and report, and the rejects of each input that has some.
  var files: [File]
  /// The shard's run in its register, and the number of rows and the head of the register's chain when the run ended.
  var run: String
  var rows: Int64
  var head: String

  var json: String {
    let text = JSONWriter.literal
    let members: [(String, String)] = [
      ("version", String(Self.version)),
      ("plan", text(plan)),
      ("shard", String(shard)),
      ("shards", String(shards)),
      ("counts", counts.json),
      ("files", JSONWriter.object(files.map { ($0.name, text($0.digest)) })),
      ("register", JSONWriter.object([("run", text(run)), ("rows", String(rows)), ("head", text(head))])),
    ]
    return JSONWriter.multilineObject(members)
  }

  /// Reads a trailer; nil when the bytes are not one.
  init?(_ bytes: [UInt8]) {
    guard let node = try? JSONParser.parse(bytes), node["version"]?.count == Self.version,
      let plan = node["plan"]?.string, let shard = node["shard"]?.count, let shards = node["shards"]?.count,
      let counts = node["counts"].flatMap({ RunCounts($0) }),
      let files = node["files"]?.members, let run = node["register"]?["run"]?.string,
      let rows = node["register"]?["rows"]?.count, let head = node["register"]?["head"]?.string
    else { return nil }
    self.init(
      plan: plan, shard: shard, shards: shards, counts: counts,
      files: files.map { File(name: $0.key, digest: $0.node.string ?? "") },
      run: run, rows: Int64(rows), head: head)
  }

  init(plan: String, shard: Int, shards: Int, counts: RunCounts, files: [File], run: String, rows: Int64, head: String)
  {
    (self.plan, self.shard, self.shards, self.counts, self.files) = (plan, shard, shards, counts, files)
    (self.run, self.rows, self.head) = (run, rows, head)
  }

  /// The files of rejects, each with its input, from 0.
  func rejects(inputs: Int) -> [(input: Int, name: String)] {
    files.compactMap { file in
      OutputFolderLayout.input(ofRejects: file.name, inputs: inputs).map { ($0, file.name) }
    }
  }
}

extension Shard {
  /// Brings all files of the shard to the disk, and then writes the trailer.
  ///
  /// - Parameters:
  ///   - counts: the counts of the last attempt. What earlier attempts issued is unchanged for it, but was issued by
  ///     the shard; therefore the register is asked how many records the shard has issued in all.
  ///   - rejects: the names of the files of rejects.
  func writeTrailer(_ counts: RunCounts, in output: Folder, rejects: [String]) throws(RunFailure) {
    do {
      let (chain, totals) = try RegisterBranch(path: register, run: runID).examine()
      var whole = RunCounts()
      (whole.read, whole.issued, whole.rejected) = (counts.read, totals.records, counts.rejected)
      whole.unchanged = whole.read - whole.issued - whole.rejected
      (whole.documents, whole.bytes, whole.pages) = (totals.papers, totals.bytes, totals.pages)
      // Negative when a record was issued in an earlier attempt and refused in this one. Such a shard must not be
      // closed.
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
