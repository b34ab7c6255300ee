/// The difference between two texts, line by line, as a person reads it.
///
/// ```
/// - 12 the text of line 12 of what was expected
/// + 12 the text of line 12 of what came
/// ```
package struct LineDifference {
  private struct Change {
    let line: Int
    let sign: String
    let text: String
  }

  private let changes: [Change]

  package init(expected: [String], actual: [String]) {
    changes = actual.difference(from: expected).map { change in
      switch change {
      case .remove(let offset, let text, _): Change(line: offset + 1, sign: "-", text: text)
      case .insert(let offset, let text, _): Change(line: offset + 1, sign: "+", text: text)
      }
    }.sorted { ($0.line, $0.sign == "-" ? 0 : 1) < ($1.line, $1.sign == "-" ? 0 : 1) }
  }

  package var isEmpty: Bool { changes.isEmpty }

  /// The first changes, at most `limit` of them.
  package func text(limit: Int = 16) -> String {
    let shown = changes.prefix(limit).map { "\($0.sign) \($0.line) \($0.text)" }
    let rest = changes.count - shown.count
    return (shown + (rest > 0 ? ["… and \(rest) more"] : [])).joined(separator: "\n")
  }
}
