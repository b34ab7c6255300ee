import Digests
import Foundation
import GRDB

/// Reads rows of the register. Every query for whole rows begins with the same `selection`, to which it adds its
/// condition, and `row(_:)` decodes what comes back:
///
/// ```
/// let sql = RowQuery.selection + " WHERE entry.number = ? ORDER BY entry.sequence"
/// let rows = try Row.fetchAll(db, sql: sql, arguments: ["第1号"]).map(RowQuery.row)
/// ```
enum RowQuery {
  /// Columns in the order in which `row(_:)` reads them; index 27 is the keyed digest of the record's key.
  static let selection = """
    SELECT entry.sequence, entry.action, entry.state, entry.endedBy, entry.target, entry.number, entry.change,
      entry.document, entry.recordedAt, run.name, entry.mark, entry.reason, entry."by", entry.form, entry.edition,
      entry.formDigest, record.digest, configuration.digest, configuration.rules, configuration.fonts, entry.format,
      entry.issuedOn, entry.path, entry.digest, entry.bytes, entry.pages, entry.chain, record.key, entry.attached,
      entry.unprotected
    FROM entry LEFT JOIN run ON run.id = entry.run LEFT JOIN record ON record.id = entry.record
      LEFT JOIN configuration ON configuration.id = entry.configuration
    """

  /// The papers of a record that are valid or void, but not superseded. Arguments: number, change count.
  static let unsupersededIssues =
    selection + " WHERE entry.number = ? AND entry.change = ? AND entry.action = 'issue'"
    + " AND entry.state <> 'superseded' ORDER BY entry.sequence"

  /// The valid papers of a contract number, by change count and document.
  ///
  /// - Parameters:
  ///   - change: nil for every change count.
  ///   - document: nil for every document.
  static func validPapers(_ db: Database, number: String, change: Int?, document: String?) throws -> [RegisterRow] {
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

  /// The canonical JSON of the record of a row's paper; nil when the row has no paper.
  static func recordJSON(ofRow sequence: Int64, _ db: Database) throws -> String? {
    try String.fetchOne(
      db, sql: "SELECT json FROM entry JOIN record ON record.id = entry.record WHERE sequence = ?",
      arguments: [sequence])
  }

  static func row(_ row: Row) throws -> RegisterRow {
    func text(_ index: Int) throws -> String? { try row.decode(String?.self, atIndex: index) }
    func number(_ index: Int) throws -> Int64? { try row.decode(Int64?.self, atIndex: index) }
    guard let action = RegisterRow.Action(rawValue: try row.decode(String.self, atIndex: 1)),
      let state = RegisterRow.State(rawValue: try row.decode(String.self, atIndex: 2)),
      let chain = try digest(row, 26)
    else { throw RegisterFault.Reason.damaged("entry") }
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
      let configuration = try digest(row, 17), let rules = try digest(row, 18), let fonts = try digest(row, 19)
    else { throw RegisterFault.Reason.damaged("entry") }
    return RegisterRow.Paper(
      form: try row.decode(String.self, atIndex: 13), edition: try row.decode(Int.self, atIndex: 14),
      formDigest: formDigest, recordDigest: recordDigest, configuration: configuration, rulesDigest: rules,
      fontsDigest: fonts, format: try row.decode(Int.self, atIndex: 20),
      issuedOn: try row.decode(String.self, atIndex: 21), path: try row.decode(String.self, atIndex: 22),
      digest: paperDigest, bytes: try row.decode(Int.self, atIndex: 24), pages: try row.decode(Int.self, atIndex: 25),
      packaging: FilePackaging(
        hasRecord: try row.decode(Bool.self, atIndex: 28), unencrypted: try digest(row, 29)))
  }

  /// The keyed digest of the record's key, which is part of what the chain digest goes over.
  static func keyDigest(_ row: Row) throws -> ContentDigest? { try digest(row, 27) }

  private static func digest(_ row: Row, _ index: Int) throws -> ContentDigest? {
    try row.decode(Data?.self, atIndex: index).flatMap { ContentDigest($0) }
  }
}

/// Which rows are wanted. A condition that is nil (or an empty prefix) lets every row pass.
///
/// ```
/// var filter = RowFilter()
/// (filter.numberPrefix, filter.state, filter.from) = ("25-", .issued, "2025-04-01")
/// ```
package struct RowFilter: Sendable, Hashable {
  /// The beginning of the contract number.
  package var numberPrefix: String?
  /// The whole contract number.
  package var number: String?
  package var change: Int?
  package var document: String?
  package var state: RegisterRow.State?
  /// Days of issue, `2025-04-01`; both days are included.
  package var from: String?
  package var to: String?
  /// A run's id.
  package var run: String?
  /// Whether voids are wanted too; they are left out otherwise, because they are not papers.
  package var includesVoids = false

  package init() {}

  /// The WHERE clause, with a space before it, and its arguments; empty when every row passes.
  var condition: (sql: String, arguments: StatementArguments) {
    var terms: [String] = []
    var arguments = StatementArguments()
    func addTerm(_ term: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      terms.append(term)
      arguments += [value]
    }
    if !includesVoids { terms.append("entry.action <> 'void'") }
    addTerm("entry.number = ?", number)
    if let numberPrefix, !numberPrefix.isEmpty {
      // A range and not LIKE: the index answers it, and no character of the prefix is a wildcard.
      addTerm("entry.number >= ?", numberPrefix)
      addTerm("entry.number < ?", Self.leastText(afterAllBeginningWith: numberPrefix))
    }
    addTerm("entry.change = ?", change)
    addTerm("entry.document = ?", document)
    addTerm("entry.state = ?", state?.rawValue)
    addTerm("entry.issuedOn >= ?", from)
    addTerm("entry.issuedOn <= ?", to)
    addTerm("entry.run = (SELECT id FROM run WHERE name = ?)", run)
    return (terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND "), arguments)
  }

  /// The prefix with its last scalar raised by one, past the surrogates; nil when there is no such scalar. `25-` →
  /// `25.`
  private static func leastText(afterAllBeginningWith prefix: String) -> String? {
    var scalars = Array(prefix.unicodeScalars)
    guard let last = scalars.popLast() else { return nil }
    let value = last.value == 0xD7FF ? 0xE000 : last.value + 1
    guard let raised = Unicode.Scalar(value) else { return nil }
    var result = String.UnicodeScalarView(scalars)
    result.append(raised)
    return String(result)
  }
}
