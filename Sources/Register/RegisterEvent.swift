import Digests
import Foundation
import GRDB

/// Something in the register that is no row of `entry`, and that the chain covers too: the salt, a configuration with its
/// files, the beginning and the end of a run, a sealed key, the mark of the sealing key. An event has the digest of what
/// it is about, which `EventAudit` compares with what stands in the tables.
///
/// ```
/// var writer = try EntryWriter(db)
/// try run.insert(db)
/// try writer.append(RegisterEvent.begin(run))
/// try writer.storeHead()
/// ```
struct RegisterEvent: Sendable, Hashable {
  enum Kind: String, Sendable, Hashable {
    /// The register was made, or became a branch: its salt.
    case made
    case configuration
    case begin, resume, end
    /// An authentication key was kept.
    case sealed
    /// The first sealing key was used.
    case sealing
  }

  var kind: Kind
  /// What it is about: the name of a run, the digests of a configuration or of a record and its key; empty for the
  /// register itself.
  var subject: String
  /// The digest of what it is about. Documentation/register.md has the values, in their order.
  var content: ContentDigest

  private init(_ kind: Kind, _ subject: String = "", _ fill: (inout DigestInput) -> Void) {
    var input = DigestInput()
    fill(&input)
    (self.kind, self.subject, content) = (kind, subject, input.digest)
  }

  private init(_ kind: Kind, _ subject: String, _ content: ContentDigest) {
    (self.kind, self.subject, self.content) = (kind, subject, content)
  }

  static func made(salt: Data) -> RegisterEvent {
    RegisterEvent(.made, "", ContentDigest(of: salt))
  }

  static func sealing(mark: Data) -> RegisterEvent {
    RegisterEvent(.sealing, "", ContentDigest(of: mark))
  }

  static func begin(_ run: RunRow) -> RegisterEvent {
    RegisterEvent(.begin, run.id) { input in
      input.append(run.startedAt)
      input.append(run.issuedOn)
      input.append(run.folder)
      input.append(run.configuration)
      input.append(run.libraries)
      for file in run.inputs {
        input.append(file.name)
        input.append(file.digest)
        input.append(file.bytes)
      }
    }
  }

  static func resume(run: String) -> RegisterEvent {
    RegisterEvent(.resume, run) { _ in }
  }

  static func end(_ run: RunRow) -> RegisterEvent {
    RegisterEvent(.end, run.id) { input in
      input.append(run.state.rawValue)
      input.append(run.finishedAt)
      input.append(run.counts.read)
      input.append(run.counts.issued)
      input.append(run.counts.unchanged)
      input.append(run.counts.rejected)
    }
  }

  static func sealed(record: ContentDigest, key: Data, sealed: Data) -> RegisterEvent {
    RegisterEvent(
      .sealed, "\(record.hexadecimal) \(Hexadecimal.text(of: Array(key)))", ContentDigest(of: sealed))
  }

  /// The configuration with this digest as the register has it; nil when it has none.
  static func configuration(_ digest: ContentDigest, _ db: Database) throws -> RegisterEvent? {
    let statement = try db.cachedStatement(sql: "SELECT rules, fonts FROM configuration WHERE digest = ?")
    guard let row = try Row.fetchOne(statement, arguments: [digest.data]) else { return nil }
    let files = try db.cachedStatement(
      sql: """
        SELECT kind, name, source.digest FROM configuration
        JOIN configuration_source ON configuration_source.configuration = configuration.id
        JOIN source ON source.id = configuration_source.source
        WHERE configuration.digest = ? ORDER BY kind, name
        """)
    let rows = try Row.fetchAll(files, arguments: [digest.data])
    var input = DigestInput()
    input.append(ContentDigest(try row.decode(Data.self, atIndex: 0)))
    input.append(ContentDigest(try row.decode(Data.self, atIndex: 1)))
    for file in rows {
      input.append(try file.decode(String.self, atIndex: 0))
      input.append(try file.decode(String.self, atIndex: 1))
      input.append(ContentDigest(try file.decode(Data.self, atIndex: 2)))
    }
    return RegisterEvent(.configuration, digest.hexadecimal, input.digest)
  }

  /// The chain digest of the event with this number, which came after so many rows of `entry`.
  func chainDigest(after previous: ContentDigest, id: Int64, rows: Int64) -> ContentDigest {
    var input = DigestInput()
    input.append(previous)
    input.append(id)
    input.append(kind.rawValue)
    input.append(rows)
    input.append(subject)
    input.append(content)
    return input.digest
  }
}

/// An event as the register has it.
struct StoredEvent: Sendable, Hashable {
  /// From 1 without a gap.
  var id: Int64
  /// How many rows of `entry` came before it.
  var rows: Int64
  var event: RegisterEvent
  var chain: ContentDigest

  static let selection = "SELECT id, after, kind, subject, content, chain FROM event"

  init(_ row: Row) throws {
    guard let kind = RegisterEvent.Kind(rawValue: try row.decode(String.self, atIndex: 2)),
      let content = ContentDigest(try row.decode(Data.self, atIndex: 4)),
      let chain = ContentDigest(try row.decode(Data.self, atIndex: 5))
    else { throw RegisterFault.Reason.damaged("event") }
    id = try row.decode(Int64.self, atIndex: 0)
    rows = try row.decode(Int64.self, atIndex: 1)
    event = RegisterEvent(kind: kind, subject: try row.decode(String.self, atIndex: 3), content: content)
    self.chain = chain
  }
}

extension RegisterEvent {
  init(kind: Kind, subject: String, content: ContentDigest) {
    (self.kind, self.subject, self.content) = (kind, subject, content)
  }

  /// Brings what a register of an earlier release holds under the chain: from then on it is covered as if it had come in
  /// now.
  static func coverEarlierState(_ db: Database) throws {
    var writer = try EntryWriter(db)
    if let salt = try Schema.salt(db) { try writer.append(.made(salt: salt)) }
    for row in try Data.fetchAll(db, sql: "SELECT digest FROM configuration ORDER BY id") {
      if let digest = ContentDigest(row), let event = try configuration(digest, db) { try writer.append(event) }
    }
    for name in try String.fetchAll(db, sql: "SELECT name FROM run ORDER BY id") {
      guard let run = try RunRow.fetch(named: name, db) else { continue }
      try writer.append(.begin(run))
      if run.state != .begun { try writer.append(.end(run)) }
    }
    let sealed = try Row.fetchCursor(
      db, sql: "SELECT digest, key, sealed FROM record WHERE sealed IS NOT NULL ORDER BY id")
    while let row = try sealed.next() {
      guard let record = ContentDigest(try row.decode(Data.self, atIndex: 0)) else { continue }
      try writer.append(
        .sealed(
          record: record, key: try row.decode(Data.self, atIndex: 1), sealed: try row.decode(Data.self, atIndex: 2)))
    }
    try writer.storeHead()
  }
}
