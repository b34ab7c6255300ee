/// Which shard has which record of a run's inputs.
package struct RecordOwnership {
  private static let nobody = UInt32.max
  private var owners: [[UInt32]]

  /// - Parameter counts: the records of each input.
  init(counts: [Int]) {
    owners = counts.map { Array(repeating: Self.nobody, count: $0) }
  }

  /// Enters a record, numbered from 1. False when a shard has it already, or there is no such record.
  mutating func enter(input: Int, record: Int, shard: Int) -> Bool {
    guard owners.indices.contains(input), owners[input].indices.contains(record - 1),
      owners[input][record - 1] == Self.nobody
    else {
      return false
    }
    owners[input][record - 1] = UInt32(shard)
    return true
  }

  /// The shards in the order of the records.
  func forEach(_ body: (Int) throws -> Void) rethrows {
    for input in owners {
      for owner in input where owner != Self.nobody { try body(Int(owner)) }
    }
  }
}
