import Foundation
import GRDB

/// Brings a file to the current schema, or says why not.
enum Schema {
  /// Takes the steps that the file lacks, all in one transaction.
  static func migrate(_ pool: DatabasePool, path: String) throws {
    if try pool.read({ db in try version(db, path: path) }) == Migration.current { return }
    try pool.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        // Asked again inside: another process may have taken the steps in the meantime.
        let found = try version(db, path: path)
        for step in Migration.all.dropFirst(found) { try db.execute(sql: step.sql) }
        if found == 0 { try furnish(db) }
        try db.execute(sql: "PRAGMA user_version = \(Migration.current)")
        return .commit
      }
    }
  }

  /// What a register that is only read must be.
  static func check(_ db: Database, path: String) throws {
    let found = try version(db, path: path)
    if found == 0 { throw RegisterFault(.foreign, path: path) }
    // An older file would need its steps first, which a reader may not take.
    if found < Migration.current { throw RegisterFault(.older(found: found, known: Migration.current), path: path) }
  }

  /// The version of the file, 0 for an empty one.
  private static func version(_ db: Database, path: String) throws -> Int {
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if found > Migration.current { throw RegisterFault(.newer(found: found, known: Migration.current), path: path) }
    return found
  }

  private static func furnish(_ db: Database) throws {
    try db.execute(sql: "PRAGMA application_id = \(Migration.applicationID)")
    try db.execute(
      sql: "INSERT INTO house (id, salt, head, rows) VALUES (1, ?, ?, 0)",
      arguments: [KeyDigest.freshSalt(), RegisterRow.chainStart.data])
  }
}
