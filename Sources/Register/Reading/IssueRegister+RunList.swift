import Foundation
import GRDB

extension IssueRegister {
  /// The newest run over these inputs into this folder, when it did not come to its end: killed, or stopped. Nil when it did.
  package func unfinishedRun(folder: String, inputs: [ContentDigest]) throws(RegisterFault) -> RunRow? {
    let newest = try runs(folder: folder).first { $0.inputs.map(\.digest) == inputs }
    return newest.flatMap { $0.state == .complete ? nil : $0 }
  }

  /// The libraries with which a run worked; nil when that is not known.
  package func libraries(ofRun id: String) throws(RegisterFault) -> String? {
    try read { db in try String.fetchOne(db, sql: "SELECT libraries FROM run WHERE name = ?", arguments: [id]) }
  }

  /// What was last entered as a run's progress.
  package func progress(ofRun id: String) throws(RegisterFault) -> String? {
    try read { db in try String.fetchOne(db, sql: "SELECT progress FROM run WHERE name = ?", arguments: [id]) }
  }

  /// The output folder of every run, by the run's id.
  package func folders() throws(RegisterFault) -> [String: String] {
    try read { db in
      var folders: [String: String] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT name, folder FROM run") {
        folders[try row.decode(String.self, atIndex: 0)] = try row.decode(String.self, atIndex: 1)
      }
      return folders
    }
  }

  /// Runs into a folder, or all of them, the newest first.
  package func runs(folder: String? = nil) throws(RegisterFault) -> [RunRow] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT run.id, name, state, startedAt, finishedAt, issuedOn, folder, configuration.digest, "read", issued, unchanged, rejected,
            libraries
          FROM run JOIN configuration ON configuration.id = run.configuration WHERE ?1 IS NULL OR folder = ?1 ORDER BY run.id DESC
          """, arguments: [folder]
      ).map { row in try run(row, db) }
    }
  }

  private func run(_ row: Row, _ db: Database) throws -> RunRow {
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
        unchanged: try row.decode(Int.self, atIndex: 10), rejected: try row.decode(Int.self, atIndex: 11)),
      libraries: try row.decode(String?.self, atIndex: 12))
  }

  private func inputs(of run: Int64, _ db: Database) throws -> [RunRow.Input] {
    try Row.fetchAll(
      db, sql: "SELECT name, digest, bytes FROM run_input WHERE run = ? ORDER BY position", arguments: [run]
    ).map { row in
      guard let digest = ContentDigest(try row.decode(Data.self, atIndex: 1)) else {
        throw RegisterFault(.damaged("run_input"), path: path)
      }
      return RunRow.Input(
        name: try row.decode(String.self, atIndex: 0), digest: digest, bytes: try row.decode(Int.self, atIndex: 2))
    }
  }
}
