import GRDB
import Glibc

extension IssueRegister {
  /// Writes the register as it stands now to a new file, readable by its owner alone. It is one file without companions, and nobody writes
  /// to it: any number of processes may read it at once, over a network too.
  package func copy(to target: String) throws(RegisterFault) {
    // Made empty for the owner alone first: SQLite would take the process's default mode. What a broken copy left is written anew.
    unlink(target)
    let descriptor = Glibc.open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw RegisterFault(.notWritable(String(cString: strerror(errno))), path: target) }
    Glibc.close(descriptor)
    do {
      try pool.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [target]) }
    } catch {
      throw RegisterFault(error, path: target)
    }
  }
}
