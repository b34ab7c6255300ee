extension Migration {
  /// How papers leave the house. Those of older rows are plain: nothing is attached to them, and they open without a password.
  static let third = Migration(
    version: 3,
    sql: """
      -- 1 when the record's printed fields are attached as data.
      ALTER TABLE entry ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;

      -- Of the file before it was encrypted; digest is that of the file as it was issued.
      ALTER TABLE entry ADD COLUMN unprotected BLOB;
      """)
}
