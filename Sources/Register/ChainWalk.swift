package import Diagnostics
package import Digests
import Foundation
import GRDB

/// How a register is proved to be as it was written. `verifyChain` reads all rows in their order; `ChainWalk` compares
/// each with its chain digest and finds out whether the states follow from the rows; at the end, the kept records,
/// forms and rules are compared with their digests. What is wrong comes back as `ChainFault`s in a `ChainReport`.
extension IssueRegister {
  /// Checks all rows and kept contents. One altered row is one fault: the check goes on from the digest that stands in
  /// the row.
  ///
  /// ```
  /// let report = try register.verifyChain()
  /// report.faults.isEmpty && report.head == headNotedElsewhere    // nothing was altered since
  /// ```
  package func verifyChain() throws(RegisterFault) -> ChainReport {
    try read { db in try ChainWalk.report(db) }
  }

  /// How many rows there are, and the chain digest of the last one.
  package func chainHead() throws(RegisterFault) -> (rows: Int64, head: ContentDigest) {
    try read { db in try ChainWalk.storedHead(db) }
  }

  /// The last row of a run and its chain digest; nil when the run has no row.
  package func chainHead(ofRun run: String) throws(RegisterFault) -> (rows: Int64, head: ContentDigest)? {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT entry.sequence, entry.chain FROM entry JOIN run ON run.id = entry.run WHERE run.name = ?
          ORDER BY entry.sequence DESC LIMIT 1
          """, arguments: [run])
      guard let row, let head = ContentDigest(try row.decode(Data.self, atIndex: 1)) else { return nil }
      return (try row.decode(Int64.self, atIndex: 0), head)
    }
  }
}

/// What a check of the whole register found.
package struct ChainReport: Sendable, Hashable {
  package var rows: Int64
  /// The chain digest of the last row. Whoever can write the file could compute the chain anew; but when a head that
  /// was noted elsewhere, as in a run's report, is still in the chain, nothing before it was changed.
  package var head: ContentDigest
  package var faults: [ChainFault]
}

/// Goes over the rows in their order and collects what does not fit.
struct ChainWalk {
  /// The end of a paper: whether it was superseded or voided, and by which row.
  private struct Ending: Equatable {
    var state: RegisterRow.State
    var by: Int64
  }

  private var previous = RegisterRow.chainStart
  private var last: Int64 = 0
  private var faults: [ChainFault] = []
  /// The endings that rows state of themselves, by the sequence of the row.
  private var statedEndings: [Int64: Ending] = [:]
  /// The endings that follow from the rows that supersede or void others, by the sequence of the row that is ended.
  private var derivedEndings: [Int64: Ending] = [:]
  /// Copies, each with the row that it copies.
  private var copies: [(sequence: Int64, original: Int64)] = []

  /// Checks the kept rows, records and source files of a whole register.
  static func report(_ db: Database) throws -> ChainReport {
    var walk = ChainWalk()
    let cursor = try Row.fetchCursor(db, sql: RowQuery.selection + " ORDER BY entry.sequence")
    while let row = try cursor.next() { walk.check(try RowQuery.row(row), key: try RowQuery.keyDigest(row)) }
    let stored = try storedHead(db)
    var report = walk.report(storedRows: stored.rows, storedHead: stored.head)
    report.faults += try altered(db, sql: "SELECT digest, CAST(json AS BLOB) FROM record").map { .record($0) }
    report.faults += try altered(db, sql: "SELECT digest, bytes FROM source").map { .source($0) }
    return report
  }

  /// The number of rows and the chain digest of the last one, as the register keeps them apart from the rows.
  static func storedHead(_ db: Database) throws -> (rows: Int64, head: ContentDigest) {
    guard let house = try Row.fetchOne(db, sql: "SELECT head, rows FROM house"),
      let head = ContentDigest(try house.decode(Data.self, atIndex: 0))
    else { throw RegisterFault.Reason.damaged("house") }
    return (try house.decode(Int64.self, atIndex: 1), head)
  }

  private mutating func check(_ row: RegisterRow, key: ContentDigest?) {
    if row.sequence <= last {
      faults.append(.added(row.sequence...row.sequence))
      return
    }
    if row.sequence != last + 1 {
      faults.append(.removed(last + 1...row.sequence - 1))
    } else if row.chainDigest(after: previous, key: key) != row.chain {
      faults.append(.altered(sequence: row.sequence))
    }
    noteEndings(row)
    previous = row.chain
    last = row.sequence
  }

  private mutating func noteEndings(_ row: RegisterRow) {
    if row.state != .issued, let by = row.endedBy { statedEndings[row.sequence] = Ending(state: row.state, by: by) }
    switch row.action {
    case .issue:
      if let target = row.target { derivedEndings[target] = Ending(state: .superseded, by: row.sequence) }
    case .void:
      if let target = row.target { derivedEndings[target] = Ending(state: .voided, by: row.sequence) }
      derivedEndings[row.sequence] = Ending(state: .voided, by: row.sequence)
    case .reissue:
      if let target = row.target { copies.append((row.sequence, target)) }
    }
  }

  private consuming func report(storedRows: Int64, storedHead: ContentDigest) -> ChainReport {
    if last < storedRows {
      faults.append(.removed(last + 1...storedRows))
    } else if last > storedRows {
      faults.append(.added(storedRows + 1...last))
    } else if previous != storedHead, !faults.contains(.altered(sequence: last)) {
      faults.append(.altered(sequence: last))
    }
    // A copy ends when its original does, by the same row.
    for copy in copies { derivedEndings[copy.sequence] = derivedEndings[copy.original] }
    for sequence in Set(statedEndings.keys).union(derivedEndings.keys).sorted()
    where sequence <= last && statedEndings[sequence] != derivedEndings[sequence] {
      faults.append(.wrongState(sequence: sequence))
    }
    return ChainReport(rows: last, head: previous, faults: faults)
  }

  /// Digests of rows whose content is not theirs.
  private static func altered(_ db: Database, sql: String) throws -> [ContentDigest] {
    var found: [ContentDigest] = []
    let cursor = try Row.fetchCursor(db, sql: sql)
    while let row = try cursor.next() {
      guard let digest = ContentDigest(try row.decode(Data.self, atIndex: 0)) else { continue }
      if ContentDigest(of: try row.decode(Data.self, atIndex: 1)) != digest { found.append(digest) }
    }
    return found
  }
}

/// Something in the register that is not as it was written.
package enum ChainFault: Sendable, Hashable {
  /// The row is not the one over which its chain digest was made.
  case altered(sequence: Int64)
  /// Rows are gone, from between two others or from the end.
  case removed(ClosedRange<Int64>)
  /// Rows that the register does not count: more than it says it has, or numbered out of order.
  case added(ClosedRange<Int64>)
  /// The state does not follow from the later rows.
  case wrongState(sequence: Int64)
  /// A kept record does not have its digest.
  case record(ContentDigest)
  /// A kept form, rules file or list of fonts does not have its digest.
  case source(ContentDigest)

  package var diagnostic: Diagnostic {
    switch self {
    case .altered(let sequence):
      .error(
        "register.chain.altered",
        LocalizedText("発行簿の\(sequence)行目が書き換えられています。", "Row \(sequence) of the register was altered."))
    case .removed(let range):
      .error(
        "register.chain.removed",
        LocalizedText("発行簿の\(Self.span(range))行目がありません。", "The register lacks row \(Self.span(range))."))
    case .added(let range):
      .error(
        "register.chain.added",
        LocalizedText(
          "発行簿の\(Self.span(range))行目は、あとから書き加えられたものです。",
          "Row \(Self.span(range)) of the register was added from outside."))
    case .wrongState(let sequence):
      .error(
        "register.chain.state",
        LocalizedText(
          "発行簿の\(sequence)行目の状態が、ほかの行と合いません。",
          "The state of row \(sequence) of the register does not follow from its rows."))
    case .record(let digest):
      .error(
        "register.chain.record",
        LocalizedText("記録\(digest.hexadecimal)が書き換えられています。", "The record \(digest.hexadecimal) was altered."))
    case .source(let digest):
      .error(
        "register.chain.source",
        LocalizedText(
          "保存した様式・規則\(digest.hexadecimal)が書き換えられています。", "The kept form or rules file \(digest.hexadecimal) was altered."
        ))
    }
  }

  private static func span(_ range: ClosedRange<Int64>) -> String {
    range.count == 1 ? String(range.lowerBound) : "\(range.lowerBound)–\(range.upperBound)"
  }
}
