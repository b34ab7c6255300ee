import Foundation
import GRDB

extension IssueRegister {
  /// Enters the papers of some records, about a thousand papers at a time, in one transaction: when it returns they are on the disk.
  /// Their files must be there before.
  ///
  /// - Parameters:
  ///   - run: the id of a run that was begun.
  ///   - progress: what a process that goes on with the run must know of it as of these papers.
  ///   - time: seconds since 1970-01-01T00:00:00Z.
  @discardableResult
  package func enter(
    _ issues: [NewIssue], run: String, progress: String? = nil, at time: Int64
  ) throws(RegisterFault) -> [RegisterRow] {
    try write { db in
      guard let run = try RunLink(db, named: run) else { throw RegisterFault(.unknownRun(run), path: self.path) }
      let keeper = RecordKeeper(db: db, keyDigest: keyDigest, sealingKey: sealingKey)
      var writer = try EntryWriter(db, path: path)
      var rows: [RegisterRow] = []
      for issue in issues {
        let record = try keeper.keep(issue.record)
        for paper in issue.papers {
          try checkFree(paper.identity, form: paper.form, supersedes: paper.supersedes, db)
          rows.append(
            try writer.add(
              paper.row(record: issue.record.digest, run: run, time: time),
              EntryWriter.Links(run: run.id, record: record.id, configuration: run.configurationID, key: record.key)))
        }
      }
      if let progress {
        try db.execute(sql: "UPDATE run SET progress = ? WHERE id = ?", arguments: [progress, run.id])
      }
      try writer.finish()
      return rows
    }
  }

  /// Nothing but what a new paper supersedes may hold, and no void may stand, under its identity; nor may what it shows stand in another
  /// file of the record, alone or in a bundle.
  func checkFree(_ identity: PaperIdentity, form: String, supersedes: Int64?, _ db: Database) throws {
    let statement = try db.cachedStatement(
      sql: """
        SELECT sequence, state, document, form FROM entry INDEXED BY entry_identity
        WHERE number = ? AND change = ? AND action = 'issue' AND state <> 'superseded'
        """)
    let papers = Bundle.papers(of: identity.document, form: form)
    let rows = try Row.fetchCursor(statement, arguments: [identity.number, identity.change])
    var holding: Int64?
    while let row = try rows.next() {
      let document = try row.decode(String.self, atIndex: 2)
      let isSame = document == identity.document
      let others = isSame ? [] : Bundle.papers(of: document, form: try row.decode(String.self, atIndex: 3))
      guard isSame || others.contains(where: papers.contains) else { continue }
      if try row.decode(String.self, atIndex: 1) == RegisterRow.State.voided.rawValue {
        throw RegisterFault(.voided(identity), path: path)
      }
      guard isSame else { throw RegisterFault(.overtaken(identity), path: path) }
      holding = try row.decode(Int64.self, atIndex: 0)
    }
    if holding != supersedes { throw RegisterFault(.overtaken(identity), path: path) }
  }
}

/// A run as rows point to it.
struct RunLink {
  let id: Int64
  let name: String
  let issuedOn: String
  let configurationID: Int64
  let configuration: ContentDigest
  let rules: ContentDigest
  let fonts: ContentDigest

  init?(_ db: Database, named name: String) throws {
    guard
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT run.id, run.issuedOn, configuration.id, configuration.digest, configuration.rules, configuration.fonts
          FROM run JOIN configuration ON configuration.id = run.configuration WHERE run.name = ?
          """, arguments: [name]),
      let configuration = ContentDigest(try row.decode(Data.self, atIndex: 3)),
      let rules = ContentDigest(try row.decode(Data.self, atIndex: 4)),
      let fonts = ContentDigest(try row.decode(Data.self, atIndex: 5))
    else { return nil }
    self.name = name
    id = try row.decode(Int64.self, atIndex: 0)
    issuedOn = try row.decode(String.self, atIndex: 1)
    configurationID = try row.decode(Int64.self, atIndex: 2)
    (self.configuration, self.rules, self.fonts) = (configuration, rules, fonts)
  }
}

extension NewPaper {
  fileprivate func row(record: ContentDigest, run: RunLink, time: Int64) -> RegisterRow {
    RegisterRow(
      sequence: 0, action: .issue, state: .issued, endedBy: nil, target: supersedes, identity: identity,
      paper: RegisterRow.Paper(
        form: form, edition: edition, formDigest: formDigest, recordDigest: record, configuration: run.configuration,
        rulesDigest: run.rules, fontsDigest: run.fonts, format: format, issuedOn: run.issuedOn, path: path,
        digest: digest, bytes: bytes,
        pages: pages, delivery: delivery),
      recordedAt: time, run: run.name, mark: nil, reason: nil, by: nil, chain: RegisterRow.chainStart)
  }
}
