/// How a run speaks on standard error.
package enum LogFormat: String, Sendable, CaseIterable {
  /// Sentences for a person.
  case text
  /// One JSON object a line for a collector of logs.
  case json
}
