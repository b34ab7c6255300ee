import Foundation
import GRDB

extension IssueRegister {
  /// The rows that pass the filter in the order in which they were added, one at a time: memory does not grow with their number. All are
  /// of one moment, however long it takes.
  package func forEachRow(_ filter: RowFilter = RowFilter(), _ body: (RegisterRow) throws -> Void) throws(RegisterFault)
  {
    try read { db in
      let condition = filter.condition
      let cursor = try Row.fetchCursor(
        db, sql: RowQuery.selection + condition.sql + " ORDER BY entry.sequence", arguments: condition.arguments)
      while let row = try cursor.next() { try body(RowQuery.row(row)) }
    }
  }

  /// The rows that pass the filter, the newest `limit` of them, in the order in which they were added.
  package func rows(_ filter: RowFilter = RowFilter(), limit: Int? = nil) throws(RegisterFault) -> [RegisterRow] {
    try read { db in
      let condition = filter.condition
      let sql =
        RowQuery.selection + condition.sql + " ORDER BY entry.sequence DESC" + (limit.map { " LIMIT \($0)" } ?? "")
      return try Row.fetchAll(db, sql: sql, arguments: condition.arguments).map(RowQuery.row).reversed()
    }
  }

  package func count(_ filter: RowFilter = RowFilter()) throws(RegisterFault) -> Int {
    try read { db in
      let condition = filter.condition
      return try Int.fetchOne(db, sql: "SELECT count(*) FROM entry" + condition.sql, arguments: condition.arguments)
        ?? 0
    }
  }

  /// Everything that happened to the papers of a contract.
  package func history(number: String, change: Int? = nil, document: String? = nil) throws(RegisterFault)
    -> [RegisterRow]
  {
    var filter = RowFilter()
    filter.number = number
    filter.change = change
    filter.document = document
    filter.includesVoids = true
    return try rows(filter)
  }

  /// The paper that holds: of the given change count, else of the highest whose paper holds. Nil when none does.
  package func holding(number: String, document: String, change: Int? = nil) throws(RegisterFault) -> RegisterRow? {
    try read { db in try RowQuery.rows(db, holding: number, change: change, document: document).last }
  }

  /// Why no paper holds there: it is void, stands in a bundle, or was never issued.
  package func absence(number: String, document: String, change: Int? = nil) throws(RegisterFault) -> RegisterFault {
    var filter = RowFilter()
    (filter.number, filter.change, filter.document, filter.state) = (number, change, document, .voided)
    if let voided = try rows(filter, limit: 1).last { return RegisterFault(.voided(voided.identity), path: path) }
    return try read { db in try absence(number: number, document: document, change: change, db) }
  }

  func absence(number: String, document: String?, change: Int?, _ db: Database) throws -> RegisterFault {
    let bundle = try RowQuery.rows(db, holding: number, change: change, document: Bundle.document).last
    if let bundle, let document, bundle.papers.contains(document) {
      let identity = PaperIdentity(number: number, change: bundle.identity.change, document: document)
      return RegisterFault(.inBundle(identity), path: path)
    }
    return RegisterFault(.notIssued(number: number, change: change, document: document), path: path)
  }

  /// How often a marked copy of the paper was made.
  package func markedCount(of identity: PaperIdentity) throws(RegisterFault) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM entry WHERE number = ? AND change = ? AND document = ? AND mark IS NOT NULL",
        arguments: [identity.number, identity.change, identity.document]) ?? 0
    }
  }
}
