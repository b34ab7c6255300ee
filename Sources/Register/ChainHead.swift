package import Diagnostics
package import Digests
import Foundation
import GRDB

/// The head of the register's chain: how long the chain is, and the digest of its last link. A head that was noted
/// elsewhere proves, as long as the chain still has it, that nothing up to there was changed or taken away.
///
/// ```
/// ChainHead("12:9f86…0a08")     // twelve links, rows and events together
/// ```
package struct ChainHead: Sendable, Hashable {
  /// Rows of `entry` and of `event` together.
  package var length: Int64
  package var digest: ContentDigest
  /// Rows of `entry`.
  package var rows: Int64 = 0

  package init(length: Int64, digest: ContentDigest, rows: Int64 = 0) {
    (self.length, self.digest, self.rows) = (length, digest, rows)
  }

  /// Reads `LENGTH:DIGEST`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int64(parts[0]), length >= 0,
      let digest = ContentDigest(hexadecimal: String(parts[1]))
    else { return nil }
    self.init(length: length, digest: digest)
  }

  /// `12:9f86…0a08`, with all 64 digits.
  package var text: String { "\(length):\(digest.hexadecimal)" }

  /// What a command that has written to the register says at its end.
  package var notice: LocalizedText {
    LocalizedText("発行簿の頭 \(text)", "Head of the register: \(text)")
  }

  /// Whether two heads are the same place of the same chain.
  package static func == (a: ChainHead, b: ChainHead) -> Bool { a.length == b.length && a.digest == b.digest }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(length)
    hasher.combine(digest)
  }

  /// The head as the register keeps it apart from the rows.
  static func stored(_ db: Database) throws -> (head: ChainHead, rows: Int64, events: Int64) {
    let statement = try db.cachedStatement(sql: "SELECT head, rows, events FROM house")
    guard let house = try Row.fetchOne(statement), let digest = ContentDigest(try house.decode(Data.self, atIndex: 0))
    else { throw RegisterFault.Reason.damaged("house") }
    let (rows, events) = (try house.decode(Int64.self, atIndex: 1), try house.decode(Int64.self, atIndex: 2))
    let (length, overflow) = rows.addingReportingOverflow(events)
    guard rows >= 0, events >= 0, !overflow else { throw RegisterFault.Reason.damaged("house") }
    return (ChainHead(length: length, digest: digest, rows: rows), rows, events)
  }

  /// The last link itself; the start of the chain while there is none. It must be the stored head, or somebody has cut
  /// the end off or added to it.
  static func last(_ db: Database) throws -> (head: ChainHead, rows: Int64, events: Int64) {
    let row = try Row.fetchOne(
      try db.cachedStatement(sql: "SELECT sequence, chain FROM entry ORDER BY sequence DESC LIMIT 1"))
    let event = try Row.fetchOne(
      try db.cachedStatement(sql: StoredEvent.selection + " ORDER BY id DESC LIMIT 1")
    ).map(StoredEvent.init)
    let rows = try row?.decode(Int64.self, atIndex: 0) ?? 0
    var digest = RegisterRow.chainStart
    if let event, event.rows >= rows {
      digest = event.chain
    } else if let row, let chain = ContentDigest(try row.decode(Data.self, atIndex: 1)) {
      digest = chain
    }
    let events = event?.id ?? 0
    return (ChainHead(length: rows &+ events, digest: digest, rows: rows), rows, events)
  }
}

extension IssueRegister {
  /// The head of the chain.
  package func chainHead() throws(RegisterFault) -> ChainHead {
    try read { db in try ChainHead.stored(db).head }
  }
}
