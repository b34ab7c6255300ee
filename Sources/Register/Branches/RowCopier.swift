import Foundation
import GRDB

/// Carries rows from one register into another of the same house: what they point to is carried with them, and the chain goes over them
/// anew. Keyed digests and sealed keys stay as they are, for both registers have the same salt.
struct RowCopier {
  private let source: Database
  private let target: Database
  private var configurations: [ContentDigest: Int64] = [:]

  init(from source: Database, to target: Database) {
    self.source = source
    self.target = target
  }

  /// What a row points to, as it stands in the target.
  ///
  /// - Parameter run: the row's run there.
  mutating func links(of row: RegisterRow, run: Int64?) throws -> EntryWriter.Links {
    guard let paper = row.paper else { return EntryWriter.Links(run: run) }
    let selection = try source.cachedStatement(
      sql:
        "SELECT record.key, record.json, record.sealed FROM entry JOIN record ON record.id = entry.record WHERE entry.sequence = ?"
    )
    guard let record = try Row.fetchOne(selection, arguments: [row.sequence]) else {
      throw RegisterFault(.damaged("entry \(row.sequence)"), path: "")
    }
    let key = try record.decode(Data.self, atIndex: 0)
    return EntryWriter.Links(
      run: run, record: try keep(record, key: key, digest: paper.recordDigest),
      configuration: try configuration(of: paper), key: key)
  }

  private func keep(_ record: Row, key: Data, digest: ContentDigest) throws -> Int64 {
    let sealed = try record.decode(Data?.self, atIndex: 2)
    try target.cachedStatement(
      sql: """
        INSERT INTO record (digest, key, json, sealed) VALUES (?, ?, ?, ?)
        ON CONFLICT (digest, key) DO UPDATE SET sealed = coalesce(sealed, excluded.sealed)
        """
    ).execute(arguments: [digest.data, key, try record.decode(String.self, atIndex: 1), sealed])
    let lookup = try target.cachedStatement(sql: "SELECT id FROM record WHERE digest = ? AND key = ?")
    guard let id = try Int64.fetchOne(lookup, arguments: [digest.data, key]) else {
      throw RegisterFault(.failed("record"), path: "")
    }
    return id
  }

  /// The configuration by its digest. Its files are not carried: a branch keeps those of its own run, and the house has the others.
  private mutating func configuration(of paper: RegisterRow.Paper) throws -> Int64 {
    if let id = configurations[paper.configuration] { return id }
    try target.execute(
      sql: "INSERT OR IGNORE INTO configuration (digest, rules, fonts) VALUES (?, ?, ?)",
      arguments: [paper.configuration.data, paper.rulesDigest.data, paper.fontsDigest.data])
    let id = try Int64.fetchOne(
      target, sql: "SELECT id FROM configuration WHERE digest = ?", arguments: [paper.configuration.data])
    guard let id else { throw RegisterFault(.failed("configuration"), path: "") }
    configurations[paper.configuration] = id
    return id
  }
}
