import Testing

@testable import Sharding
@testable import Surety

/// A record's shard follows from its contract number alone, today and in ten years.
@Suite struct ShardingTests {
  private let pattern = NumberPattern(
    parts: [
      .run(name: "serial", kind: .digits, length: 7), .literal("-"),
      .run(name: NumberPattern.changeCount, kind: .digits, length: 2),
    ], sample: "0000001-00")

  /// Worked out with `printf 0012345 | sha256sum`: the first sixteen digits as a number, modulo the shards.
  static let shards: [(number: String, count: Int, shard: Int)] = [
    ("0012345-00", 1, 0), ("0012345-00", 4, 0), ("0012345-00", 64, 56), ("0012346-00", 4, 1),
    ("0012346-00", 64, 33), ("東京-1", 64, 49), ("", 64, 20),
  ]

  @Test(arguments: shards) func isAStableHashOfTheNumber(number: String, count: Int, shard: Int) {
    #expect(ShardHash(count: count, pattern: pattern).shard(ofNumber: number) == shard)
  }

  @Test func anOriginalAndItsChangesStayTogether() {
    let sharding = ShardHash(count: 1000, pattern: pattern)
    for serial in 1_000_000...1_000_050 {
      #expect(sharding.shard(ofNumber: "\(serial)-00") == sharding.shard(ofNumber: "\(serial)-17"))
    }
  }

  @Test func numbersSpreadEvenly() {
    let sharding = ShardHash(count: 8, pattern: pattern)
    var records = Array(repeating: 0, count: 8)
    for serial in 1_000_000..<1_008_000 { records[sharding.shard(ofNumber: "\(serial)-00")] += 1 }
    #expect(records.allSatisfy { (850...1150).contains($0) }, "\(records)")
  }
}
