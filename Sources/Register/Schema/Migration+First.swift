extension Migration {
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

      -- key is the keyed digest of the authentication key, empty when the record has none; sealed is the encrypted key when it is kept.
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
}
