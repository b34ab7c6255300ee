import Digests
import Foundation
import GRDB

/// Compares what the events of the chain say with what stands in the tables: runs and their inputs, configurations with
/// their files, sealed keys, salt. It is fed with every event in its order.
///
/// What is in a table and in no event is a fault too: it was not put there by this program.
struct EventAudit {
  private let db: Database
  private(set) var faults: [ChainFault] = []
  private var salt: ContentDigest?
  private var sealingMark: ContentDigest?
  /// The last that is said of each run: nil content while it is begun.
  private var ends: [String: ContentDigest?] = [:]
  private var configurations: Set<String> = []
  private var sealedKeys = 0

  init(_ db: Database) {
    self.db = db
  }

  mutating func check(_ event: RegisterEvent) throws {
    switch event.kind {
    case .made: salt = event.content
    case .sealing: sealingMark = event.content
    case .configuration:
      let digest = ContentDigest(hexadecimal: event.subject)
      let now = try digest.flatMap { try RegisterEvent.configuration($0, db) }
      if now != event { faults.append(.configuration(event.subject)) }
      configurations.insert(event.subject)
    case .begin:
      let run = try RunRow.fetch(named: event.subject, db)
      if run.map(RegisterEvent.begin) != event { faults.append(.run(event.subject)) }
      ends[event.subject] = .some(nil)
    case .resume: ends[event.subject] = .some(nil)
    case .end: ends[event.subject] = event.content
    case .sealed:
      sealedKeys += 1
      try checkSealedKey(event)
    }
  }

  private mutating func checkSealedKey(_ event: RegisterEvent) throws {
    let parts = event.subject.split(separator: " ").map { Hexadecimal.bytes(of: String($0)).map { Data($0) } }
    let statement = try db.cachedStatement(sql: "SELECT sealed FROM record WHERE digest = ? AND key = ?")
    guard parts.count == 2, let digest = parts[0], let key = parts[1],
      let row = try Row.fetchOne(statement, arguments: [digest, key]),
      let sealed = try row.decode(Data?.self, atIndex: 0), ContentDigest(of: sealed) == event.content
    else {
      faults.append(.sealedKey(event.subject))
      return
    }
  }

  /// Called after the last event.
  mutating func finish() throws {
    for (name, end) in ends.sorted(by: { $0.key < $1.key }) {
      guard let run = try RunRow.fetch(named: name, db) else { continue }
      let isRight = if let end { RegisterEvent.end(run).content == end } else { run.state == .begun }
      if !isRight, !faults.contains(.run(name)) { faults.append(.run(name)) }
    }
    for name in try String.fetchAll(db, sql: "SELECT name FROM run ORDER BY id") where ends[name] == nil {
      faults.append(.run(name))
    }
    for digest in try Data.fetchAll(db, sql: "SELECT digest FROM configuration ORDER BY id").compactMap(
      ContentDigest.init)
    where !configurations.contains(digest.hexadecimal) {
      faults.append(.configuration(digest.hexadecimal))
    }
    let sealed = try Int.fetchOne(db, sql: "SELECT count(*) FROM record WHERE sealed IS NOT NULL") ?? 0
    if sealed > sealedKeys { faults.append(.sealedKey("")) }
    let house = try Row.fetchOne(db, sql: "SELECT salt, sealing FROM house")
    if try house?.decode(Data.self, atIndex: 0).digest != salt { faults.append(.salt) }
    if try house?.decode(Data?.self, atIndex: 1)?.digest != sealingMark { faults.append(.sealingMark) }
    faults += try Schema.differences(db).map { .schema($0) }
  }
}

extension Data {
  fileprivate var digest: ContentDigest { ContentDigest(of: self) }
}
