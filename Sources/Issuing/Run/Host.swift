import Glibc

/// What a run asks of the machine it is on; none of it reaches a paper.
package enum Host {
  /// Cores that this process may use.
  package static var cores: Int {
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Who runs this process, by the system's list of users; nil when it does not know.
  package static var loginName: String? {
    getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) }
  }

  /// Where temporary files go: TMPDIR, else /tmp.
  package static var temporaryFolder: String {
    getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
  }
}
