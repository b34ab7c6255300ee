import Foundation
import GRDB

/// The schema of the file. A version of it is a list of migrations that are run one after the other; `Migration` below
/// has them all, and the comments in their SQL say what the tables and columns are for. Documentation/register.md
/// describes them for readers with other tools.
enum Schema {
  /// Makes the tables of a new register in an empty file.
  static func make(_ db: Database) throws {
    try db.inTransaction(.immediate) {
      for migration in Migration.all { try db.execute(sql: migration.sql) }
      try insertHouse(db)
      try db.execute(sql: "PRAGMA user_version = \(Migration.current)")
      return .commit
    }
  }

  /// Brings a register of an earlier release to the current version, in one transaction.
  static func migrate(_ pool: DatabasePool) throws {
    if try pool.read({ db in try version(db) }) == Migration.current { return }
    try pool.writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        // Read again inside the transaction: another process may have migrated the file in the meantime.
        for migration in Migration.all.dropFirst(try version(db)) { try db.execute(sql: migration.sql) }
        try db.execute(sql: "PRAGMA user_version = \(Migration.current)")
        return .commit
      }
    }
  }

  /// Throws unless the file has the current version, as a register that is only read must.
  static func check(_ db: Database) throws {
    let found = try version(db)
    // An older file has to be migrated first, which a reader may not do.
    if found < Migration.current { throw RegisterFault.Reason.older(found: found, known: Migration.current) }
  }

  /// The version of the file. A database without one is not a register.
  private static func version(_ db: Database) throws -> Int {
    let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    if found == 0 { throw RegisterFault.Reason.foreign }
    if found > Migration.current { throw RegisterFault.Reason.newer(found: found, known: Migration.current) }
    return found
  }

  private static func insertHouse(_ db: Database) throws {
    try db.execute(sql: "PRAGMA application_id = \(Migration.applicationID)")
    try db.execute(
      sql: "INSERT INTO house (id, salt, head, rows) VALUES (1, ?, ?, 0)",
      arguments: [KeyDigest.freshSalt(), RegisterRow.chainStart.data])
  }

  /// The salt of the register's keyed digests. It also tells whether two registers belong together: a branch has that
  /// of its house.
  static func salt(_ db: Database) throws -> Data? {
    try Data.fetchOne(db, sql: "SELECT salt FROM house")
  }
}

/// The SQL that leads from one version of the schema to the next. After a release a migration is never changed; new
/// ones are added.
struct Migration {
  /// The version that the migration leads to, from 1 without a gap. The file keeps it as `user_version`.
  let version: Int
  let sql: String

  static let all = [first, second, third, fourth]

  /// The version that this program reads and writes.
  static var current: Int { all.count }

  /// "SHOR", the `application_id` of a SQLite file by which a register is told from other files.
  static let applicationID: Int32 = 0x5348_4F52
}

