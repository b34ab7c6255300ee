import Diagnostics
import Digests
import HostSystem
import Issuance
import Reporting

/// Whether the papers of a shard are what its manifest says: each is read whole, by as many workers as there are.
struct PaperCheck {
  private let shard: Shard
  private let trailer: ShardTrailer

  init(_ shard: Shard, _ trailer: ShardTrailer) {
    self.shard = shard
    self.trailer = trailer
  }

  /// The papers that are missing, altered or elsewhere than a paper can be.
  func problems(jobs: Int) throws -> [Diagnostic] {
    let reader = try ShardReader(shard, trailer: trailer)
    let path = shard.path
    var problems: [Diagnostic] = []
    try WorkerPool(workers: jobs).run(
      next: { () throws -> [ManifestEntry]? in
        if let status = StopSignal.status { throw RunFailure(status, []) }
        return try reader.next()?.entries
      },
      makeWorker: { { (entries: [ManifestEntry]) in entries.filter { !Self.stands($0, in: path) } } },
      deliver: { (bad: [ManifestEntry]) in problems += bad.map { .altered("\(path)/\($0.path)") } })
    return problems
  }

  private static func stands(_ entry: ManifestEntry, in folder: String) -> Bool {
    guard parts(of: entry.path) != nil, let bytes = try? InputFile.bytes(at: "\(folder)/\(entry.path)") else {
      return false
    }
    return bytes.count == entry.bytes && ContentDigest(of: bytes).hexadecimal == entry.digest
  }

  /// Folder and file of a paper; nil for a path that leads elsewhere.
  static func parts(of path: String) -> (folder: String, file: String)? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts.contains(where: { ["", ".", ".."].contains($0) || $0.utf8.contains(0) }) else {
      return nil
    }
    return (parts[0], parts[1])
  }
}
