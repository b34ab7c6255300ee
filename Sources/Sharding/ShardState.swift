import HostSystem
package import Issuance

/// Where a shard stands.
package enum ShardState: Sendable, Hashable {
  /// Never begun.
  case missing
  /// A process is working on it.
  case running
  /// Begun, and nobody works on it: it was stopped, killed, or ended with a fault.
  case failed
  /// Done; the counts are its trailer's.
  case closed(RunCounts)

  /// A look at a shard's folder, which waits for nobody.
  static func of(_ shard: Shard) -> ShardState {
    guard let folder = try? Folder(openingAt: shard.path) else { return .missing }
    // Held for a moment at most: the shard's process, starting just then, would be told to come again.
    if !folder.tryLock() { return .running }
    guard let bytes = try? InputFile.bytes(at: "\(shard.path)/\(OutputFolderLayout.trailer)"),
      let trailer = ShardTrailer(bytes),
      trailer.plan == shard.planDigest, trailer.shard == shard.index
    else { return .failed }
    return .closed(trailer.counts)
  }
}
