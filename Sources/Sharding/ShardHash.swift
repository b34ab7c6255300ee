import Digests
import Surety

/// Which part of a run a record belongs to.
///
/// A stable hash of the contract number decides, never the record's place: a record more moves no other, and an original and its changes,
/// whose numbers differ in the change count alone, stay together.
package struct ShardHash: Sendable {
  let count: Int
  private let pattern: NumberPattern

  /// - Parameter pattern: of contract numbers, in which the change count is found.
  init(count: Int, pattern: NumberPattern) {
    self.count = count
    self.pattern = pattern
  }

  /// The shard of a record, from 0. A record without a number, which can only be refused, belongs to that of the empty number.
  func shard(of identity: RecordIdentity?) -> Int {
    shard(ofNumber: identity?.number ?? "")
  }

  /// The first eight bytes of the SHA-256 of the number without its change count, taken as a number, modulo the count of shards.
  func shard(ofNumber number: String) -> Int {
    Int(DigestPrefix(of: pattern.base(of: number)).high % UInt64(count))
  }
}
