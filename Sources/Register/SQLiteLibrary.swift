import GRDB

/// The library that keeps the register.
package enum SQLiteLibrary {
  package static var version: String {
    let answer = try? DatabaseQueue().read { db in try String.fetchOne(db, sql: "SELECT sqlite_version()") }
    return answer ?? "?"
  }
}
