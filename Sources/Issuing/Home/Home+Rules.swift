import Diagnostics
package import Surety

extension Home {
  /// The three rules files, read and checked together.
  package func readRules() throws(RunFailure) -> Rulebook {
    var problems: [Diagnostic] = []
    func file(_ name: String) -> Rulebook.File {
      let path = "\(rules)/\(name)"
      do {
        return Rulebook.File(name: shown(path), bytes: try InputFile.bytes(at: path))
      } catch {
        problems.append(error.diagnostic)
        return Rulebook.File(name: shown(path), bytes: [])
      }
    }
    let (issuer, orderers, tariffs) = (file("issuer.json"), file("orderers.json"), file("tariffs.json"))
    if !problems.isEmpty { throw RunFailure(.badConfiguration, Refusal(problems)) }
    do {
      return try Rulebook(issuer: issuer, orderers: orderers, tariffs: tariffs)
    } catch {
      throw RunFailure(.badConfiguration, error)
    }
  }
}
