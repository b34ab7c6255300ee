package import Digests
package import Fields
import Foundation
import GRDB

/// The issuing transaction: what a run hands over (`NewIssue`), and how it is entered. In one transaction, for each
/// record,
///
/// 1. for each of its papers it is checked that the paper's identity is free: the register may have changed since the
///    run asked for the record's status. A record that was overtaken is left out, with all of its papers;
/// 2. the record is stored, once for all papers that are made of it;
/// 3. a row is appended for each paper, and the paper that it supersedes ends;
///
/// and at the end the run's progress and the chain's head are stored.
extension IssueRegister {
  /// Enters the papers of some records, except those that were overtaken; when it returns they are on the disk.
  ///
  /// The order of commits is part of what the register promises: the bytes of the papers must be on the disk before
  /// (one sync for all of them), under other names; only afterwards may they get their own, and the manifest name them.
  /// A transaction costs a wait for the disk whatever is in it, so a run enters about a thousand papers at a time.
  ///
  /// ```
  /// let issue = NewIssue(record: RecordContent(json: json, key: key), papers: [certificate, keyNotice])
  /// let overtaken = try register.enterIssues([issue], run: "1743433200-4711", progress: { _ in nil }, at: now)
  /// overtaken[0]    // nil: its two rows are there; else `.voided` or `.overtaken`: nothing of it is
  /// ```
  ///
  /// - Parameters:
  ///   - run: the id of a run that was begun.
  ///   - progress: what a process that resumes the run must know of it as of these papers, when it is known which are
  ///     overtaken; nil leaves the last one.
  ///   - time: seconds since 1970-01-01T00:00:00Z.
  /// - Returns: why a record was left out, by its index in `issues`.
  package func enterIssues(
    _ issues: [NewIssue], run: String, progress: (_ overtaken: [Int: RegisterFault.Reason]) -> String?, at time: Int64
  ) throws(RegisterFault) -> [Int: RegisterFault.Reason] {
    try write { db in
      guard let run = try RunReference(db, named: run) else { throw RegisterFault.Reason.unknownRun(run) }
      let records = RecordStore(db: db, keyDigest: keyDigest, sealingKey: sealingKey)
      var writer = try EntryWriter(db)
      var overtaken: [Int: RegisterFault.Reason] = [:]
      for (index, issue) in issues.enumerated() {
        if let reason = try reasonAgainst(issue, db) {
          overtaken[index] = reason
          continue
        }
        let record = try records.store(issue.record)
        for paper in issue.papers {
          _ = try writer.append(
            paper.row(record: issue.record.digest, run: run, time: time),
            EntryWriter.References(
              run: run.id, record: record.id, configuration: run.configurationID, key: record.key))
        }
      }
      if let progress = progress(overtaken) {
        try db.execute(sql: "UPDATE run SET progress = ? WHERE id = ?", arguments: [progress, run.id])
      }
      try writer.storeHead()
      return overtaken
    }
  }

  /// Why the papers of a record may not be entered now: one of them was voided, or issued by another program, or a paper
  /// on which the run built no longer holds. Nil when they may.
  private func reasonAgainst(_ issue: NewIssue, _ db: Database) throws -> RegisterFault.Reason? {
    do {
      for paper in issue.papers {
        try checkIdentityIsFree(paper.identity, form: paper.form, supersedes: paper.supersedes, db)
      }
      let statement = try db.cachedStatement(
        sql: "SELECT number, change, document, state FROM entry WHERE sequence = ?")
      for sequence in issue.issuedBefore {
        guard let row = try Row.fetchOne(statement, arguments: [sequence]) else { continue }
        let identity = PaperIdentity(
          number: try row.decode(String.self, atIndex: 0), change: try row.decode(Int.self, atIndex: 1),
          document: try row.decode(String.self, atIndex: 2))
        switch RegisterRow.State(rawValue: try row.decode(String.self, atIndex: 3)) {
        case .issued: continue
        case .voided: return .voided(identity)
        case .superseded, nil: return .overtaken(identity)
        }
      }
      return nil
    } catch let reason as RegisterFault.Reason {
      switch reason {
      case .voided, .overtaken: return reason
      default: throw reason
      }
    }
  }

  /// Throws unless a new paper may be entered: under its identity no paper may be void, and none may be valid except
  /// the one that it supersedes. Nor may any paper in it be valid in another file of the record, alone or in a bundle.
  func checkIdentityIsFree(_ identity: PaperIdentity, form: String, supersedes: Int64?, _ db: Database) throws {
    // This runs for every paper. INDEXED BY makes SQLite refuse the statement rather than ever walk over the whole
    // table.
    let statement = try db.cachedStatement(
      sql: """
        SELECT sequence, state, document, form FROM entry INDEXED BY entry_identity
        WHERE number = ? AND change = ? AND action = 'issue' AND state <> 'superseded'
        """)
    let papers = Bundle.papers(of: identity.document, form: form)
    let rows = try Row.fetchCursor(statement, arguments: [identity.number, identity.change])
    var valid: Int64?
    while let row = try rows.next() {
      let document = try row.decode(String.self, atIndex: 2)
      let isSame = document == identity.document
      let others = isSame ? [] : Bundle.papers(of: document, form: try row.decode(String.self, atIndex: 3))
      guard isSame || others.contains(where: papers.contains) else { continue }
      if try row.decode(String.self, atIndex: 1) == RegisterRow.State.voided.rawValue {
        throw RegisterFault.Reason.voided(identity)
      }
      guard isSame else { throw RegisterFault.Reason.overtaken(identity) }
      valid = try row.decode(Int64.self, atIndex: 0)
    }
    if valid != supersedes { throw RegisterFault.Reason.overtaken(identity) }
  }
}

