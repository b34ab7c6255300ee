import Fields
import Foundation
import GRDB

/// Keeps records by digest, once each, with their keys sealed when there is a key to seal with.
struct RecordKeeper {
  let db: Database
  let keyDigest: KeyDigest
  let sealingKey: SealingKey?

  /// The id of the record, and the keyed digest of its key.
  func keep(_ content: RecordContent) throws -> (id: Int64, key: Data) {
    let key = keyDigest(content.key)
    let lookup = try db.cachedStatement(sql: "SELECT id, sealed IS NULL FROM record WHERE digest = ? AND key = ?")
    if let row = try Row.fetchOne(lookup, arguments: [content.digest.data, key]) {
      let id = try row.decode(Int64.self, atIndex: 0)
      // Issued before without a sealing key, now with one.
      if try row.decode(Bool.self, atIndex: 1), let sealed = sealed(content) {
        try db.cachedStatement(sql: "UPDATE record SET sealed = ? WHERE id = ?").execute(arguments: [sealed, id])
      }
      return (id, key)
    }
    let insertion = try db.cachedStatement(sql: "INSERT INTO record (digest, key, json, sealed) VALUES (?, ?, ?, ?)")
    try insertion.execute(arguments: [content.digest.data, key, content.json, sealed(content)])
    return (db.lastInsertedRowID, key)
  }

  private func sealed(_ content: RecordContent) -> Data? {
    guard let sealingKey, let key = content.key else { return nil }
    return key.open { sealingKey.seal(Data($0.utf8), context: content.digest) }
  }
}
