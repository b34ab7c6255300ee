import Digests

/// The folder of a run over many machines: the plan, a folder for each shard, and what comes of them together.
package struct ShardedFolder: Sendable, Hashable {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  var plan: String { "\(path)/\(ShardPlan.fileName)" }
  /// The house's register as it stood when the plan was made.
  var registerBefore: String { "\(path)/\(Self.registerBeforeName)" }

  static let registerBeforeName = "register-before.sqlite"

  func shard(_ index: Int) -> String { "\(path)/shard-\(index)" }

  /// Whether the name of a folder is that of a shard's.
  static func isShard(_ name: String) -> Bool {
    guard name.hasPrefix("shard-") else { return false }
    let digits = name.utf8.dropFirst(6)
    return !digits.isEmpty && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The plan that stands here, with the digest of its bytes.
  package func readPlan() throws(RunFailure) -> (plan: ShardPlan, digest: String) {
    try Self.readPlan(plan)
  }

  static func readPlan(_ path: String) throws(RunFailure) -> (plan: ShardPlan, digest: String) {
    let bytes: [UInt8]
    do {
      bytes = try InputFile.bytes(at: path)
    } catch {
      throw RunFailure(.noInput, error.diagnostic)
    }
    return (try ShardPlan(bytes, file: path), ContentDigest(of: bytes).hexadecimal)
  }
}
