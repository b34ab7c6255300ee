import Glibc

/// What a run asks of the machine it is on; none of it reaches a paper.
package enum Host {
  /// Cores that this process may use.
  package static var cores: Int {
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Where temporary files go: TMPDIR, else /tmp.
  package static var temporaryFolder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }
}
