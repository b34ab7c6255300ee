import Foundation
import GRDB

/// Adds rows inside one transaction: it knows the chain's head when it begins and keeps it when it ends. Statements are prepared once
/// a connection and held.
struct EntryWriter {
  private let db: Database
  private let path: String
  private var head: ContentDigest
  private var count: Int64

  init(_ db: Database, path: String) throws {
    self.db = db
    self.path = path
    guard let row = try Row.fetchOne(db, sql: "SELECT head, rows FROM house"),
      let head = ContentDigest(try row.decode(Data.self, atIndex: 0))
    else { throw RegisterFault(.damaged("house"), path: path) }
    self.head = head
    count = try row.decode(Int64.self, atIndex: 1)
  }

  /// The ids by which a row points to what it shares with others.
  struct Links {
    var run: Int64?
    var record: Int64?
    var configuration: Int64?
    /// The keyed digest of the record's key, empty for none.
    var key = Data()
  }

  /// Adds the row with the next sequence and the chain digest that it gets here; both of the argument's are ignored. The states of its target
  /// and of the target's copies follow.
  mutating func add(_ proposed: RegisterRow, _ links: Links) throws -> RegisterRow {
    var row = proposed
    row.sequence = count + 1
    // A void ends itself: there is no paper in its row that could hold.
    if row.action == .void { row.endedBy = row.sequence }
    row.chain = row.chainDigest(after: head, key: ContentDigest(links.key))
    try endTarget(of: row)
    let paper = row.paper
    let values: [DatabaseValue] = [
      row.sequence.databaseValue, row.action.rawValue.databaseValue, row.state.rawValue.databaseValue,
      row.endedBy?.databaseValue ?? .null, row.target?.databaseValue ?? .null, row.identity.number.databaseValue,
      row.identity.change.databaseValue, row.identity.document.databaseValue, row.recordedAt.databaseValue,
      links.run?.databaseValue ?? .null, row.mark?.databaseValue ?? .null, row.reason?.databaseValue ?? .null,
      row.by?.databaseValue ?? .null, paper?.form.databaseValue ?? .null, paper?.edition.databaseValue ?? .null,
      paper?.formDigest.data.databaseValue ?? .null, links.record?.databaseValue ?? .null,
      links.configuration?.databaseValue ?? .null, paper?.format.databaseValue ?? .null,
      paper?.issuedOn.databaseValue ?? .null,
      paper?.path.databaseValue ?? .null, paper?.digest.data.databaseValue ?? .null,
      paper?.bytes.databaseValue ?? .null,
      paper?.pages.databaseValue ?? .null, row.chain.data.databaseValue,
      (paper?.delivery.hasRecord ?? false).databaseValue,
      paper?.delivery.unprotected?.data.databaseValue ?? .null,
    ]
    let statement = try db.cachedStatement(sql: Self.insertion)
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
    head = row.chain
    count = row.sequence
    return row
  }

  private func endTarget(of row: RegisterRow) throws {
    let state: RegisterRow.State
    switch row.action {
    case .issue: state = .superseded
    case .void: state = .voided
    case .reissue: return
    }
    guard let target = row.target else { return }
    let statement = try db.cachedStatement(
      sql: "UPDATE entry SET state = ?, endedBy = ? WHERE sequence = ? AND state = 'issued'")
    try statement.execute(arguments: [state.rawValue, row.sequence, target])
    if db.changesCount != 1 { throw RegisterFault(.overtaken(row.identity), path: path) }
    try db.cachedStatement(sql: Self.endingOfCopies).execute(
      arguments: [
        state.rawValue, row.sequence, row.identity.number, row.identity.change, row.identity.document, target,
      ])
  }

  /// Keeps the chain's head; the transaction's last step.
  func finish() throws {
    try db.cachedStatement(sql: "UPDATE house SET head = ?, rows = ?").execute(arguments: [head.data, count])
  }

  /// Whoever holds a copy of a paper that has ended holds nothing more than whoever holds the paper. The identity is asked for because of its
  /// index.
  static let endingOfCopies = """
    UPDATE entry SET state = ?, endedBy = ?
    WHERE number = ? AND change = ? AND document = ? AND action = 'reissue' AND target = ?
    """

  private static let insertion = """
    INSERT INTO entry (
      sequence, action, state, endedBy, target, number, change, document, recordedAt, run, mark, reason, "by", form, edition, formDigest,
      record, configuration, format, issuedOn, path, digest, bytes, pages, chain, attached, unprotected
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
}
