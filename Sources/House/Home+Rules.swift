import Register
package import Reporting
package import Surety

extension Home {
  /// The three rules files, read and checked together.
  package func readRules() throws(RunFailure) -> Rulebook {
    try readSources([.rules]).rules()
  }
}
