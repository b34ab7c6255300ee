import Foundation
import GRDB

extension IssueRegister {
  /// Declares the holding papers of a contract void, and with them their identities: none of them is ever issued again.
  ///
  /// - Parameters:
  ///   - change: nil for every change count.
  ///   - document: nil for every document.
  /// - Returns: the rows added, one a paper; never none.
  @discardableResult
  package func void(
    number: String, change: Int? = nil, document: String? = nil, reason: String, by: String?, at time: Int64
  ) throws(RegisterFault) -> [RegisterRow] {
    if reason.isEmpty { throw RegisterFault(.noReason, path: path) }
    return try write { db in
      let holding = try RowQuery.rows(db, holding: number, change: change, document: document)
      if holding.isEmpty { throw try absence(number: number, document: document, change: change, db) }
      var writer = try EntryWriter(db, path: path)
      let rows = try holding.map { row in
        try writer.add(
          RegisterRow(
            sequence: 0, action: .void, state: .voided, endedBy: nil, target: row.sequence, identity: row.identity,
            paper: nil,
            recordedAt: time, run: nil, mark: nil, reason: reason, by: by, chain: RegisterRow.chainStart),
          EntryWriter.Links())
      }
      try writer.finish()
      return rows
    }
  }

  /// How many copies of the papers these voids ended with them.
  package func copies(endedBy voids: [RegisterRow]) throws(RegisterFault) -> Int {
    try read { db in
      let statement = try db.cachedStatement(
        sql:
          "SELECT count(*) FROM entry WHERE number = ? AND change = ? AND document = ? AND action = 'reissue' AND endedBy = ?"
      )
      return try voids.reduce(0) { count, void in
        let identity = void.identity
        let arguments: StatementArguments = [identity.number, identity.change, identity.document, void.sequence]
        return count + (try Int.fetchOne(statement, arguments: arguments) ?? 0)
      }
    }
  }
}
