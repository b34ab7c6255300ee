import Digests
import Foundation
import GRDB

/// 発行簿 (issue register): who was given which paper. A SQLite file in WAL mode: one writer at a time, and readers never
/// wait.
///
/// Every method is one transaction: after a kill either all of it has happened or nothing. A batch uses it like this:
///
/// ```
/// let register = try IssueRegister.open("register.sqlite", .readWrite, sealingKey: key)   // RegisterFile made it
/// try register.keepSources(sources)                       // forms, rules and fonts, each content once
/// try register.beginRun(run)
/// switch try register.status(of: identity, content: content, documents: ["certificate"]) {
/// case .new: …                                            // make the papers, write their files, sync them
/// }
/// try register.enterIssues(issues, run: run.id, at: now)  // now they are on the disk
/// try register.finish(run: run.id, state: .complete, counts: counts, at: now)
/// try register.close()
/// ```
///
/// Inside a transaction only the reason of a fault is thrown (`RegisterFault.Reason`); `read` and `write` add the path.
package final class IssueRegister: Sendable {
  package enum Access: Sendable, Hashable {
    /// The file must have the current schema.
    case readOnly
    /// The file is brought to the current schema.
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

  /// Opens the register at `path`, which must be there (`RegisterFile.make` makes one): a register that was lost must
  /// not be taken for a new one, which knows of no paper.
  ///
  /// - Parameters:
  ///   - sealingKey: encrypts the authentication keys that are kept; without one they are not kept.
  ///   - patience: seconds to wait for another writer before `busy` is thrown. Half a minute is far longer than a run
  ///     needs to enter the thousand papers of one transaction.
  package static func open(
    _ path: String, _ access: Access, sealingKey: SealingKey? = nil, patience: Double = 30
  ) throws(RegisterFault) -> IssueRegister {
    try RegisterFile.checkAndProtect(path, access)
    do {
      let location = access == .readOnly ? ReadOnlyMedium.location(of: path) : path
      let pool = try DatabasePool(path: location, configuration: configuration(access, patience: patience))
      if access == .readWrite {
        // A commit must be on the disk when it returns, because the manifest names the papers after it. With GRDB's
        // default (NORMAL) a power failure could take the last commits away again.
        try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try Schema.migrate(pool)
      } else {
        try pool.read { db in try Schema.check(db) }
      }
      let salt = try pool.read { db in try Schema.salt(db) } ?? Data()
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
      // Another program's file is refused before anything is set in it.
      if let found = try Int32.fetchOne(db, sql: "PRAGMA application_id"), found != Migration.applicationID {
        let isEmpty = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        if found != 0 || !isEmpty { throw RegisterFault.Reason.foreign }
      }
    }
    return configuration
  }

  /// Closes the file. A writer's WAL is moved into the file first; without this call that happens when the last
  /// connection is freed.
  package func close() throws(RegisterFault) {
    do {
      // Readers are closed first: the connection that closes last must be one that may move the WAL into the file.
      pool.releaseMemory()
      try pool.close()
    } catch {
      throw RegisterFault(error, path: path)
    }
  }

  /// Reads from a snapshot of this moment, which no writer changes.
  func read<Result>(_ body: (Database) throws -> Result) throws(RegisterFault) -> Result {
    do {
      return try pool.read(body)
    } catch {
      throw RegisterFault(error, path: path)
    }
  }

  /// One transaction: all of it or nothing. It is on the disk when this returns.
  func write<Result>(_ body: (Database) throws -> Result) throws(RegisterFault) -> Result {
    if access == .readOnly { throw RegisterFault(.readOnly, path: path) }
    do {
      return try pool.writeWithoutTransaction { db in
        var result: Result?
        // Immediate: the lock is taken at the beginning, so that what the body reads cannot change before it writes.
        try db.inTransaction(.immediate) {
          result = try body(db)
          return .commit
        }
        guard let result else { throw RegisterFault.Reason.failed("transaction") }
        return result
      }
    } catch {
      throw RegisterFault(error, path: path)
    }
  }
}

/// The library that keeps the register.
package enum SQLiteLibrary {
  /// Such as `3.40.1`; `?` when SQLite does not answer.
  package static var version: String {
    let answer = try? DatabaseQueue().read { db in try String.fetchOne(db, sql: "SELECT sqlite_version()") }
    return answer ?? "?"
  }
}
