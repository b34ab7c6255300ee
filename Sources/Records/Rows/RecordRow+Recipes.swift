import Diagnostics
import Fields
import Mapping

extension RecordRow {
  /// Fills the fields for which a mapping has recipes. What a step does not fit is an error of the record, at the place
  /// of the value.
  mutating func fillFields<Cells: SourceCells>(by mapping: ColumnMapping, from cells: inout Cells) {
    for field in mapping.recipes { fill(field.key, by: field.recipe, mapping, from: &cells) }
  }

  /// Fills the fields of a member of a joint venture.
  ///
  /// - Returns: whether the source has a value for the member.
  mutating func fillMember<Cells: SourceCells>(
    _ index: Int, by recipes: [(path: String, recipe: Recipe)], _ mapping: ColumnMapping, from cells: inout Cells
  ) -> Bool {
    var hasValue = false
    for (path, recipe) in recipes {
      let key = FieldKey(path, member: index)
      fill(key, by: recipe, mapping, from: &cells)
      // A constant or a default alone makes no member.
      if row.cells[key] != nil, !recipe.columns.isEmpty, traces[key]?.sources.isEmpty != true { hasValue = true }
    }
    if !hasValue { for (path, _) in recipes { row.cells[FieldKey(path, member: index)] = nil } }
    return hasValue
  }

  private mutating func fill<Cells: SourceCells>(
    _ key: FieldKey, by recipe: Recipe, _ mapping: ColumnMapping, from cells: inout Cells
  ) {
    do {
      let result = try recipe.evaluate(in: &cells, others: row.cells, nothing: mapping.nothing)
      guard let value = result.value else { return }
      let place = location(of: key, at: result.location, recipe)
      if key.isSecret {
        setKey(value, result.trace, at: place)
        return
      }
      row.cells[key] = RawCell(value, at: place)
      if result.trace.isChanged { traces[key] = result.trace }
    } catch {
      var found: SourceLocation?
      for column in recipe.columns where found == nil { found = cells.cell(at: column)?.location }
      row.diagnostics.append(
        error.diagnostic(at: location(of: key, at: found, recipe), isSecret: key.isSecret))
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
