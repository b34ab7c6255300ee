import Foundation

/// Moments as ISO 8601 in UTC.
enum Timestamp {
  /// `2025-04-01T15:00:00Z`.
  static func text(_ epochSecond: Int64) -> String {
    Date(timeIntervalSince1970: TimeInterval(epochSecond)).formatted(.iso8601)
  }
}
