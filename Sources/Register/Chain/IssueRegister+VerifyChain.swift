import Foundation
import GRDB

extension IssueRegister {
  /// Walks over all rows and kept contents. One altered row is one fault: the walk goes on from the digest that stands there.
  package func verifyChain() throws(RegisterFault) -> ChainReport {
    try read { db in try ChainWalk.report(db, path: path) }
  }

  /// How many rows there are, and the last one's chain digest.
  package func head() throws(RegisterFault) -> (rows: Int64, head: ContentDigest) {
    try read { db in
      guard let house = try Row.fetchOne(db, sql: "SELECT head, rows FROM house"),
        let head = ContentDigest(try house.decode(Data.self, atIndex: 0))
      else { throw RegisterFault(.damaged("house"), path: path) }
      return (try house.decode(Int64.self, atIndex: 1), head)
    }
  }
}

extension ChainWalk {
  /// The walk over a whole file.
  static func report(_ db: Database, path: String) throws -> ChainReport {
    var walk = ChainWalk()
    let cursor = try Row.fetchCursor(db, sql: RowQuery.selection + " ORDER BY entry.sequence")
    while let row = try cursor.next() { walk.step(try RowQuery.row(row), key: try RowQuery.keyDigest(row)) }
    guard let house = try Row.fetchOne(db, sql: "SELECT head, rows FROM house"),
      let head = ContentDigest(try house.decode(Data.self, atIndex: 0))
    else { throw RegisterFault(.damaged("house"), path: path) }
    var report = walk.finish(count: try house.decode(Int64.self, atIndex: 1), head: head)
    report.faults += try altered(db, sql: "SELECT digest, CAST(json AS BLOB) FROM record").map { .record($0) }
    report.faults += try altered(db, sql: "SELECT digest, bytes FROM source").map { .source($0) }
    return report
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
