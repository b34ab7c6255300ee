package import Inputs
package import Papers

/// What the command line says of a plan.
package struct PlanOptions: Sendable {
  package var inputs: [String]
  package var reading: ReadingRequest
  package var output: String
  package var shards: Int
  /// The house's register; nil for one in the output folder.
  package var register: String?
  package var sealingKey: String?
  package var supersedes: Bool
  /// The papers to be encrypted, and where each shard finds their passwords.
  package var protections: [ProtectionRequest]
  /// Whether the day of issue was asked for. Otherwise a plan that stands already keeps its own.
  package var isDayStated: Bool

  package init(
    inputs: [String], reading: ReadingRequest, output: String, shards: Int, register: String?, sealingKey: String?,
    supersedes: Bool,
    protections: [ProtectionRequest] = [], isDayStated: Bool
  ) {
    self.inputs = inputs
    self.reading = reading
    self.output = output
    self.shards = shards
    self.register = register
    self.sealingKey = sealingKey
    self.supersedes = supersedes
    self.protections = protections
    self.isDayStated = isDayStated
  }
}
