import Diagnostics
package import Fields

extension MappingDraft {
  /// The mapping as a file: a line for each field, the guesses marked.
  package var json: String {
    var members = [#"  "$schema": "mapping.schema.json""#, #"  "version": 2"#]
    if !file.isEmpty { members.append("  \"file\": " + object(file)) }
    if let recordStart {
      let condition = object([("column", literal(recordStart.column)), ("is", JSONWriter.literal(recordStart.mark))])
      members.append("  \"rows\": {\"record\": {\"start\": \(condition)}}")
      let fields = memberColumns.map { (name: $0.heading, json: literal($0.column)) }
      members.append("  \"members\": {\"fields\": \(object(fields))}")
    }
    if !nothing.isEmpty { members.append("  \"nothing\": " + JSONWriter.array(nothing.map(JSONWriter.literal))) }
    let order = RowOrder.positions
    let lines = guesses.filter { !isPlain($0) }.sorted { order[$0.key.path] ?? 0 < order[$1.key.path] ?? 0 }.map(line)
    members.append("  \"fields\": {" + (lines.isEmpty ? "}" : "\n" + lines.joined(separator: ",\n") + "\n  }"))
    if !ignored.isEmpty { members.append("  \"ignored\": " + JSONWriter.array(ignored.map(literal))) }
    if !questions.isEmpty {
      members.append(
        "  \"questions\": [\n" + questions.map { "    " + JSONWriter.literal($0) }.joined(separator: ",\n") + "\n  ]")
    }
    return "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }

  /// The field that was guessed for each column, for a person or a test to look at.
  package var assignments: [(columns: [ColumnReference], key: FieldKey, isSure: Bool)] {
    guesses.map { ($0.columns, $0.key, $0.reason == nil && $0.steps.isEmpty) }
  }

  /// A column with the catalogue's own name and without steps needs no line.
  private func isPlain(_ guess: Guess) -> Bool { guess.reason == nil && guess.steps.isEmpty }

  private func line(_ guess: Guess) -> String {
    var members: [(name: String, json: String)] = []
    if guess.columns.count == 1 {
      members.append(("column", literal(guess.columns[0])))
    } else {
      members.append(("join", JSONWriter.array(guess.columns.map(literal))))
      if let separator = guess.separator, !separator.isEmpty { members.append(("with", JSONWriter.literal(separator))) }
    }
    members += guess.steps
    let reason = guess.reason ?? "列の名は項目の名。書き方は値から"
    members.append(("guess", JSONWriter.literal(reason)))
    return "    \(JSONWriter.literal(guess.key.heading)): " + object(members)
  }

  private func object(_ members: [(name: String, json: String)]) -> String {
    "{" + members.map { "\(JSONWriter.literal($0.name)): \($0.json)" }.joined(separator: ", ") + "}"
  }

  private func literal(_ column: ColumnReference) -> String {
    switch column {
    case .name(let name): JSONWriter.literal(name)
    case .position(let number): String(number)
    }
  }
}

/// The order of the catalogue.
private enum RowOrder {
  static let positions = Dictionary(uniqueKeysWithValues: Catalogue.fields.enumerated().map { ($1.path, $0) })
}

extension NumberFormat {
  /// The format as a mapping writes it.
  var json: String {
    var members: [(String, String?)] = []
    if hasPoint { members.append(("point", "true")) }
    if hasExponent { members.append(("exponent", "true")) }
    if hasSign { members.append(("sign", "true")) }
    if isZoned { members.append(("zoned", "true")) }
    if impliedDecimals > 0 { members.append(("decimals", String(impliedDecimals))) }
    if scale != 1 { members.append(("scale", String(scale))) }
    return JSONWriter.object(members)
  }
}
