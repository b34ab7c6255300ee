import Foundation
import GRDB

/// What a run has entered in a register, over all its attempts.
package struct RunTotals: Sendable, Hashable {
  /// Records of which at least one paper was issued.
  package var records = 0
  package var papers = 0
  package var bytes = 0
  package var pages = 0

  package init() {}

  init(_ db: Database, run: String) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(DISTINCT entry.change || ' ' || entry.number), count(*), coalesce(sum(entry.bytes), 0), coalesce(sum(entry.pages), 0)
        FROM entry JOIN run ON run.id = entry.run WHERE run.name = ? AND entry.action = 'issue'
        """, arguments: [run])
    guard let row else { return }
    records = try row.decode(Int.self, atIndex: 0)
    papers = try row.decode(Int.self, atIndex: 1)
    bytes = try row.decode(Int.self, atIndex: 2)
    pages = try row.decode(Int.self, atIndex: 3)
  }
}

extension IssueRegister {
  package func tally(of run: String) throws(RegisterFault) -> RunTotals {
    try read { db in try RunTotals(db, run: run) }
  }

  /// The last row of a run and the chain there; nil when it has none.
  package func head(of run: String) throws(RegisterFault) -> (rows: Int64, head: ContentDigest)? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT entry.sequence, entry.chain FROM entry JOIN run ON run.id = entry.run WHERE run.name = ?
          ORDER BY entry.sequence DESC LIMIT 1
          """, arguments: [run])
      guard let row, let head = ContentDigest(try row.decode(Data.self, atIndex: 1)) else { return nil }
      return (try row.decode(Int64.self, atIndex: 0), head)
    }
  }
}
