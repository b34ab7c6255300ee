import Foundation
import GRDB

extension IssueRegister {
  /// Enters a run before its first paper. Its configuration must have been kept.
  package func begin(_ run: RunRow) throws(RegisterFault) {
    try write { db in
      guard
        let configuration = try Int64.fetchOne(
          db, sql: "SELECT id FROM configuration WHERE digest = ?", arguments: [run.configuration.data])
      else { throw RegisterFault(.failed("configuration"), path: path) }
      try db.execute(
        sql: """
          INSERT INTO run (name, state, startedAt, finishedAt, issuedOn, folder, configuration, "read", issued, unchanged, rejected)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          run.id, run.state.rawValue, run.startedAt, run.finishedAt, run.issuedOn, run.folder, configuration, run.counts.read,
          run.counts.issued, run.counts.unchanged, run.counts.rejected,
        ])
      let id = db.lastInsertedRowID
      for (position, input) in run.inputs.enumerated() {
        try db.execute(
          sql: "INSERT INTO run_input (run, position, name, digest, bytes) VALUES (?, ?, ?, ?, ?)",
          arguments: [id, position, input.name, input.digest.data, input.bytes])
      }
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

  /// All runs, the newest first.
  package func runs() throws(RegisterFault) -> [RunRow] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT run.id, name, state, startedAt, finishedAt, issuedOn, folder, configuration.digest, "read", issued, unchanged, rejected
          FROM run JOIN configuration ON configuration.id = run.configuration ORDER BY run.id DESC
          """
      ).map { row in
        guard let state = RunRow.State(rawValue: try row.decode(String.self, atIndex: 2)),
          let configuration = ContentDigest(try row.decode(Data.self, atIndex: 7))
        else { throw RegisterFault(.damaged("run"), path: path) }
        return RunRow(
          id: try row.decode(String.self, atIndex: 1), state: state, startedAt: try row.decode(Int64.self, atIndex: 3),
          finishedAt: try row.decode(Int64?.self, atIndex: 4), issuedOn: try row.decode(String.self, atIndex: 5),
          folder: try row.decode(String.self, atIndex: 6), configuration: configuration,
          inputs: try inputs(of: try row.decode(Int64.self, atIndex: 0), db),
          counts: RunRow.Counts(
            read: try row.decode(Int.self, atIndex: 8), issued: try row.decode(Int.self, atIndex: 9),
            unchanged: try row.decode(Int.self, atIndex: 10), rejected: try row.decode(Int.self, atIndex: 11)))
      }
    }
  }

  private func inputs(of run: Int64, _ db: Database) throws -> [RunRow.Input] {
    try Row.fetchAll(db, sql: "SELECT name, digest, bytes FROM run_input WHERE run = ? ORDER BY position", arguments: [run]).map { row in
      guard let digest = ContentDigest(try row.decode(Data.self, atIndex: 1)) else {
        throw RegisterFault(.damaged("run_input"), path: path)
      }
      return RunRow.Input(name: try row.decode(String.self, atIndex: 0), digest: digest, bytes: try row.decode(Int.self, atIndex: 2))
    }
  }
}