/// A record of a batch with the papers that were made of it.
package struct NewIssue: Sendable {
  package var record: RecordContent
  package var papers: [NewPaper]
  /// Rows of other papers of the record that were valid when the run decided to make these: they still must be.
  package var issuedBefore: [Int64]

  package init(record: RecordContent, papers: [NewPaper], issuedBefore: [Int64] = []) {
    self.record = record
    self.papers = papers
    self.issuedBefore = issuedBefore
  }
}

/// A record as the register keeps it: canonical JSON without the authentication key, and the key apart.
package struct RecordContent: Sendable {
  /// One line; the same text for the same values.
  package let json: String
  package let key: Secret?
  /// The digest of `json` alone, without the key, so that it is the same in every register.
  package let digest: ContentDigest

  package init(json: String, key: Secret?) {
    self.json = json
    self.key = key
    digest = ContentDigest(of: json)
  }
}

/// A paper of a batch, to be entered as issued. `RegisterRow.Paper` says what the fields mean.
package struct NewPaper: Sendable {
  package var identity: PaperIdentity
  package var form: String
  package var edition: Int
  package var formDigest: ContentDigest
  package var format: Int
  /// Relative to the output folder.
  package var path: String
  package var digest: ContentDigest
  package var bytes: Int
  package var pages: Int
  package var packaging: FilePackaging
  /// The valid row of this identity that it supersedes; nil when there was none when the run asked.
  package var supersedes: Int64?

  package init(
    identity: PaperIdentity, form: String, edition: Int, formDigest: ContentDigest, format: Int, path: String,
    digest: ContentDigest, bytes: Int, pages: Int, packaging: FilePackaging = FilePackaging(), supersedes: Int64? = nil
  ) {
    self.identity = identity
    self.form = form
    self.edition = edition
    self.formDigest = formDigest
    self.format = format
    self.path = path
    self.digest = digest
    self.bytes = bytes
    self.pages = pages
    self.packaging = packaging
    self.supersedes = supersedes
  }

  /// The row to append; its sequence and its chain digest are still to be set.
  fileprivate func row(record: ContentDigest, run: RunReference, time: Int64) -> RegisterRow {
    RegisterRow(
      sequence: 0, action: .issue, state: .issued, endedBy: nil, target: supersedes, identity: identity,
      paper: RegisterRow.Paper(
        form: form, edition: edition, formDigest: formDigest, recordDigest: record, configuration: run.configuration,
        rulesDigest: run.rules, fontsDigest: run.fonts, format: format, issuedOn: run.issuedOn, path: path,
        digest: digest, bytes: bytes, pages: pages, packaging: packaging),
      recordedAt: time, run: run.name, mark: nil, reason: nil, by: nil, chain: RegisterRow.chainStart)
  }
}

/// What the rows of a run take from it: its id in the table, its day of issue, its configuration.
struct RunReference {
  let id: Int64
  let name: String
  let issuedOn: String
  let configurationID: Int64
  let configuration: ContentDigest
  let rules: ContentDigest
  let fonts: ContentDigest

  /// Nil when there is no run of this name.
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

/// Stores records once each, by their digest and the keyed digest of their authentication key. The key itself is kept
/// encrypted when the register was opened with a sealing key, else not at all.
private struct RecordStore {
  let db: Database
  let keyDigest: KeyDigest
  let sealingKey: SealingKey?

  /// Stores the record unless it is there; returns its id in the table and the keyed digest of its key.
  func store(_ content: RecordContent) throws -> (id: Int64, key: Data) {
    let key = keyDigest(content.key)
    let lookup = try db.cachedStatement(sql: "SELECT id, sealed IS NULL FROM record WHERE digest = ? AND key = ?")
    if let row = try Row.fetchOne(lookup, arguments: [content.digest.data, key]) {
      let id = try row.decode(Int64.self, atIndex: 0)
      // It was issued before without a sealing key; now there is one.
      if try row.decode(Bool.self, atIndex: 1), let sealed = sealedKey(of: content) {
        try db.cachedStatement(sql: "UPDATE record SET sealed = ? WHERE id = ?").execute(arguments: [sealed, id])
      }
      return (id, key)
    }
    let insertion = try db.cachedStatement(sql: "INSERT INTO record (digest, key, json, sealed) VALUES (?, ?, ?, ?)")
    try insertion.execute(arguments: [content.digest.data, key, content.json, sealedKey(of: content)])
    return (db.lastInsertedRowID, key)
  }

  private func sealedKey(of content: RecordContent) -> Data? {
    guard let sealingKey, let key = content.key else { return nil }
    return key.open { sealingKey.seal(Data($0.utf8), context: content.digest) }
  }
}
