import Digests
import Foundation
import GRDB

/// The register of one part of a run, as the house's register takes it in.
package struct RegisterBranch: Sendable, Hashable {
  package var path: String
  /// The id of the run whose rows are taken in; the other rows were copied from the house when the branch was made.
  package var run: String

  package init(path: String, run: String) {
    self.path = path
    self.run = run
  }

  /// Verifies the branch's chain, and counts what its run entered. The branch must be closed.
  package func examine() throws(RegisterFault) -> (chain: ChainReport, totals: RunTotals) {
    try RegisterCopy(path).read { db in (try ChainWalk.report(db), try RunTotals(db, run: run)) }
  }
}

extension IssueRegister {
  /// Takes in what branches issued, as the rows of one run, in one transaction: all of it or nothing. The files of
  /// their papers must be on the disk before.
  ///
  /// ```
  /// guard try register.overtaken(by: branches).isEmpty else { return }
  /// guard try register.absorb(branches, as: run) else { return }   // the run is here already
  /// ```
  ///
  /// - Parameter run: as it is to be entered here, complete.
  /// - Returns: false when the run was here already, and nothing was done.
  package func absorb(_ branches: [RegisterBranch], as run: RunRow) throws(RegisterFault) -> Bool {
    for branch in branches {
      // A branch that copied the configuration from here has no files of it, and needs none: the house has them.
      let sources = try RegisterCopy(branch.path).read { db in try SourceSet.fetch(run.configuration, db) }
      if let sources { try keepSources(sources) }
    }
    return try write { db in
      if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE name = ?)", arguments: [run.id]) ?? false {
        return false
      }
      var writer = try EntryWriter(db)
      let id = try run.insert(db, &writer)
      for branch in branches {
        try adoptSealingMark(of: branch, db, &writer)
        // Made with the first row, because the branch's database is known inside only. It remembers the branch's
        // configurations.
        var copier: ReferenceCopier?
        try forEachRow(of: branch, db) { row, source in
          var references = copier ?? ReferenceCopier(from: source, to: db)
          var added = row
          added.run = run.id
          added.target = try supersededRow(for: row, in: source, db)
          let copied = try references.copyReferences(of: row, run: id, &writer)
          _ = try writer.append(added, copied)
          copier = references
        }
      }
      try writer.storeHead()
      return true
    }
  }

  /// Why the branches' rows could not be taken in now: every paper that was voided or issued here since the branches were
  /// made, one fault each, in the order of the branches.
  package func overtaken(by branches: [RegisterBranch]) throws(RegisterFault) -> [RegisterFault] {
    try read { db in
      var faults: [RegisterFault] = []
      for branch in branches {
        try forEachRow(of: branch, db) { row, source in
          do {
            _ = try supersededRow(for: row, in: source, db)
          } catch let reason as RegisterFault.Reason {
            switch reason {
            case .voided, .overtaken: faults.append(RegisterFault(reason, path: path))
            default: throw reason
            }
          }
        }
      }
      return faults
    }
  }

  /// Takes over the mark of the branch's sealing key, so that this register refuses another one from now on.
  private func adoptSealingMark(of branch: RegisterBranch, _ db: Database, _ writer: inout EntryWriter) throws {
    let mark = try RegisterCopy(branch.path).read { source in try SealingMark.stored(source) }
    guard let mark else { return }
    if let own = try SealingMark.stored(db) {
      if own != mark { throw RegisterFault.Reason.otherSealingKey }
    } else {
      try SealingMark.store(mark, db, &writer)
    }
  }

  private func forEachRow(
    of branch: RegisterBranch, _ db: Database, _ body: (RegisterRow, _ source: Database) throws -> Void
  ) throws {
    let salt = try Schema.salt(db)
    try RegisterCopy(branch.path).read { source in
      // The branch of another house: its keyed digests and sealed keys mean nothing here.
      if try Schema.salt(source) != salt { throw RegisterFault.Reason.foreign }
      let rows = try Row.fetchCursor(
        source, sql: RowQuery.selection + " WHERE run.name = ? ORDER BY entry.sequence", arguments: [branch.run])
      while let row = try rows.next() { try body(try RowQuery.row(row), source) }
    }
  }

  /// The row here that a branch's row supersedes; nil for none. Throws when the paper that is valid here is not the one
  /// that was valid when the branch was made.
  private func supersededRow(for row: RegisterRow, in source: Database, _ db: Database) throws -> Int64? {
    guard row.action == .issue, row.state == .issued else { throw RegisterFault.Reason.overtaken(row.identity) }
    guard let copied = row.target else {
      try checkIdentityIsFree(row.identity, form: row.paper?.form ?? "", supersedes: nil, db)
      return nil
    }
    let digest = try Data.fetchOne(source, sql: "SELECT digest FROM entry WHERE sequence = ?", arguments: [copied])
    let identity = row.identity
    let valid = try RowQuery.validPapers(
      db, number: identity.number, change: identity.change, document: identity.document
    ).last
    guard let valid, valid.paper?.digest.data == digest else { throw RegisterFault.Reason.overtaken(identity) }
    return valid.sequence
  }
}

