import Foundation
import GRDB

extension IssueRegister {
  /// Makes the register of one part of a run: a file of its own, which knows of the house's register what concerns the part's contracts,
  /// and has the house's salt, so that its rows can be taken in there. Made before, it stays as it is.
  ///
  /// - Parameters:
  ///   - path: the branch's file.
  ///   - copy: of the house's register.
  ///   - numbers: the contract numbers of the part.
  package static func makeBranch(at path: String, of copy: String, numbers: Set<String>) throws(RegisterFault) {
    let branch = try open(path, .readWrite)
    try RegisterCopy(copy).read { house in
      guard let salt = try Data.fetchOne(house, sql: "SELECT salt FROM house") else {
        throw RegisterFault(.damaged("house"), path: copy)
      }
      try branch.write { db in
        // The salt comes with everything else, in one transaction: where it stands, the rest does.
        if try Data.fetchOne(db, sql: "SELECT salt FROM house") == salt { return }
        if try Int64.fetchOne(db, sql: "SELECT rows FROM house") != 0 { throw RegisterFault(.foreign, path: path) }
        try db.execute(sql: "UPDATE house SET salt = ?", arguments: [salt])
        var planter = try Planter(from: house, to: db, path: path)
        for number in numbers.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) { try planter.plant(number) }
        try planter.finish()
      }
    }
    try branch.close()
  }

  /// Closes a branch whose part is done: from here on it is one file without companions, which others may read from any machine.
  package func closeBranch() throws(RegisterFault) {
    do {
      // Readers go first: the journal can only change its kind under a single connection.
      pool.releaseMemory()
      try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
      try pool.close()
    } catch {
      throw RegisterFault(error, path: path)
    }
  }
}

/// Carries what holds, and what is void, of some contracts into a branch.
private struct Planter {
  private let house: Database
  private let branch: Database
  private var copier: RowCopier
  private var writer: EntryWriter
  private var runs: [String: Int64] = [:]

  init(from house: Database, to branch: Database, path: String) throws {
    self.house = house
    self.branch = branch
    copier = RowCopier(from: house, to: branch)
    writer = try EntryWriter(branch, path: path)
  }

  mutating func plant(_ number: String) throws {
    let statement = try house.cachedStatement(
      sql: RowQuery.selection
        + " WHERE entry.number = ? AND entry.action = 'issue' AND entry.state <> 'superseded' ORDER BY entry.sequence")
    for row in try Row.fetchAll(statement, arguments: [number]).map(RowQuery.row) {
      let links = try copier.links(of: row, run: try row.run.map { try run($0) })
      var planted = row
      // What it superseded is not carried.
      (planted.state, planted.endedBy, planted.target) = (.issued, nil, nil)
      let sequence = try writer.add(planted, links).sequence
      guard row.state == .voided, let void = try row.endedBy.flatMap({ try self.row($0) }) else { continue }
      planted = void
      planted.target = sequence
      _ = try writer.add(planted, EntryWriter.Links())
    }
  }

  func finish() throws {
    try writer.finish()
  }

  private func row(_ sequence: Int64) throws -> RegisterRow? {
    let statement = try house.cachedStatement(sql: RowQuery.selection + " WHERE entry.sequence = ?")
    return try Row.fetchOne(statement, arguments: [sequence]).map(RowQuery.row)
  }

  /// The run by which a row was issued, as the branch knows it: its folder tells where the papers are.
  private mutating func run(_ name: String) throws -> Int64 {
    if let id = runs[name] { return id }
    let values = try Row.fetchOne(
      house,
      sql: """
        SELECT run.*, configuration.digest, rules, fonts FROM run JOIN configuration ON configuration.id = run.configuration WHERE name = ?
        """, arguments: [name])
    guard let values else { throw RegisterFault(.damaged("run"), path: "") }
    try branch.execute(
      sql: "INSERT OR IGNORE INTO configuration (digest, rules, fonts) VALUES (?, ?, ?)",
      arguments: [values["digest"], values["rules"], values["fonts"]])
    try branch.execute(
      sql: """
        INSERT INTO run (
          name, state, startedAt, finishedAt, issuedOn, folder, configuration, "read", issued, unchanged, rejected, libraries
        ) SELECT ?, ?, ?, ?, ?, ?, id, ?, ?, ?, ?, ? FROM configuration WHERE digest = ?
        """,
      arguments: [
        name, values["state"], values["startedAt"], values["finishedAt"], values["issuedOn"], values["folder"],
        values["read"],
        values["issued"], values["unchanged"], values["rejected"], values["libraries"], values["digest"],
      ])
    runs[name] = branch.lastInsertedRowID
    return branch.lastInsertedRowID
  }
}
