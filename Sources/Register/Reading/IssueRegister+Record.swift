package import Fields
import Foundation
import GRDB

extension IssueRegister {
  /// The record of a paper as canonical JSON; it has no key. Nil when the row has no paper.
  package func recordJSON(of row: RegisterRow) throws(RegisterFault) -> String? {
    guard let digest = row.paper?.recordDigest else { return nil }
    let json = try read { db in
      try String.fetchOne(
        db, sql: "SELECT json FROM entry JOIN record ON record.id = entry.record WHERE sequence = ?",
        arguments: [row.sequence])
    }
    if let json, ContentDigest(of: json) != digest {
      throw RegisterFault(.damaged("record \(digest.hexadecimal)"), path: path)
    }
    return json
  }

  /// The authentication key of a paper's record, opened with the sealing key that the register was opened with.
  package func key(of row: RegisterRow) throws(RegisterFault) -> Secret {
    let sealed = try read { db in
      try Data.fetchOne(
        db,
        sql:
          "SELECT sealed FROM entry JOIN record ON record.id = entry.record WHERE sequence = ? AND sealed IS NOT NULL",
        arguments: [row.sequence])
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
