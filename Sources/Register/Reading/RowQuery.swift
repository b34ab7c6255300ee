import Foundation
import GRDB

/// The one projection by which rows are read, and what is asked with it.
enum RowQuery {
  /// Columns in the order in which `row(_:)` reads them; that of index 27 is the keyed digest of the record's key.
  static let selection = """
    SELECT entry.sequence, entry.action, entry.state, entry.endedBy, entry.target, entry.number, entry.change, entry.document,
      entry.recordedAt, run.name, entry.mark, entry.reason, entry."by", entry.form, entry.edition, entry.formDigest, record.digest,
      configuration.digest, configuration.rules, configuration.fonts, entry.format, entry.issuedOn, entry.path, entry.digest, entry.bytes,
      entry.pages, entry.chain, record.key, entry.attached, entry.unprotected
    FROM entry LEFT JOIN run ON run.id = entry.run LEFT JOIN record ON record.id = entry.record
      LEFT JOIN configuration ON configuration.id = entry.configuration
    """

  /// The papers of a number that hold, by change count and document.
  static func rows(_ db: Database, holding number: String, change: Int?, document: String?) throws -> [RegisterRow] {
    var sql = selection + " WHERE entry.action = 'issue' AND entry.state = 'issued' AND entry.number = ?"
    var arguments: StatementArguments = [number]
    if let change {
      sql += " AND entry.change = ?"
      arguments += [change]
    }
    if let document {
      sql += " AND entry.document = ?"
      arguments += [document]
    }
    let statement = try db.cachedStatement(sql: sql + " ORDER BY entry.change, entry.document")
    return try Row.fetchAll(statement, arguments: arguments).map(row)
  }

  static func row(_ row: Row) throws -> RegisterRow {
    func text(_ index: Int) throws -> String? { try row.decode(String?.self, atIndex: index) }
    func number(_ index: Int) throws -> Int64? { try row.decode(Int64?.self, atIndex: index) }
    guard let action = RegisterRow.Action(rawValue: try row.decode(String.self, atIndex: 1)),
      let state = RegisterRow.State(rawValue: try row.decode(String.self, atIndex: 2)),
      let chain = try digest(row, 26)
    else { throw RegisterFault(.damaged("entry"), path: "") }
    return RegisterRow(
      sequence: try row.decode(Int64.self, atIndex: 0), action: action, state: state, endedBy: try number(3),
      target: try number(4),
      identity: PaperIdentity(
        number: try row.decode(String.self, atIndex: 5), change: try row.decode(Int.self, atIndex: 6),
        document: try row.decode(String.self, atIndex: 7)), paper: try paper(row),
      recordedAt: try row.decode(Int64.self, atIndex: 8),
      run: try text(9), mark: try text(10), reason: try text(11), by: try text(12), chain: chain)
  }

  private static func paper(_ row: Row) throws -> RegisterRow.Paper? {
    guard let paperDigest = try digest(row, 23) else { return nil }
    guard let formDigest = try digest(row, 15), let recordDigest = try digest(row, 16),
      let configuration = try digest(row, 17),
      let rules = try digest(row, 18), let fonts = try digest(row, 19)
    else { throw RegisterFault(.damaged("entry"), path: "") }
    return RegisterRow.Paper(
      form: try row.decode(String.self, atIndex: 13), edition: try row.decode(Int.self, atIndex: 14),
      formDigest: formDigest,
      recordDigest: recordDigest, configuration: configuration, rulesDigest: rules, fontsDigest: fonts,
      format: try row.decode(Int.self, atIndex: 20), issuedOn: try row.decode(String.self, atIndex: 21),
      path: try row.decode(String.self, atIndex: 22), digest: paperDigest, bytes: try row.decode(Int.self, atIndex: 24),
      pages: try row.decode(Int.self, atIndex: 25),
      delivery: Delivery(hasRecord: try row.decode(Bool.self, atIndex: 28), unprotected: try digest(row, 29)))
  }

  /// The keyed digest of the record's key, which the chain goes over.
  static func keyDigest(_ row: Row) throws -> ContentDigest? { try digest(row, 27) }

  private static func digest(_ row: Row, _ index: Int) throws -> ContentDigest? {
    try row.decode(Data?.self, atIndex: index).flatMap { ContentDigest($0) }
  }
}
