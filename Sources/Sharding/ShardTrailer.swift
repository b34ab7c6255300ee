import Diagnostics
import Digests
import HostSystem
import Issuance
import Register
import Reporting
import StrictJSON

/// shard.json, the last file that a shard writes: where it stands, the shard is done. It proves every other file of the shard.
package struct ShardTrailer: Sendable, Hashable {
  static let version = 1
  /// A file of the shard by its digest.
  struct File: Sendable, Hashable {
    var name: String
    var digest: String
  }

  /// SHA-256 of plan.json.
  var plan: String
  var shard: Int
  var shards: Int
  /// Of the shard over all its attempts.
  var counts: RunCounts
  /// Manifest, journal, report, and the rejects of the inputs that have any.
  var files: [File]
  /// The shard's run in its register, and the chain there when it ended.
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
    return "{\n" + members.map { "  \(text($0.0)): \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  /// The trailer as a shard wrote it, or nil when the bytes are none.
  init?(_ bytes: [UInt8]) {
    guard let node = try? JSONParser.parse(bytes), node["version"]?.integer == Self.version,
      let plan = node["plan"]?.string,
      let shard = node["shard"]?.integer, let shards = node["shards"]?.integer,
      let counts = node["counts"].flatMap({ RunCounts($0) }),
      let files = node["files"]?.members, let run = node["register"]?["run"]?.string,
      let rows = node["register"]?["rows"]?.integer, let head = node["register"]?["head"]?.string
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

  /// The shard's rejects by input, from 0.
  func rejects(inputs: Int) -> [(input: Int, name: String)] {
    files.compactMap { file in
      OutputFolderLayout.input(ofRejects: file.name, inputs: inputs).map { ($0, file.name) }
    }
  }
}

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
