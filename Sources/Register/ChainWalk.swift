import Digests
import Foundation
import GRDB

/// How a register is proved to be as it was written. `verifyChain` reads all rows in their order; `ChainWalk` compares
/// each with its chain digest and finds out whether the states follow from the rows; at the end, the kept records,
/// forms and rules are compared with their digests, and runs, configurations and sealed keys with the events of the chain
/// (`EventAudit`). What is wrong comes back as `ChainFault`s in a `ChainReport`.
extension IssueRegister {
  /// Checks all rows and kept contents. One altered row is one fault: the check goes on from the digest that stands in
  /// the row.
  ///
  /// ```
  /// let report = try register.verifyChain()
  /// report.faults.isEmpty && report.head == headNotedElsewhere    // nothing was altered since
  /// ```
  ///
  /// - Parameters:
  ///   - heads: heads that were noted elsewhere, on which the chain must come by.
  ///   - readsContents: whether kept records, forms and rules are compared with their digests too.
  package func verifyChain(
    proving heads: [ChainHead] = [], readsContents: Bool = true
  ) throws(RegisterFault) -> ChainReport {
    try read { db in try ChainWalk.report(db, proving: heads, readsContents: readsContents) }
  }
}

/// What a check of the whole register found.
package struct ChainReport: Sendable, Hashable {
  package var rows: Int64
  /// The chain digest of the last row. Whoever can write the file could compute the chain anew; but when a head that
  /// was noted elsewhere, as in a run's report, is still in the chain, nothing before it was changed.
  package var head: ChainHead
  package var faults: [ChainFault]
  /// Heads that were to be proved and are not on the chain: the register was changed before them, or is another one.
  package var unproved: [ChainHead] = []
  /// Rows with an earlier time than the row before them: the clock of a machine was set back, or was wrong.
  package var setBack: [Int64] = []
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
  private var lastEvent: Int64 = 0
  private var lastTime = Int64.min
  private var setBack: [Int64] = []
  /// Heads that the chain has not come by yet, by their length.
  private var unproved: [Int64: Set<ChainHead>]
  private var faults: [ChainFault] = []
  /// The endings that rows state of themselves, by the sequence of the row.
  private var statedEndings: [Int64: Ending] = [:]
  /// The endings that follow from the rows that supersede or void others, by the sequence of the row that is ended.
  private var derivedEndings: [Int64: Ending] = [:]
  /// Copies, each with the row that it copies.
  private var copies: [(sequence: Int64, original: Int64)] = []

  private init(proving heads: [ChainHead]) {
    unproved = Dictionary(grouping: heads, by: \.length).mapValues { Set($0) }
    prove()
  }

  /// Checks the kept rows, events, records and source files of a whole register.
  static func report(_ db: Database, proving heads: [ChainHead] = [], readsContents: Bool = true) throws -> ChainReport
  {
    var walk = ChainWalk(proving: heads)
    var audit = EventAudit(db)
    let events = try Row.fetchCursor(db, sql: StoredEvent.selection + " ORDER BY id")
    var event = try events.next().map(StoredEvent.init)
    let rows = try Row.fetchCursor(db, sql: RowQuery.selection + " ORDER BY entry.sequence")
    while let row = try rows.next() {
      let entry = try RowQuery.row(row)
      while let next = event, next.rows < entry.sequence {
        try walk.check(next, &audit)
        event = try events.next().map(StoredEvent.init)
      }
      walk.check(entry, key: try RowQuery.keyDigest(row))
    }
    while let next = event {
      try walk.check(next, &audit)
      event = try events.next().map(StoredEvent.init)
    }
    try audit.finish()
    var report = walk.report(stored: try ChainHead.stored(db))
    report.faults += audit.faults
    if readsContents {
      report.faults += try altered(db, sql: "SELECT digest, CAST(json AS BLOB) FROM record").map { .record($0) }
      report.faults += try altered(db, sql: "SELECT digest, bytes FROM source").map { .source($0) }
    }
    return report
  }

  private mutating func check(_ stored: StoredEvent, _ audit: inout EventAudit) throws {
    if stored.id <= lastEvent {
      faults.append(.event(stored.id))
      return
    }
    if stored.id != lastEvent + 1 {
      faults.append(.event(lastEvent + 1))
    } else if stored.event.chainDigest(after: previous, id: stored.id, rows: stored.rows) != stored.chain {
      faults.append(.event(stored.id))
    }
    try audit.check(stored.event)
    previous = stored.chain
    lastEvent = stored.id
    prove()
  }

  /// Notes that the chain has come by the head which it has now.
  private mutating func prove() {
    if unproved.isEmpty { return }
    let here = ChainHead(length: last + lastEvent, digest: previous)
    unproved[here.length]?.remove(here)
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
    if row.recordedAt < lastTime { setBack.append(row.sequence) }
    lastTime = row.recordedAt
    previous = row.chain
    last = row.sequence
    prove()
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

  private consuming func report(stored: (head: ChainHead, rows: Int64, events: Int64)) -> ChainReport {
    if lastEvent != stored.events { faults.append(.event(min(lastEvent, stored.events) + 1)) }
    if last < stored.rows {
      faults.append(.removed(last + 1...stored.rows))
    } else if last > stored.rows {
      faults.append(.added(stored.rows + 1...last))
    } else if lastEvent == stored.events, previous != stored.head.digest, !faults.contains(.altered(sequence: last)) {
      faults.append(.altered(sequence: last))
    }
    // A copy ends when its original does, by the same row.
    for copy in copies { derivedEndings[copy.sequence] = derivedEndings[copy.original] }
    for sequence in Set(statedEndings.keys).union(derivedEndings.keys).sorted()
    where sequence <= last && statedEndings[sequence] != derivedEndings[sequence] {
      faults.append(.wrongState(sequence: sequence))
    }
    return ChainReport(
      rows: last, head: ChainHead(length: last + lastEvent, digest: previous, rows: last), faults: faults,
      unproved: unproved.values.flatMap(\.self).sorted { $0.length < $1.length }, setBack: setBack)
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
