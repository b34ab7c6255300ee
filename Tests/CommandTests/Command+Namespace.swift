import Foundation

extension Command {
  /// Runs a script of the shell in a mount namespace of its own, where it may mount what it likes; all of it is gone with its end. `shosho`
  /// calls the built command there, `$1`, `$2`, … are the arguments.
  static func inNamespace(_ script: String, _ arguments: [String]) throws -> Command {
    let options = geteuid() == 0 ? ["--mount"] : ["--map-root-user", "--mount"]
    let prelude = "set -u; export SHOSHO_HOME='\(root)'; shosho() { '\(executable.path)' \"$@\"; }\n"
    return try run(tool: "unshare", options + ["bash", "-c", prelude + script, "bash"] + arguments)
  }
}