extension Migration {
  /// The tables. Those of the chain and of what it points to: `house`, `entry`, `record`, `configuration` with its
  /// `source`s, `run`.
  static let first = Migration(
    version: 1,
    sql: """
      -- One row: what holds for the whole register. head and rows are those of the last row, so that a cut end shows.
      CREATE TABLE house (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        salt BLOB NOT NULL,
        head BLOB NOT NULL,
        rows INTEGER NOT NULL
      ) STRICT;

      -- Contents by digest: forms, parts, rules, lists of fonts.
      CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        bytes BLOB NOT NULL
      ) STRICT;

      CREATE TABLE configuration (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        rules BLOB NOT NULL,
        fonts BLOB NOT NULL
      ) STRICT;

      CREATE TABLE configuration_source (
        configuration INTEGER NOT NULL REFERENCES configuration (id),
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        source INTEGER NOT NULL REFERENCES source (id),
        PRIMARY KEY (configuration, kind, name)
      ) STRICT, WITHOUT ROWID;

      -- key is the keyed digest of the authentication key, empty when the record has none; sealed is the encrypted key
      -- when it is kept.
      CREATE TABLE record (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL,
        key BLOB NOT NULL,
        json TEXT NOT NULL,
        sealed BLOB,
        UNIQUE (digest, key)
      ) STRICT;

      CREATE TABLE run (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        state TEXT NOT NULL CHECK (state IN ('begun', 'complete', 'stopped')),
        startedAt INTEGER NOT NULL,
        finishedAt INTEGER,
        issuedOn TEXT NOT NULL,
        folder TEXT NOT NULL,
        configuration INTEGER NOT NULL REFERENCES configuration (id),
        "read" INTEGER NOT NULL,
        issued INTEGER NOT NULL,
        unchanged INTEGER NOT NULL,
        rejected INTEGER NOT NULL
      ) STRICT;

      CREATE TABLE run_input (
        run INTEGER NOT NULL REFERENCES run (id),
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        digest BLOB NOT NULL,
        bytes INTEGER NOT NULL,
        PRIMARY KEY (run, position)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE entry (
        sequence INTEGER PRIMARY KEY,
        action TEXT NOT NULL CHECK (action IN ('issue', 'reissue', 'void')),
        state TEXT NOT NULL CHECK (state IN ('issued', 'superseded', 'voided')),
        -- Deferred: a paper ends before the row that ends it is there, or two would hold for a moment.
        endedBy INTEGER REFERENCES entry (sequence) DEFERRABLE INITIALLY DEFERRED,
        target INTEGER REFERENCES entry (sequence),
        number TEXT NOT NULL,
        change INTEGER NOT NULL,
        document TEXT NOT NULL,
        recordedAt INTEGER NOT NULL,
        run INTEGER REFERENCES run (id),
        mark TEXT,
        reason TEXT,
        "by" TEXT,
        form TEXT,
        edition INTEGER,
        formDigest BLOB,
        record INTEGER REFERENCES record (id),
        configuration INTEGER REFERENCES configuration (id),
        format INTEGER,
        issuedOn TEXT,
        path TEXT,
        digest BLOB,
        bytes INTEGER,
        pages INTEGER,
        chain BLOB NOT NULL,
        CHECK ((action = 'void') = (digest IS NULL)),
        CHECK ((state = 'issued') = (endedBy IS NULL))
      ) STRICT;

      -- The database itself sees to it that no two papers of one identity hold at the same time.
      CREATE UNIQUE INDEX entry_holding ON entry (number, change, document) WHERE action = 'issue' AND state = 'issued';
      CREATE INDEX entry_identity ON entry (number, change, document);
      CREATE INDEX entry_run ON entry (run);
      CREATE INDEX entry_issuedOn ON entry (issuedOn);
      """)

  /// What a run needs, besides its counts, to explain its papers later and to be resumed. Older runs have neither
  /// column.
  static let second = Migration(
    version: 2,
    sql: """
      -- The libraries that drew and compressed, with their versions: why a paper may no longer come to the same file.
      ALTER TABLE run ADD COLUMN libraries TEXT;

      -- What the run knows of its papers beyond its rows, as of its last commit, for the process that goes on with it.
      ALTER TABLE run ADD COLUMN progress TEXT;
      """)

  /// How papers are packed as files. Those of older rows are plain: nothing is attached, and they open without a
  /// password.
  static let third = Migration(
    version: 3,
    sql: """
      -- 1 when the record's printed fields are attached as data.
      ALTER TABLE entry ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;

      -- Of the file before it was encrypted; digest is that of the file as it was issued.
      ALTER TABLE entry ADD COLUMN unprotected BLOB;
      """)

  /// A copy has the state of the paper that it copies. Up to version 3 the rows of copies stayed `issued` when their
  /// originals were superseded or voided.
  static let fourth = Migration(
    version: 4,
    sql: """
      UPDATE entry SET (state, endedBy) = (
        SELECT state, endedBy FROM entry AS original WHERE original.sequence = entry.target
      )
      WHERE action = 'reissue' AND target IN (SELECT sequence FROM entry WHERE state <> 'issued');
      """)
}
