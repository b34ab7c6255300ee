import Foundation
import GRDB

extension IssueRegister {
  /// Keeps the set, each content once. Keeping it again changes nothing.
  package func keep(_ set: SourceSet) throws(RegisterFault) {
    let known = try read { db in
      try Int64.fetchOne(db, sql: "SELECT id FROM configuration WHERE digest = ?", arguments: [set.digest.data])
    }
    if known != nil { return }
    try write { db in
      try db.execute(
        sql: "INSERT OR IGNORE INTO configuration (digest, rules, fonts) VALUES (?, ?, ?)",
        arguments: [set.digest.data, set.rulesDigest.data, set.fontsDigest.data])
      // Kept by another process in the meantime.
      if db.changesCount == 0 { return }
      let configuration = db.lastInsertedRowID
      for file in set.files {
        try db.execute(
          sql: "INSERT OR IGNORE INTO source (digest, bytes) VALUES (?, ?)", arguments: [file.digest.data, file.bytes])
        try db.execute(
          sql: """
            INSERT INTO configuration_source (configuration, kind, name, source) SELECT ?, ?, ?, id FROM source WHERE digest = ?
            """, arguments: [configuration, file.kind.rawValue, file.name, file.digest.data])
      }
    }
  }

  /// The set of this digest with its bytes, or nil when it was never kept.
  package func sources(of configuration: ContentDigest) throws(RegisterFault) -> SourceSet? {
    try read { db in try sources(of: configuration, db) }
  }

  func sources(of configuration: ContentDigest, _ db: Database) throws -> SourceSet? {
    let files = try Row.fetchAll(
      db,
      sql: """
        SELECT kind, name, source.bytes FROM configuration
        JOIN configuration_source ON configuration_source.configuration = configuration.id
        JOIN source ON source.id = configuration_source.source WHERE configuration.digest = ?
        """, arguments: [configuration.data]
    ).map { row in
      guard let kind = SourceFile.Kind(rawValue: try row.decode(String.self, atIndex: 0)) else {
        throw RegisterFault(.damaged("configuration_source"), path: path)
      }
      return SourceFile(
        kind, name: try row.decode(String.self, atIndex: 1), bytes: try row.decode(Data.self, atIndex: 2))
    }
    if files.isEmpty { return nil }
    let set = SourceSet(files)
    if set.digest != configuration {
      throw RegisterFault(.damaged("configuration \(configuration.hexadecimal)"), path: path)
    }
    return set
  }
}