/// Copies what a row points to (record and configuration) into another register of the same house. Keyed digests and
/// sealed keys are copied as they are, because both registers have the same salt; the chain digest is made anew by the
/// `EntryWriter`.
struct ReferenceCopier {
  private let source: Database
  private let target: Database
  /// The ids in the target of the configurations that were copied.
  private var configurations: [ContentDigest: Int64] = [:]

  init(from source: Database, to target: Database) {
    self.source = source
    self.target = target
  }

  /// Copies what the row points to unless it is there; returns the ids in the target.
  ///
  /// - Parameter run: the id of the row's run in the target.
  mutating func copyReferences(
    of row: RegisterRow, run: Int64?, _ writer: inout EntryWriter
  ) throws -> EntryWriter.References {
    guard let paper = row.paper else { return EntryWriter.References(run: run) }
    let selection = try source.cachedStatement(
      sql: """
        SELECT record.key, record.json, record.sealed FROM entry JOIN record ON record.id = entry.record
        WHERE entry.sequence = ?
        """)
    guard let record = try Row.fetchOne(selection, arguments: [row.sequence]) else {
      throw RegisterFault.Reason.damaged("entry \(row.sequence)")
    }
    let key = try record.decode(Data.self, atIndex: 0)
    return EntryWriter.References(
      run: run, record: try copyRecord(record, key: key, digest: paper.recordDigest, &writer),
      configuration: try copyConfiguration(of: paper, &writer), key: key)
  }

  private func copyRecord(
    _ record: Row, key: Data, digest: ContentDigest, _ writer: inout EntryWriter
  ) throws -> Int64 {
    let sealed = try record.decode(Data?.self, atIndex: 2)
    let known = try target.cachedStatement(
      sql: "SELECT EXISTS (SELECT 1 FROM record WHERE digest = ? AND key = ? AND sealed IS NOT NULL)")
    if let sealed, try Bool.fetchOne(known, arguments: [digest.data, key]) != true {
      try writer.append(.sealed(record: digest, key: key, sealed: sealed))
    }
    try target.cachedStatement(
      sql: """
        INSERT INTO record (digest, key, json, sealed) VALUES (?, ?, ?, ?)
        ON CONFLICT (digest, key) DO UPDATE SET sealed = coalesce(sealed, excluded.sealed)
        """
    ).execute(arguments: [digest.data, key, try record.decode(String.self, atIndex: 1), sealed])
    let lookup = try target.cachedStatement(sql: "SELECT id FROM record WHERE digest = ? AND key = ?")
    guard let id = try Int64.fetchOne(lookup, arguments: [digest.data, key]) else {
      throw RegisterFault.Reason.failed("record")
    }
    return id
  }

  /// The configuration's files are not copied: a branch keeps those of its own run, and the house has the others.
  private mutating func copyConfiguration(
    of paper: RegisterRow.Paper, _ writer: inout EntryWriter
  ) throws -> Int64 {
    if let id = configurations[paper.configuration] { return id }
    try SourceSet.insertConfiguration(
      paper.configuration, rules: paper.rulesDigest, fonts: paper.fontsDigest, target, &writer)
    guard let id = try SourceSet.configurationID(paper.configuration, target) else {
      throw RegisterFault.Reason.failed("configuration")
    }
    configurations[paper.configuration] = id
    return id
  }
}
