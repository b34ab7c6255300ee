import Glibc

/// Keeps two runs from one register. A run holds it from before its first query until its last row is written; it is
/// released with this object or with the process.
///
/// It locks a file of its own, `FILE-run`: on the register itself the lock would interfere with those of SQLite. It stands
/// beside the file itself, whatever links lead there, so that a second name of one register has the same lock. Readers,
/// voids and reissues do not take it, because their transactions are short.
///
/// The file also says which run holds it, until that run's process has done everything: a run that the register has as
/// complete was killed after its last commit when its id still stands here. Started again, it is the same run, and not a
/// second one that finds everything unchanged.
package final class RunLock: Sendable {
  private let descriptor: Int32
  /// The run that held the lock last and did not release it; nil when it did, or when there was none.
  package let unreleasedRun: String?

  /// Throws `running` at once when another run has the lock.
  package init(of path: String) throws(RegisterFault) {
    descriptor = open(RegisterFile.realPath(path) + "-run", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      unreleasedRun = nil
      throw .systemError(path: path)
    }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      unreleasedRun = nil
      throw Self.fault(errno: errno, path: path)
    }
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let run = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    unreleasedRun = run.isEmpty ? nil : run
  }

  /// Notes the run that holds the lock. That it could not be noted harms nothing: at worst a run that was killed at its
  /// very end is told apart as a second one.
  package func note(run: String) {
    ftruncate(descriptor, 0)
    _ = Array(run.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// Called when the run has done everything, its last message included.
  package func release() {
    ftruncate(descriptor, 0)
  }

  /// Why the lock was refused: another run has it, or the file system cannot lock, which no waiting mends.
  static func fault(errno: Int32, path: String) -> RegisterFault {
    if errno == EWOULDBLOCK || errno == EAGAIN || errno == EINTR { return RegisterFault(.running, path: path) }
    return RegisterFault(.notWritable("lock: \(String(cString: strerror(errno)))"), path: path)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
