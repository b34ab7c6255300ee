extension Migration {
  /// The libraries with which a run drew and compressed, so that a paper that no longer comes to the same file can be told why. Nothing is
  /// known of older runs.
  static let second = Migration(version: 2, sql: "ALTER TABLE run ADD COLUMN libraries TEXT;")
}
