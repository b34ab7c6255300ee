/// One step from a version of the schema to the next. Steps are never changed after a release, only added.
struct Migration {
  /// The version that the step leads to, from 1 without a gap; kept in the file as `user_version`.
  let version: Int
  let sql: String

  static let all = [first, second, third, fourth]

  /// The version that this program reads and writes.
  static var current: Int { all.count }

  /// Marks a SQLite file as a register of ours: "SHOR" as the file's `application_id`.
  static let applicationID: Int32 = 0x5348_4F52
}
