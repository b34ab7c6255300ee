extension Migration {
  /// A copy is worth what the paper is worth that it copies. Until here the rows of copies went on saying `issued` when their originals had
  /// been superseded or voided.
  static let fourth = Migration(
    version: 4,
    sql: """
      UPDATE entry SET (state, endedBy) = (SELECT state, endedBy FROM entry AS original WHERE original.sequence = entry.target)
      WHERE action = 'reissue' AND target IN (SELECT sequence FROM entry WHERE state <> 'issued');
      """)
}
