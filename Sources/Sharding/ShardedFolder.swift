import Digests
import HostSystem
import Issuance
package import Reporting

/// The folder of a run over many machines: the plan, a folder for each shard, and what comes of them together.
package struct ShardedFolder: Sendable, Hashable {
  package let path: String

  package init(_ path: String) {
    self.path = path
  }

  var plan: String { "\(path)/\(OutputFolderLayout.plan)" }
  /// The house's register as it stood when the plan was made.
  var registerBefore: String { "\(path)/\(OutputFolderLayout.registerBefore)" }

  func shard(_ index: Int) -> String { "\(path)/\(OutputFolderLayout.shard(index))" }

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
