import HostSystem
import Issuance
package import Reporting

/// One part of a planned run.
package struct Shard: Sendable {
  package let plan: ShardPlan
  /// SHA-256 of plan.json.
  let planDigest: String
  /// From 0.
  package let index: Int
  let folder: ShardedFolder

  /// - Parameters:
  ///   - planPath: the file plan.json.
  ///   - out: the run's folder, when it is not the plan's.
  ///   - environment: the value of a variable, for `--shard auto`.
  package init(
    planPath: String, choice: ShardChoice, out: String?, environment: (String) -> String?
  ) throws(RunFailure) {
    (plan, planDigest) = try ShardedFolder.readPlan(planPath)
    index = try choice.index(of: plan.shards, environment: environment)
    folder = ShardedFolder(out ?? OutputFile.folderAndName(of: planPath).folder)
  }

  init(plan: ShardPlan, planDigest: String, index: Int, folder: ShardedFolder) {
    (self.plan, self.planDigest, self.index, self.folder) = (plan, planDigest, index, folder)
  }

  /// The shard's folder.
  package var path: String { folder.shard(index) }
  /// Its register.
  var register: String { RegisterOptions.inside(path) }

  /// The shard's run in its register: the same however often it is started.
  var runID: String { "\(planRunID)-\(index)" }

  /// The whole run in the house's register.
  var planRunID: String { Self.runID(planDigest: planDigest) }

  static func runID(planDigest: String) -> String { "plan-\(planDigest.prefix(16))" }
}
