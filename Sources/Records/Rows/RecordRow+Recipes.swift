import Diagnostics
import Fields
import Mapping

extension RecordRow {
  /// Fills the fields for which the input's mapping has recipes. What a step does not fit is an error of the record, at
  /// the place of the value.
  mutating func fillFields<Cells: SourceCells>(of input: InputDescription, from cells: inout Cells) {
    for field in input.mapping.recipes { fill(field.key, by: field.recipe, input, from: &cells) }
  }

  /// Fills the fields of a member of a joint venture by the mapping's `members`.
  ///
  /// - Returns: whether the source has a value for the member.
  mutating func fillMember<Cells: SourceCells>(
    _ index: Int, of input: InputDescription, from cells: inout Cells
  ) -> Bool {
    var filled: [FieldKey] = []
    var hasValue = false
    for (path, recipe) in input.mapping.members?.recipes ?? [] {
      let key = FieldKey(path, member: index)
      if let known = row.cells[key] {
        row.diagnostics.append(.fieldTwice(at: known.location))
        hasValue = true
        continue
      }
      fill(key, by: recipe, input, from: &cells)
      if row.cells[key] == nil { continue }
      filled.append(key)
      // A constant or a default alone makes no member.
      if !recipe.columns.isEmpty, traces[key]?.sources.isEmpty != true { hasValue = true }
    }
    if !hasValue { for key in filled { row.cells[key] = nil } }
    return hasValue
  }

  private mutating func fill<Cells: SourceCells>(
    _ key: FieldKey, by recipe: Recipe, _ input: InputDescription, from cells: inout Cells
  ) {
    do {
      let result = try recipe.evaluate(in: &cells, others: row.cells, nothing: input.mapping.nothing)
      guard let value = result.value else { return }
      let place = location(of: key, at: result.location, recipe)
      if key.isSecret {
        setKey(value, result.trace, at: place)
        return
      }
      // A part of the key would not be recognised any more.
      if result.trace.isChanged, result.trace.sources.contains(where: { input.keyForm?.isIn($0.text) ?? false }) {
        row.diagnostics.append(.keyInSource(at: place))
        return
      }
      row.cells[key] = RawCell(value, at: place)
      if result.trace.isChanged { traces[key] = result.trace }
    } catch {
      var found: SourceLocation?
      var holdsKey = key.isSecret
      for column in recipe.columns {
        guard let cell = cells.cell(at: column) else { continue }
        found = found ?? cell.location
        holdsKey = holdsKey || cell.value.plainText.map { input.keyForm?.isIn($0) ?? false } ?? true
      }
      row.diagnostics.append(error.diagnostic(at: location(of: key, at: found, recipe), isSecret: holdsKey))
    }
  }

  private mutating func setKey(_ value: RawValue, _ trace: FieldTrace, at location: SourceLocation) {
    let isMasked = trace.sources.contains { Secret.isMask($0.text) }
    switch value {
    case .text(let text), .number(let text):
      hasMaskedKey = isMasked
      row.cells[key] = RawCell(.secret(Secret(isMasked ? Secret.mask : text)), at: location)
    case .bool: row.cells[key] = RawCell(.unsupportedShape("true/false"), at: location)
    case .list, .secret, .unsupportedShape: row.cells[key] = RawCell(.unsupportedShape("array"), at: location)
    }
  }

  private var key: FieldKey { .authenticationKey }

  private func location(of key: FieldKey, at found: SourceLocation?, _ recipe: Recipe) -> SourceLocation {
    var location = found ?? row.location
    if found == nil { location.heading = recipe.columns.first?.text ?? key.heading }
    location.field = key.text
    return location
  }
}

extension Diagnostic {
  /// The key stands in a column of which another field is made.
  fileprivate static func keyInSource(at location: SourceLocation) -> Diagnostic {
    .error(
      "record.key.misplaced", at: location,
      LocalizedText(
        "認証キーの形をした値から、別の項目が作られます。", "Another field is made of a value that has the form of the authentication key."),
      advice: LocalizedText(
        "元のデータでセルが入れ替わっていないか、対応表の列が正しいか確かめてください。値はここに示しません。",
        "Look in the source for swapped cells, and check the mapping's column. The value is not shown here."))
  }
}
