import Glibc

/// Keeps two runs off one register: held from a run's first question to its last row, and let go with the value or the process.
///
/// A file of its own beside the register, because SQLite's locks and ours must not meet on one. Readers, voids and reissues do not ask
/// for it: their transactions are short.
package final class RunLock: Sendable {
  private let descriptor: Int32

  /// Throws `running` at once when another run has it.
  package init(of path: String) throws(RegisterFault) {
    descriptor = open(path + "-run", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw RegisterFault(.notWritable(String(cString: strerror(errno))), path: path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw RegisterFault(.running, path: path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
