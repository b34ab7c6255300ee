package import Digests
package import Fields
import Foundation
import GRDB

/// What is asked of the register outside of issuing: lists of rows, the valid paper of a contract, the record and the
/// key behind a paper.
extension IssueRegister {
  /// Passes the rows that the filter lets through to `body`, one at a time and oldest first, so that memory does not
  /// grow with their number. All are of one moment, however long it takes.
  ///
  /// ```
  /// try register.forEachRow(filter) { row in output.write(RowExport.csv.text(of: row, RowColumn.allCases)) }
  /// ```
  package func forEachRow(
    _ filter: RowFilter = RowFilter(), _ body: (RegisterRow) throws -> Void
  ) throws(RegisterFault) {
    try read { db in
      let condition = filter.condition
      let cursor = try Row.fetchCursor(
        db, sql: RowQuery.selection + condition.sql + " ORDER BY entry.sequence", arguments: condition.arguments)
      while let row = try cursor.next() { try body(RowQuery.row(row)) }
    }
  }

  /// The newest `limit` of the rows that the filter lets through, oldest first.
  package func rows(_ filter: RowFilter = RowFilter(), limit: Int? = nil) throws(RegisterFault) -> [RegisterRow] {
    try read { db in
      let condition = filter.condition
      let sql =
        RowQuery.selection + condition.sql + " ORDER BY entry.sequence DESC" + (limit.map { " LIMIT \($0)" } ?? "")
      return try Row.fetchAll(db, sql: sql, arguments: condition.arguments).map(RowQuery.row).reversed()
    }
  }

  package func rowCount(_ filter: RowFilter = RowFilter()) throws(RegisterFault) -> Int {
    try read { db in
      let condition = filter.condition
      return try Int.fetchOne(db, sql: "SELECT count(*) FROM entry" + condition.sql, arguments: condition.arguments)
        ?? 0
    }
  }

  /// Everything that happened to the papers of a contract, voids included, oldest first.
  package func history(
    number: String, change: Int? = nil, document: String? = nil
  ) throws(RegisterFault) -> [RegisterRow] {
    var filter = RowFilter()
    filter.number = number
    filter.change = change
    filter.document = document
    filter.includesVoids = true
    return try rows(filter)
  }

  /// The issues of a document up to a row of it, oldest first: what the row's paper replaced, and itself.
  package func issues(of row: RegisterRow) throws(RegisterFault) -> [RegisterRow] {
    let identity = row.identity
    return try history(number: identity.number, change: identity.change, document: identity.document).filter {
      $0.action == .issue && $0.sequence <= row.sequence
    }
  }

  /// The newest row of every path under which runs issued into `folder`, oldest first and one at a time.
  ///
  /// - Parameter folder: an absolute path, as runs keep it.
  package func forEachPaper(inFolder folder: String, _ body: (RegisterRow) throws -> Void) throws(RegisterFault) {
    try read { db in
      let cursor = try Row.fetchCursor(
        db,
        sql: RowQuery.selection + """
           WHERE entry.sequence IN (
            SELECT max(issued.sequence) FROM entry AS issued JOIN run AS maker ON maker.id = issued.run
            WHERE maker.folder = ? AND issued.action = 'issue' GROUP BY issued.path
          ) ORDER BY entry.sequence
          """, arguments: [folder])
      while let row = try cursor.next() { try body(RowQuery.row(row)) }
    }
  }

  /// The time of the last row, in seconds since 1970-01-01T00:00:00Z; nil while there is none.
  package func lastTime() throws(RegisterFault) -> Int64? {
    try read { db in try Int64.fetchOne(db, sql: "SELECT recordedAt FROM entry ORDER BY sequence DESC LIMIT 1") }
  }

