import Foundation
import GRDB

extension IssueRegister {
  /// Takes in what branches issued, as one run, in one transaction: all of it or nothing. Their files must be on the disk before.
  ///
  /// - Parameter run: as it is to stand here, complete.
  /// - Returns: false when the run is here already, and nothing was done.
  package func absorb(_ branches: [RegisterBranch], as run: RunRow) throws(RegisterFault) -> Bool {
    for branch in branches {
      // A branch that knew the configuration from here has no files of it, and need not.
      let sources = try RegisterCopy(branch.path).read { db in try self.sources(of: run.configuration, db) }
      if let sources { try keep(sources) }
    }
    return try write { db in
      if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE name = ?)", arguments: [run.id]) ?? false {
        return false
      }
      try insert(run, db)
      guard let link = try RunLink(db, named: run.id) else { throw RegisterFault(.unknownRun(run.id), path: path) }
      var writer = try EntryWriter(db, path: path)
      for branch in branches {
        var copier: RowCopier?
        try forEachRow(of: branch, db) { row, source in
          var open = copier ?? RowCopier(from: source, to: db)
          var added = row
          added.run = run.id
          added.target = try target(of: row, in: source, db)
          _ = try writer.add(added, try open.links(of: row, run: link.id))
          copier = open
        }
      }
      try writer.finish()
      return true
    }
  }

  /// Whether the branches' rows could be taken in now: throws what `absorb` would throw of them.
  package func checkAbsorbing(_ branches: [RegisterBranch]) throws(RegisterFault) {
    try read { db in
      for branch in branches {
        try forEachRow(of: branch, db) { row, source in _ = try target(of: row, in: source, db) }
      }
    }
  }

  private func forEachRow(
    of branch: RegisterBranch, _ db: Database, _ body: (RegisterRow, _ source: Database) throws -> Void
  ) throws {
    let salt = try Data.fetchOne(db, sql: "SELECT salt FROM house")
    try RegisterCopy(branch.path).read { source in
      if try Data.fetchOne(source, sql: "SELECT salt FROM house") != salt {
        throw RegisterFault(.foreign, path: branch.path)
      }
      let rows = try Row.fetchCursor(
        source, sql: RowQuery.selection + " WHERE run.name = ? ORDER BY entry.sequence", arguments: [branch.run])
      while let row = try rows.next() { try body(try RowQuery.row(row), source) }
    }
  }

  /// The row here that a branch's row supersedes; nil for none. Throws when what holds here is not what held when the branch was made.
  private func target(of row: RegisterRow, in source: Database, _ db: Database) throws -> Int64? {
    guard row.action == .issue, row.state == .issued else { throw RegisterFault(.overtaken(row.identity), path: path) }
    guard let planted = row.target else {
      try checkFree(row.identity, form: row.paper?.form ?? "", supersedes: nil, db)
      return nil
    }
    let digest = try Data.fetchOne(source, sql: "SELECT digest FROM entry WHERE sequence = ?", arguments: [planted])
    let holding = try RowQuery.rows(
      db, holding: row.identity.number, change: row.identity.change, document: row.identity.document
    ).last
    guard let holding, holding.paper?.digest.data == digest else {
      throw RegisterFault(.overtaken(row.identity), path: path)
    }
    return holding.sequence
  }

}
