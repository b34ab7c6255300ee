import Foundation
import GRDB

extension IssueRegister {
  /// Enters a paper that was made again from the register.
  ///
  /// - Parameters:
  ///   - original: the row of the issue that it copies, which must still hold.
  ///   - paper: what was written now: for an unmarked copy the original's own bytes, unless the operator took changes.
  @discardableResult
  package func reissue(
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
        throw RegisterFault(
          .notIssued(
            number: original.identity.number, change: original.identity.change, document: original.identity.document),
          path: path)
      }
      switch RegisterRow.State(rawValue: try row.decode(String.self, atIndex: 0)) {
      case .issued: break
      case .voided: throw RegisterFault(.voided(original.identity), path: path)
      case .superseded, nil: throw RegisterFault(.overtaken(original.identity), path: path)
      }
      // Its configuration is the original's unless the paper was made under another that the register keeps.
      var configuration = try row.decode(Int64.self, atIndex: 2)
      if let other = try Int64.fetchOne(
        db, sql: "SELECT id FROM configuration WHERE digest = ?", arguments: [paper.configuration.data])
      {
        configuration = other
      }
      var writer = try EntryWriter(db, path: path)
      let added = try writer.add(
        RegisterRow(
          sequence: 0, action: .reissue, state: .issued, endedBy: nil, target: original.sequence,
          identity: original.identity, paper: paper,
          recordedAt: time, run: nil, mark: mark, reason: reason, by: by, chain: RegisterRow.chainStart),
        EntryWriter.Links(
          record: try row.decode(Int64.self, atIndex: 1), configuration: configuration,
          key: try row.decode(Data.self, atIndex: 3)))
      try writer.finish()
      return added
    }
  }
}
