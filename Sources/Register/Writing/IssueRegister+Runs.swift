import Foundation
import GRDB

extension IssueRegister {
  /// Enters a run before its first paper. Its configuration must have been kept.
  package func begin(_ run: RunRow) throws(RegisterFault) {
    try write { db in try insert(run, db) }
  }

  func insert(_ run: RunRow, _ db: Database) throws {
    guard
      let configuration = try Int64.fetchOne(
        db, sql: "SELECT id FROM configuration WHERE digest = ?", arguments: [run.configuration.data])
    else { throw RegisterFault(.failed("configuration"), path: path) }
    try db.execute(
      sql: """
        INSERT INTO run (
          name, state, startedAt, finishedAt, issuedOn, folder, configuration, "read", issued, unchanged, rejected, libraries
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.id, run.state.rawValue, run.startedAt, run.finishedAt, run.issuedOn, run.folder, configuration,
        run.counts.read,
        run.counts.issued, run.counts.unchanged, run.counts.rejected, run.libraries,
      ])
    let id = db.lastInsertedRowID
    for (position, input) in run.inputs.enumerated() {
      try db.execute(
        sql: "INSERT INTO run_input (run, position, name, digest, bytes) VALUES (?, ?, ?, ?, ?)",
        arguments: [id, position, input.name, input.digest.data, input.bytes])
    }
  }

  /// Enters how a run ended.
  package func finish(run: String, state: RunRow.State, counts: RunRow.Counts, at time: Int64) throws(RegisterFault) {
    try write { db in
      try db.execute(
        sql: """
          UPDATE run SET state = ?, finishedAt = ?, "read" = ?, issued = ?, unchanged = ?, rejected = ? WHERE name = ?
          """, arguments: [state.rawValue, time, counts.read, counts.issued, counts.unchanged, counts.rejected, run])
      if db.changesCount != 1 { throw RegisterFault(.unknownRun(run), path: path) }
    }
  }

  /// A run that did not come to its end goes on: later rows are its own again.
  package func resume(run: String) throws(RegisterFault) {
    try write { db in
      try db.execute(sql: "UPDATE run SET state = 'begun', finishedAt = NULL WHERE name = ?", arguments: [run])
      if db.changesCount != 1 { throw RegisterFault(.unknownRun(run), path: path) }
    }
  }
}
