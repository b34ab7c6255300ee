import Fields
import Surety

/// The records of one shard, as the first pass over the inputs finds them.
struct ShardFilter {
  private let index: Int
  private let sharding: ShardHash
  private let rules: Rulebook
  private(set) var records = 0
  /// The contract numbers among them.
  private(set) var numbers: Set<String> = []

  /// Nil when the run is not a shard's.
  init?(_ shard: Shard?, rules: Rulebook) {
    guard let shard else { return nil }
    self.rules = rules
    index = shard.index
    sharding = ShardHash(count: shard.plan.shards, pattern: rules.issuer.number)
  }

  mutating func count(_ identity: RecordIdentity?) {
    guard sharding.shard(of: identity) == index else { return }
    records += 1
    if let identity { numbers.insert(identity.number) }
  }

  func holds(_ row: RawRow) -> Bool {
    sharding.shard(of: RecordIdentity(row, rules: rules)) == index
  }
}
