package import Digests
package import Foundation
import GRDB

/// A file that papers are made from: a form, a shared part, a picture, a rules file, or the list of fonts.
///
/// The register keeps the bytes of all of them, so that a paper can be made again years later from the forms and rules
/// of its day.
package struct SourceFile: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case form
    /// What forms include: styles, mast, foot, seal.
    case part
    /// Pictures that forms show.
    case image
    case rules
    case fonts
  }

  package var kind: Kind
  /// Relative to the home folder: `Templates/certificate.xml`.
  package var name: String
  package var bytes: Data
  package let digest: ContentDigest

  package init(_ kind: Kind, name: String, bytes: Data) {
    self.kind = kind
    self.name = name
    self.bytes = bytes
    digest = ContentDigest(of: bytes)
  }
}

/// The configuration of a run: all forms, rules and fonts in force at one time. It is known by its digest, which goes
/// over the kind, name and digest of each file, so that it does not depend on the order in which the files were read.
///
/// ```
/// let set = SourceSet([SourceFile(.form, name: "Templates/certificate.xml", bytes: form), …])
/// try register.keepSources(set)
/// try register.sources(of: set.digest)    // the same set, with its bytes
/// ```
package struct SourceSet: Sendable, Hashable {
  /// The files, ordered by kind, then by name.
  package let files: [SourceFile]

  package init(_ files: [SourceFile]) {
    self.files = files.sorted { a, b in
      a.kind == b.kind ? a.name.utf8.lexicographicallyPrecedes(b.name.utf8) : a.kind.rawValue < b.kind.rawValue
    }
  }

  /// The digest of the files of these kinds.
  package func digest(of kinds: SourceFile.Kind...) -> ContentDigest {
    var input = DigestInput()
    for file in files where kinds.contains(file.kind) {
      input.append(file.kind.rawValue)
      input.append(file.name)
      input.append(file.digest)
    }
    return input.digest
  }

  package var rulesDigest: ContentDigest { digest(of: .rules) }
  package var fontsDigest: ContentDigest { digest(of: .fonts) }
  /// The digest of all files, by which the configuration is known.
  package var digest: ContentDigest { digest(of: .form, .part, .image, .rules, .fonts) }

  /// The file of this name, compared byte by byte, or nil.
  package subscript(name: String) -> SourceFile? {
    files.first { $0.name.utf8.elementsEqual(name.utf8) }
  }
}

extension IssueRegister {
  /// Keeps the set, each content once. To keep it again changes nothing.
  package func keepSources(_ set: SourceSet) throws(RegisterFault) {
    // Asked first in a read, because most runs find their configuration there and need not wait for another writer.
    if try read({ db in try SourceSet.configurationID(set.digest, db) }) != nil { return }
    try write { db in
      // Another process may have kept it in the meantime.
      guard try SourceSet.insertConfiguration(set.digest, rules: set.rulesDigest, fonts: set.fontsDigest, db) else {
        return
      }
      let configuration = db.lastInsertedRowID
      for file in set.files {
        try db.execute(
          sql: "INSERT OR IGNORE INTO source (digest, bytes) VALUES (?, ?)", arguments: [file.digest.data, file.bytes])
        try db.execute(
          sql: """
            INSERT INTO configuration_source (configuration, kind, name, source)
            SELECT ?, ?, ?, id FROM source WHERE digest = ?
            """, arguments: [configuration, file.kind.rawValue, file.name, file.digest.data])
      }
      guard let event = try RegisterEvent.configuration(set.digest, db) else { return }
      var writer = try EntryWriter(db)
      try writer.append(event)
      try writer.storeHead()
    }
  }

  /// The set of this digest with the bytes of its files; nil when it was never kept.
  package func sources(of configuration: ContentDigest) throws(RegisterFault) -> SourceSet? {
    try read { db in try SourceSet.fetch(configuration, db) }
  }
}

extension SourceSet {
  /// The id of a configuration in the table; nil when it was never kept.
  static func configurationID(_ digest: ContentDigest, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT id FROM configuration WHERE digest = ?", arguments: [digest.data])
  }

  /// Adds a configuration of which only the digests are known, and not the files; one that is there already stays as it
  /// is.
  static func insertConfiguration(
    _ digest: ContentDigest, rules: ContentDigest, fonts: ContentDigest, _ db: Database, _ writer: inout EntryWriter
  ) throws {
    guard try insertConfiguration(digest, rules: rules, fonts: fonts, db),
      let event = try RegisterEvent.configuration(digest, db)
    else { return }
    try writer.append(event)
  }

  /// - Returns: false when it was there.
  fileprivate static func insertConfiguration(
    _ digest: ContentDigest, rules: ContentDigest, fonts: ContentDigest, _ db: Database
  ) throws -> Bool {
    try db.execute(
      sql: "INSERT OR IGNORE INTO configuration (digest, rules, fonts) VALUES (?, ?, ?)",
      arguments: [digest.data, rules.data, fonts.data])
    return db.changesCount > 0
  }

  /// Nil when the files of the configuration were never kept.
  static func fetch(_ configuration: ContentDigest, _ db: Database) throws -> SourceSet? {
    let files = try Row.fetchAll(
      db,
      sql: """
        SELECT kind, name, source.bytes FROM configuration
        JOIN configuration_source ON configuration_source.configuration = configuration.id
        JOIN source ON source.id = configuration_source.source WHERE configuration.digest = ?
        """, arguments: [configuration.data]
    ).map { row in
      guard let kind = SourceFile.Kind(rawValue: try row.decode(String.self, atIndex: 0)) else {
        throw RegisterFault.Reason.damaged("configuration_source")
      }
      return SourceFile(
        kind, name: try row.decode(String.self, atIndex: 1), bytes: try row.decode(Data.self, atIndex: 2))
    }
    if files.isEmpty { return nil }
    let set = SourceSet(files)
    if set.digest != configuration {
      throw RegisterFault.Reason.damaged("configuration \(configuration.hexadecimal)")
    }
    return set
  }
}

extension ContentDigest {
  /// A digest as a column of the database has it; nil unless there are 32 bytes.
  init?(_ data: Data) {
    guard let digest = data.withUnsafeBytes({ ContentDigest(bytes: $0) }) else { return nil }
    self = digest
  }

  var data: Data { withUnsafeBytes { Data($0) } }
}
