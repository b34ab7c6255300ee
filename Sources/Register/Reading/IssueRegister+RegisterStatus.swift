import Foundation
import GRDB

extension IssueRegister {
  /// How a record stands, for the documents that are wanted of it. Safe to ask from every worker at once.
  ///
  /// - Parameter bundled: the papers of the bundle, in their order, when it is among the documents.
  package func standing(
    of identity: ContractIdentity, content: RecordContent, documents: [String], bundled: [String] = []
  ) throws(RegisterFault) -> RegisterStatus {
    let wanted = WantedPapers(documents: documents, bundled: bundled)
    return try read { db in try standing(of: identity, content, wanted, db) }
  }

  /// How several records stand, from one snapshot: to open one costs as much as to ask it of eight records.
  package func standings(
    of records: [(identity: ContractIdentity, content: RecordContent)], documents: [String], bundled: [String] = []
  ) throws(RegisterFault) -> [RegisterStatus] {
    if records.isEmpty { return [] }
    let wanted = WantedPapers(documents: documents, bundled: bundled)
    return try read { db in try records.map { try standing(of: $0.identity, $0.content, wanted, db) } }
  }

  private func standing(
    of identity: ContractIdentity, _ content: RecordContent, _ wanted: WantedPapers, _ db: Database
  ) throws -> RegisterStatus {
    let rows = try issues(of: identity, db).filter { wanted.touch($0.row) }
    if let voided = rows.first(where: { $0.row.state == .voided }) { return .voided(voided.row) }
    let holding = rows.filter { $0.row.state == .issued }
    if holding.isEmpty { return .new }
    if let other = holding.first(where: { !wanted.include($0.row) }) { return .elsewhere(other.row) }
    let ordered = wanted.documents.compactMap { document in holding.first { $0.row.identity.document == document }?.row
    }
    let key = ContentDigest(keyDigest(content.key))
    let other = holding.first { $0.row.paper?.recordDigest != content.digest || $0.key != key }
    guard let other else {
      return ordered.count == wanted.documents.count ? .unchanged(ordered) : .incomplete(holding: ordered)
    }
    return .changed(
      holding: ordered, differences: try differences(from: other.row, isKeySame: other.key == key, to: content, db))
  }

  private func issues(of identity: ContractIdentity, _ db: Database) throws -> [(row: RegisterRow, key: ContentDigest?)]
  {
    let statement = try db.cachedStatement(
      sql: RowQuery.selection
        + " WHERE entry.number = ? AND entry.change = ? AND entry.action = 'issue' AND entry.state <> 'superseded' ORDER BY entry.sequence"
    )
    return try Row.fetchAll(statement, arguments: [identity.number, identity.change]).map { row in
      (try RowQuery.row(row), try RowQuery.keyDigest(row))
    }
  }

  private func differences(from row: RegisterRow, isKeySame: Bool, to content: RecordContent, _ db: Database) throws
    -> [RecordDifference]
  {
    let json = try String.fetchOne(
      db, sql: "SELECT json FROM entry JOIN record ON record.id = entry.record WHERE sequence = ?",
      arguments: [row.sequence])
    var differences = try json.map { try RecordDifference.between($0, content.json) } ?? []
    if !isKeySame { differences.append(.key) }
    return differences
  }
}
