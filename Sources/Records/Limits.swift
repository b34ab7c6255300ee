/// What a record may be at most; beyond it that record is refused and reading goes on, in constant memory.
enum Limits {
  /// Bytes of one field (a JSON string or a CSV cell): 1 MiB.
  static let field = 1 << 20
  /// Bytes of one record: 4 MiB.
  static let record = 4 << 20
  /// Columns whose places in a row are kept. The catalogue has some 160.
  static let columns = 4_096
  /// Nesting at which a JSON file is given up as a whole. StrictJSON refuses a record's long before.
  static let nesting = 4_096
}
