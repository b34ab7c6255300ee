import GRDB

extension RowFilter {
  /// The condition in SQL and its arguments, in that order.
  var condition: (sql: String, arguments: StatementArguments) {
    var terms: [String] = []
    var arguments = StatementArguments()
    func add(_ term: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      terms.append(term)
      arguments += [value]
    }
    if !includesVoids { terms.append("entry.action <> 'void'") }
    add("entry.number = ?", number)
    if let numberPrefix, !numberPrefix.isEmpty {
      add("entry.number >= ?", numberPrefix)
      // The least text after all that begin so: a range lets the index answer, and no character of the prefix is a wildcard.
      add("entry.number < ?", Self.next(after: numberPrefix))
    }
    add("entry.change = ?", change)
    add("entry.document = ?", document)
    add("entry.state = ?", state?.rawValue)
    add("entry.issuedOn >= ?", from)
    add("entry.issuedOn <= ?", to)
    add("entry.run = (SELECT id FROM run WHERE name = ?)", run)
    return (terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND "), arguments)
  }

  /// The prefix with its last scalar raised by one; nil when there is no such scalar.
  private static func next(after prefix: String) -> String? {
    var scalars = Array(prefix.unicodeScalars)
    guard let last = scalars.popLast() else { return nil }
    let value = last.value == 0xD7FF ? 0xE000 : last.value + 1
    guard let raised = Unicode.Scalar(value) else { return nil }
    var result = String.UnicodeScalarView(scalars)
    result.append(raised)
    return String(result)
  }
}
