import Foundation
import GRDB
import Glibc

/// 発行簿: who was given which paper. A SQLite file in WAL mode: one writer at a time, readers never wait.
///
/// Every method is one transaction: after a kill it has happened or it has not.
package final class IssueRegister: Sendable {
  package enum Access: Sendable, Hashable {
    case readOnly
    /// Made when it is missing.
    case readWrite
  }

  package let path: String
  let pool: DatabasePool
  let access: Access
  let keyDigest: KeyDigest
  let sealingKey: SealingKey?

  private init(path: String, pool: DatabasePool, access: Access, salt: Data, sealingKey: SealingKey?) {
    self.path = path
    self.pool = pool
    self.access = access
    keyDigest = KeyDigest(salt: salt)
    self.sealingKey = sealingKey
  }

  /// Opens the register at `path`, bringing it to the current schema when it may be written.
  ///
  /// - Parameters:
  ///   - sealingKey: under which authentication keys are kept; without one they are not kept.
  ///   - patience: seconds to wait for another writer before `busy` is thrown.
  package static func open(
    _ path: String, _ access: Access, sealingKey: SealingKey? = nil, patience: Double = 30
  ) throws(RegisterFault) -> IssueRegister {
    try prepareFile(path, access)
    do {
      let location = access == .readOnly ? ReadOnlyMedium.location(of: path) : path
      let pool = try DatabasePool(path: location, configuration: configuration(access, patience: patience))
      if access == .readWrite {
        // A commit is on the disk when it returns: papers are announced in the manifest after it. GRDB's default would allow the last
        // commits to be lost with the power.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try Schema.migrate(pool, path: path)
      } else {
        try pool.read { db in try Schema.check(db, path: path) }
      }
      let salt = try pool.read { db in try Data.fetchOne(db, sql: "SELECT salt FROM house") } ?? Data()
      return IssueRegister(path: path, pool: pool, access: access, salt: salt, sealingKey: sealingKey)
    } catch {
      throw RegisterFault(error, path: path)
    }
  }

  private static func configuration(_ access: Access, patience: Double) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = access == .readOnly
    configuration.busyMode = .timeout(patience)
    configuration.foreignKeysEnabled = true
    configuration.label = "register"
    configuration.prepareDatabase { db in
      // A foreign file is left alone, before anything is set in it.
      if let found = try Int32.fetchOne(db, sql: "PRAGMA application_id"), found != Migration.applicationID {
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        if found != 0 || !isEmpty { throw RegisterFault(.foreign, path: "") }
      }
    }
    return configuration
  }

  /// A missing file is made for the owner alone before SQLite sees it: its -wal and -shm files take its mode.
  private static func prepareFile(_ path: String, _ access: Access) throws(RegisterFault) {
    if access == .readWrite {
      let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      if descriptor >= 0 {
        Glibc.close(descriptor)
        return
      }
      if errno != EEXIST { throw RegisterFault(.notWritable(String(cString: strerror(errno))), path: path) }
    }
    // By name, never by a descriptor of our own: closing one would drop the locks that SQLite holds on this file in this process.
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw RegisterFault(errno == ENOENT ? .missing : .notWritable(String(cString: strerror(errno))), path: path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw RegisterFault(.foreign, path: path) }
    if access == .readWrite, status.st_mode & 0o077 != 0, chmod(path, 0o600) != 0 {
      throw RegisterFault(.notWritable(String(cString: strerror(errno))), path: path)
    }
  }

  /// Closes the file; a writer's WAL is folded into it. Without it, the last holder's going does the same.
  package func close() throws(RegisterFault) {
    do {
      // Readers go first: the connection that closes last must be one that may fold the WAL into the file.
      pool.releaseMemory()
      try pool.close()
    } catch {
      throw RegisterFault(error, path: path)
    }
  }

  /// What stands in the file now, from a snapshot that no writer disturbs.
  func read<Result>(_ body: (Database) throws -> Result) throws(RegisterFault) -> Result {
    do {
      return try pool.read(body)
    } catch {
      throw RegisterFault(error, path: path)
    }
  }

  /// One transaction: all of it or nothing.
  func write<Result>(_ body: (Database) throws -> Result) throws(RegisterFault) -> Result {
    if access == .readOnly { throw RegisterFault(.readOnly, path: path) }
    do {
      return try pool.writeWithoutTransaction { db in
        var result: Result?
        try db.inTransaction(.immediate) {
          result = try body(db)
          return .commit
        }
        guard let result else { throw RegisterFault(.failed("transaction"), path: path) }
        return result
      }
    } catch {
      throw RegisterFault(error, path: path)
    }
  }
}
