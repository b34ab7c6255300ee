import Fields
import Mapping

/// Which fields that a mapping has filled are made of parts of a key. The parts stand in columns of the source, of which
/// a field may have several.
extension RecordRow {
  /// - Parameter isPart: whether a column's cell is a part of a key.
  mutating func markPartsOfKey(by mapping: ColumnMapping, where isPart: (ColumnReference) -> Bool) {
    for field in mapping.recipes where row.cells[field.key] != nil && !field.key.isSecret {
      if field.recipe.columns.contains(where: isPart)
        || field.recipe.neededFields.contains(where: row.partsOfKey.contains)
      {
        row.partsOfKey.insert(field.key)
      }
    }
  }

  /// The same for a member of a joint venture.
  mutating func markPartsOfKey(
    ofMember index: Int, by recipes: [(path: String, recipe: Recipe)], where isPart: (ColumnReference) -> Bool
  ) {
    for (path, recipe) in recipes where recipe.columns.contains(where: isPart) {
      row.partsOfKey.insert(FieldKey(path, member: index))
    }
  }
}
