import Foundation
import GRDB

/// What a person does to a paper that was issued: make it again, or declare it void. Each needs a reason, which its row
/// keeps.
extension IssueRegister {
  /// Enters a copy of a paper. The original stays valid.
  ///
  /// ```
  /// try register.enterReissue(original, as: copy, mark: "再発行", reason: "紛失", by: "sato", at: now)
  /// ```
  ///
  /// - Parameters:
  ///   - original: the row of the issue that is copied, which must still be valid.
  ///   - paper: what was written now: for an unmarked copy the original's own bytes, unless the operator accepted
  ///     changes.
  @discardableResult
  package func enterReissue(
    _ original: RegisterRow, as paper: RegisterRow.Paper, mark: String?, reason: String, by: String?, at time: Int64
  ) throws(RegisterFault) -> RegisterRow {
    if reason.isEmpty { throw RegisterFault(.noReason, path: path) }
    return try write { db in
      guard
        let row = try Row.fetchOne(
          db,
          sql: """
            SELECT state, record, configuration, record.key FROM entry JOIN record ON record.id = entry.record
            WHERE sequence = ? AND action = 'issue'
            """, arguments: [original.sequence])
      else {
        throw RegisterFault.Reason.notIssued(
          number: original.identity.number, change: original.identity.change, document: original.identity.document)
      }
      switch RegisterRow.State(rawValue: try row.decode(String.self, atIndex: 0)) {
      case .issued: break
      case .voided: throw RegisterFault.Reason.voided(original.identity)
      case .superseded, nil: throw RegisterFault.Reason.overtaken(original.identity)
      }
      // The original's configuration, unless the paper was made under another one that the register keeps.
      let configuration =
        try SourceSet.configurationID(paper.configuration, db) ?? row.decode(Int64.self, atIndex: 2)
      var writer = try EntryWriter(db)
      let added = try writer.append(
        RegisterRow(
          sequence: 0, action: .reissue, state: .issued, endedBy: nil, target: original.sequence,
          identity: original.identity, paper: paper, recordedAt: time, run: nil, mark: mark, reason: reason, by: by,
          chain: RegisterRow.chainStart),
        EntryWriter.References(
          record: try row.decode(Int64.self, atIndex: 1), configuration: configuration,
          key: try row.decode(Data.self, atIndex: 3)))
      try writer.storeHead()
      return added
    }
  }

  /// Declares the valid papers of a contract void. This is for good: no paper of their identities is ever issued again.
  ///
  /// ```
  /// try register.voidPapers(number: "第1号", reason: "契約解除", by: "sato", at: now)    // every paper of every change
  /// ```
  ///
  /// - Parameters:
  ///   - change: nil for every change count.
  ///   - document: nil for every document.
  /// - Returns: the rows added, one a paper; never none.
  @discardableResult
  package func voidPapers(
    number: String, change: Int? = nil, document: String? = nil, reason: String, by: String?, at time: Int64
  ) throws(RegisterFault) -> [RegisterRow] {
    if reason.isEmpty { throw RegisterFault(.noReason, path: path) }
    return try write { db in
      let papers = try RowQuery.validPapers(db, number: number, change: change, document: document)
      if papers.isEmpty { throw try reasonOfAbsence(number: number, document: document, change: change, db) }
      var writer = try EntryWriter(db)
      let rows = try papers.map { row in
        try writer.append(
          RegisterRow(
            sequence: 0, action: .void, state: .voided, endedBy: nil, target: row.sequence, identity: row.identity,
            paper: nil, recordedAt: time, run: nil, mark: nil, reason: reason, by: by, chain: RegisterRow.chainStart),
          EntryWriter.References())
      }
      try writer.storeHead()
      return rows
    }
  }

  /// How many copies became void with the papers of these voids.
  package func copyCount(endedBy voids: [RegisterRow]) throws(RegisterFault) -> Int {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT count(*) FROM entry
          WHERE number = ? AND change = ? AND document = ? AND action = 'reissue' AND endedBy = ?
          """)
      return try voids.reduce(0) { count, void in
        let identity = void.identity
        let arguments: StatementArguments = [identity.number, identity.change, identity.document, void.sequence]
        return count + (try Int.fetchOne(statement, arguments: arguments) ?? 0)
      }
    }
  }
}
