package import Digests
import Foundation
import GRDB

/// The runs of a register: begun before their first paper, ended after their last. One that was killed or stopped is
/// found again by its folder and its inputs, and resumed under its own id.
extension IssueRegister {
  /// Enters a run, before its first paper. Its configuration must have been kept (`keepSources`).
  package func beginRun(_ run: RunRow) throws(RegisterFault) {
    _ = try write { db in try run.insert(db) }
  }

  /// Enters how a run ended.
  package func finish(run: String, state: RunRow.State, counts: RunRow.Counts, at time: Int64) throws(RegisterFault) {
    try write { db in
      try db.execute(
        sql: """
          UPDATE run SET state = ?, finishedAt = ?, "read" = ?, issued = ?, unchanged = ?, rejected = ? WHERE name = ?
          """, arguments: [state.rawValue, time, counts.read, counts.issued, counts.unchanged, counts.rejected, run])
      if db.changesCount != 1 { throw RegisterFault.Reason.unknownRun(run) }
    }
  }

  /// Marks a run that did not come to its end as begun again; the rows that follow are entered under its id.
  package func resume(run: String) throws(RegisterFault) {
    try write { db in
      try db.execute(sql: "UPDATE run SET state = 'begun', finishedAt = NULL WHERE name = ?", arguments: [run])
      if db.changesCount != 1 { throw RegisterFault.Reason.unknownRun(run) }
    }
  }

  /// The newest run over these inputs into this folder if it was killed or stopped; nil if it came to its end or there
  /// is none.
  package func unfinishedRun(folder: String, inputs: [ContentDigest]) throws(RegisterFault) -> RunRow? {
    let newest = try runs(folder: folder).first { $0.inputs.map(\.digest) == inputs }
    return newest.flatMap { $0.state == .complete ? nil : $0 }
  }

  /// The newest run that came to its end and had an input with this digest; nil when there is none.
  package func completeRun(withInput digest: ContentDigest) throws(RegisterFault) -> RunRow? {
    try read { db in
      let sql =
        RunRow.selection + """
           WHERE state = 'complete' AND run.id IN (SELECT run FROM run_input WHERE digest = ?)
          ORDER BY run.id DESC LIMIT 1
          """
      return try Row.fetchOne(db, sql: sql, arguments: [digest.data]).map(RunRow.init)
    }
  }

  /// Whether some run came to its end.
  package func hasCompleteRun() throws(RegisterFault) -> Bool {
    try read { db in
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE state = 'complete')") ?? false
    }
  }

  /// Runs into a folder, or all of them, the newest first.
  package func runs(folder: String? = nil) throws(RegisterFault) -> [RunRow] {
    try read { db in
      let sql = RunRow.selection + " WHERE ?1 IS NULL OR folder = ?1 ORDER BY run.id DESC"
      return try Row.fetchAll(db, sql: sql, arguments: [folder]).map { row in
        var run = try RunRow(row)
        run.inputs = try RunRow.inputs(ofRow: try row.decode(Int64.self, atIndex: 12), db)
        return run
      }
    }
  }

  /// The libraries with which a run worked; nil when that is not known.
  package func libraries(ofRun id: String) throws(RegisterFault) -> String? {
    try read { db in try String.fetchOne(db, sql: "SELECT libraries FROM run WHERE name = ?", arguments: [id]) }
  }

  /// The progress that was entered with a run's last papers (`enterIssues`).
  package func progress(ofRun id: String) throws(RegisterFault) -> String? {
    try read { db in try String.fetchOne(db, sql: "SELECT progress FROM run WHERE name = ?", arguments: [id]) }
  }

  /// The output folder of every run, by the run's id.
  package func foldersByRun() throws(RegisterFault) -> [String: String] {
    try read { db in
      var folders: [String: String] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT name, folder FROM run") {
        folders[try row.decode(String.self, atIndex: 0)] = try row.decode(String.self, atIndex: 1)
      }
      return folders
    }
  }
}

extension RunRow {
  /// The columns in the order in which `init(_:)` reads them; then, from index 12, the row's id in the table and the
  /// digests of the configuration's rules and fonts.
  static let selection = """
    SELECT name, state, startedAt, finishedAt, issuedOn, folder, configuration.digest, "read", issued, unchanged,
      rejected, libraries, run.id, configuration.rules, configuration.fonts
    FROM run JOIN configuration ON configuration.id = run.configuration
    """

  /// A run without its inputs, which are rows of another table.
  init(_ row: Row) throws {
    guard let state = State(rawValue: try row.decode(String.self, atIndex: 1)),
      let configuration = ContentDigest(try row.decode(Data.self, atIndex: 6))
    else { throw RegisterFault.Reason.damaged("run") }
    self.init(
      id: try row.decode(String.self, atIndex: 0), state: state, startedAt: try row.decode(Int64.self, atIndex: 2),
      finishedAt: try row.decode(Int64?.self, atIndex: 3), issuedOn: try row.decode(String.self, atIndex: 4),
      folder: try row.decode(String.self, atIndex: 5), configuration: configuration, inputs: [],
      counts: Counts(
        read: try row.decode(Int.self, atIndex: 7), issued: try row.decode(Int.self, atIndex: 8),
        unchanged: try row.decode(Int.self, atIndex: 9), rejected: try row.decode(Int.self, atIndex: 10)),
      libraries: try row.decode(String?.self, atIndex: 11))
  }

  fileprivate static func inputs(ofRow run: Int64, _ db: Database) throws -> [Input] {
    try Row.fetchAll(
      db, sql: "SELECT name, digest, bytes FROM run_input WHERE run = ? ORDER BY position", arguments: [run]
    ).map { row in
      guard let digest = ContentDigest(try row.decode(Data.self, atIndex: 1)) else {
        throw RegisterFault.Reason.damaged("run_input")
      }
      return Input(
        name: try row.decode(String.self, atIndex: 0), digest: digest, bytes: try row.decode(Int.self, atIndex: 2))
    }
  }

  /// Adds the run with its inputs, and returns the row's id in the table.
  @discardableResult
  func insert(_ db: Database) throws -> Int64 {
    guard let configuration = try SourceSet.configurationID(configuration, db) else {
      throw RegisterFault.Reason.failed("configuration")
    }
    try db.execute(
      sql: """
        INSERT INTO run (
          name, state, startedAt, finishedAt, issuedOn, folder, configuration, "read", issued, unchanged, rejected,
          libraries
        ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, state.rawValue, startedAt, finishedAt, issuedOn, folder, configuration, counts.read, counts.issued,
        counts.unchanged, counts.rejected, libraries,
      ])
    let run = db.lastInsertedRowID
    for (position, input) in inputs.enumerated() {
      try db.execute(
        sql: "INSERT INTO run_input (run, position, name, digest, bytes) VALUES (?, ?, ?, ?, ?)",
        arguments: [run, position, input.name, input.digest.data, input.bytes])
    }
    return run
  }
}
