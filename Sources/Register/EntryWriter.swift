import Digests
import Foundation
import GRDB

/// Appends rows and events to the register inside one transaction. It reads the chain's head at the beginning, chains each
/// row to the one before it, ends the papers that a row supersedes or voids, and stores the new head at the end. A
/// transaction has one writer, because the head is in it until it is stored:
///
/// ```
/// var writer = try EntryWriter(db)
/// let row = try writer.append(proposed, EntryWriter.References(run: 1, record: 7, configuration: 2))
/// try writer.storeHead()    // without it the rows would not be counted, and the chain would be broken
/// ```
///
/// This runs for every paper of a batch: its SQL statements are prepared once a connection and reused.
struct EntryWriter {
  private let db: Database
  private var head: ContentDigest
  private var count: Int64
  private var events: Int64

  /// Throws `damaged` when the end of the chain is not the stored head: nothing is appended to a chain that was cut off
  /// or added to. (That every link before holds takes a walk over all of them, `verifyChain`.)
  init(_ db: Database) throws {
    self.db = db
    let (stored, last) = (try ChainHead.stored(db), try ChainHead.last(db))
    guard stored.head == last.head, stored.rows == last.rows, stored.events == last.events else {
      throw RegisterFault.Reason.damaged("chain")
    }
    (head, count, events) = (stored.head.digest, stored.rows, stored.events)
  }

  /// What a row shares with other rows, by the ids in their tables.
  struct References {
    var run: Int64?
    var record: Int64?
    var configuration: Int64?
    /// The keyed digest of the record's authentication key; empty when the record has none.
    var key = Data()
  }

  /// Appends the row and returns it as it was stored: the sequence and the chain digest are set here, whatever the
  /// argument has. The states of the row's target and of the target's copies change with it.
  mutating func append(_ proposed: RegisterRow, _ references: References) throws -> RegisterRow {
    var row = proposed
    row.sequence = count + 1
    // A void ends itself: its row has no paper that could be valid.
    if row.action == .void { row.endedBy = row.sequence }
    row.chain = row.chainDigest(after: head, key: ContentDigest(references.key))
    try endTarget(of: row)
    let paper = row.paper
    let values: [DatabaseValue] = [
      row.sequence.databaseValue, row.action.rawValue.databaseValue, row.state.rawValue.databaseValue,
      row.endedBy?.databaseValue ?? .null, row.target?.databaseValue ?? .null, row.identity.number.databaseValue,
      row.identity.change.databaseValue, row.identity.document.databaseValue, row.recordedAt.databaseValue,
      references.run?.databaseValue ?? .null, row.mark?.databaseValue ?? .null, row.reason?.databaseValue ?? .null,
      row.by?.databaseValue ?? .null, paper?.form.databaseValue ?? .null, paper?.edition.databaseValue ?? .null,
      paper?.formDigest.data.databaseValue ?? .null, references.record?.databaseValue ?? .null,
      references.configuration?.databaseValue ?? .null, paper?.format.databaseValue ?? .null,
      paper?.issuedOn.databaseValue ?? .null, paper?.path.databaseValue ?? .null,
      paper?.digest.data.databaseValue ?? .null, paper?.bytes.databaseValue ?? .null,
      paper?.pages.databaseValue ?? .null, row.chain.data.databaseValue,
      (paper?.packaging.hasRecord ?? false).databaseValue,
      paper?.packaging.unencrypted?.data.databaseValue ?? .null,
    ]
    let statement = try db.cachedStatement(sql: Self.insertion)
    statement.setUncheckedArguments(StatementArguments(values))
    try statement.execute()
    head = row.chain
    count = row.sequence
    return row
  }

  /// Appends an event.
  mutating func append(_ event: RegisterEvent) throws {
    let id = events + 1
    head = event.chainDigest(after: head, id: id, rows: count)
    let statement = try db.cachedStatement(
      sql: "INSERT INTO event (id, after, kind, subject, content, chain) VALUES (?, ?, ?, ?, ?, ?)")
    try statement.execute(
      arguments: [id, count, event.kind.rawValue, event.subject, event.content.data, head.data])
    events = id
  }

  /// Marks the paper that the row supersedes or voids, and all copies of it, as ended by the row.
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
    if db.changesCount != 1 { throw RegisterFault.Reason.overtaken(row.identity) }
    try db.cachedStatement(sql: Self.endCopies).execute(
      arguments: [
        state.rawValue, row.sequence, row.identity.number, row.identity.change, row.identity.document, target,
      ])
  }

  /// Stores the chain's head and the numbers of rows and events; the last step of the transaction.
  func storeHead() throws {
    try db.cachedStatement(sql: "UPDATE house SET head = ?, rows = ?, events = ?").execute(
      arguments: [head.data, count, events])
  }

  /// A copy has the state of its original. The target alone would find the copies; the identity is in the condition
  /// because there is an index for it.
  static let endCopies = """
    UPDATE entry SET state = ?, endedBy = ?
    WHERE number = ? AND change = ? AND document = ? AND action = 'reissue' AND target = ?
    """

  private static let insertion = """
    INSERT INTO entry (
      sequence, action, state, endedBy, target, number, change, document, recordedAt, run, mark, reason, "by", form,
      edition, formDigest, record, configuration, format, issuedOn, path, digest, bytes, pages, chain, attached,
      unprotected
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    """
}