  /// Whether a paper of this identity was ever entered with this digest, whatever became of it.
  package func knows(_ identity: PaperIdentity, digest: ContentDigest) throws(RegisterFault) -> Bool {
    try read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM entry INDEXED BY entry_identity
            WHERE number = ? AND change = ? AND document = ? AND digest = ?)
          """)
      let arguments: StatementArguments = [identity.number, identity.change, identity.document, digest.data]
      return try Bool.fetchOne(statement, arguments: arguments) ?? false
    }
  }

  /// The digests of all papers that were ever entered, whatever became of them.
  package func paperDigests() throws(RegisterFault) -> Set<ContentDigest> {
    try read { db in
      var digests: Set<ContentDigest> = []
      let cursor = try Data.fetchCursor(db, sql: "SELECT digest FROM entry WHERE digest IS NOT NULL")
      while let data = try cursor.next() { if let digest = ContentDigest(data) { digests.insert(digest) } }
      return digests
    }
  }

  /// The ids of all documents that were ever entered, sorted.
  package func documents() throws(RegisterFault) -> [String] {
    try read { db in try String.fetchAll(db, sql: "SELECT DISTINCT document FROM entry ORDER BY document") }
  }

  /// The valid papers of a contract, of one change and one document when they are named: those that `voidPapers` would
  /// declare void.
  package func validPapers(number: String, change: Int?, document: String?) throws(RegisterFault) -> [RegisterRow] {
    try read { db in try RowQuery.validPapers(db, number: number, change: change, document: document) }
  }

  /// The mean size of the papers that were entered last, in bytes; nil while there is none. A run estimates from it
  /// whether its papers fit on the disk; a thousand are enough for that, and cost the same in a register of any size.
  package func meanPaperBytes() throws(RegisterFault) -> Int? {
    try read { db in
      try Int.fetchOne(
        db,
        sql: """
          SELECT sum(bytes) / count(bytes) FROM (SELECT bytes FROM entry ORDER BY sequence DESC LIMIT 1000)
          HAVING count(bytes) > 0
          """)
    }
  }
}

extension IssueRegister {
  /// The valid paper of a contract; nil when there is none, for which `reasonOfAbsence` gives the reason.
  ///
  /// ```
  /// guard let paper = try register.validPaper(number: "第1号", document: "certificate") else {
  ///   throw try register.reasonOfAbsence(number: "第1号", document: "certificate")
  /// }
  /// ```
  ///
  /// - Parameter change: nil for the highest change count that has a valid paper.
  package func validPaper(
    number: String, document: String, change: Int? = nil
  ) throws(RegisterFault) -> RegisterRow? {
    try read { db in try RowQuery.validPapers(db, number: number, change: change, document: document).last }
  }

  /// Why a contract has no valid paper: it is void, is part of a bundle, or was never issued.
  package func reasonOfAbsence(
    number: String, document: String, change: Int? = nil
  ) throws(RegisterFault) -> RegisterFault {
    var filter = RowFilter()
    (filter.number, filter.change, filter.document, filter.state) = (number, change, document, .voided)
    if let voided = try rows(filter, limit: 1).last { return RegisterFault(.voided(voided.identity), path: path) }
    return try read { db in try reasonOfAbsence(number: number, document: document, change: change, db) }
  }

  /// Why a contract has no valid paper, for a paper that was not declared void: it is part of a bundle, or it was never
  /// issued. This reads inside the caller's transaction, so that the reason is that of the caller's own look at the
  /// register.
  func reasonOfAbsence(number: String, document: String?, change: Int?, _ db: Database) throws -> RegisterFault {
    let bundle = try RowQuery.validPapers(db, number: number, change: change, document: Bundle.document).last
    if let bundle, let document, bundle.papers.contains(document) {
      let identity = PaperIdentity(number: number, change: bundle.identity.change, document: document)
      return RegisterFault(.inBundle(identity), path: path)
    }
    return RegisterFault(.notIssued(number: number, change: change, document: document), path: path)
  }

  /// How many marked copies of the paper were made; the next one is printed with this count plus one.
  package func markedCopyCount(of identity: PaperIdentity) throws(RegisterFault) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM entry WHERE number = ? AND change = ? AND document = ? AND mark IS NOT NULL",
        arguments: [identity.number, identity.change, identity.document]) ?? 0
    }
  }

  /// The record of a paper as canonical JSON, without its authentication key. Nil when the row has no paper.
  package func recordJSON(of row: RegisterRow) throws(RegisterFault) -> String? {
    guard let digest = row.paper?.recordDigest else { return nil }
    let json = try read { db in try RowQuery.recordJSON(ofRow: row.sequence, db) }
    if let json, ContentDigest(of: json) != digest {
      throw RegisterFault(.damaged("record \(digest.hexadecimal)"), path: path)
    }
    return json
  }

  /// The authentication key of a paper's record, decrypted with the sealing key that the register was opened with.
  package func authenticationKey(of row: RegisterRow) throws(RegisterFault) -> Secret {
    let sealed = try read { db in
      try Data.fetchOne(
        db,
        sql: """
          SELECT sealed FROM entry JOIN record ON record.id = entry.record
          WHERE sequence = ? AND sealed IS NOT NULL
          """, arguments: [row.sequence])
    }
    let identity = row.identity.record
    guard let sealed, let digest = row.paper?.recordDigest else {
      throw RegisterFault(.keyNotKept(identity), path: path)
    }
    guard let sealingKey else { throw RegisterFault(.sealingKeyMissing(identity), path: path) }
    guard let text = sealingKey.open(sealed, context: digest).flatMap({ String(data: $0, encoding: .utf8) }) else {
      throw RegisterFault(.sealingKeyWrong(identity), path: path)
    }
    return Secret(text)
  }
}
