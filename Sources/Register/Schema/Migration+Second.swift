extension Migration {
  /// What a run needs to be told from others, and to go on, beyond its counts. Nothing of it is known of older runs.
  static let second = Migration(
    version: 2,
    sql: """
      -- The libraries that drew and compressed, with their versions: why a paper may no longer come to the same file.
      ALTER TABLE run ADD COLUMN libraries TEXT;

      -- What the run knows of its papers beyond its rows, as of its last commit, for the process that goes on with it.
      ALTER TABLE run ADD COLUMN progress TEXT;
      """)
}
