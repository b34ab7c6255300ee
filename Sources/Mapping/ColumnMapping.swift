package import Diagnostics
package import Fields

/// The mapping of `--mapping`: how a file from elsewhere is to be read as records.
///
/// Version 1 tells what the columns are called:
///
/// ```json
/// {"version": 1, "columns": {"工事件名": "work.name", "JV1": "構成員1商号"}, "ignored": ["部署"]}
/// ```
///
/// Version 2 says besides how the file is laid out, which rows are records, and for each field from which columns and by
/// which steps its value is made (Documentation/records.md, Mappings):
///
/// ```json
/// {"version": 2, "file": {"encoding": "cp932", "delimiter": "semicolon"},
///  "fields": {"請負代金額": {"column": "UKEGK", "number": {"scale": 1000}}}}
/// ```
///
/// A name of a column is a heading or JSON path of that file; a name of a field is a path or heading of the catalogue.
/// The catalogue's own names remain valid for columns whose field the mapping does not mention.
package struct ColumnMapping: Sendable {
  /// The versions of the format. A mapping with another version is refused.
  package static let versions = 1...2

  /// The names that are mapped and the fields they stand for, in the file's order.
  package internal(set) var columns: [(name: String, key: FieldKey)] = []
  /// The columns that are left out without a warning.
  package internal(set) var ignored: [ColumnReference] = []
  package internal(set) var file = FileDescription()
  package internal(set) var rows = RowRules()
  /// The recipes of fields, each behind those whose fields it needs.
  package internal(set) var recipes: [FieldRecipe] = []
  package internal(set) var members: MemberRecipes?
  /// Words that mean nothing, in whatever column.
  package internal(set) var nothing: [String] = []
  /// What `mapping init` has guessed and nobody has confirmed by taking the mark out, and what it has asked.
  package internal(set) var warnings: [Diagnostic] = []
  /// Whether the mapping only names columns, as version 1 does. Then rows are read as without a mapping.
  package internal(set) var isPlain = true

  /// The empty mapping: only the catalogue's names.
  package init() {}

  /// The fields that recipes fill.
  package var givenKeys: Set<FieldKey> { Set(recipes.map(\.key)) }

  /// Every column that the mapping reads for something else than a field of its own: for recipes, conditions, groups
  /// and totals. Columns of the trailer itself are not among them.
  package var usedColumns: [ColumnReference] {
    let ofRecipes = recipes.flatMap(\.recipe.columns) + (file.trailer?.total?.of.columns ?? [])
    let ofMembers = isListOfMembers ? [] : members?.recipes.flatMap(\.recipe.columns) ?? []
    let ofRows = rows.conditions.map(\.column) + (rows.grouping.map { [$0.column] } ?? [])
    return (ofRecipes + ofMembers + ofRows + file.notRecords.map(\.column)).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// The columns from which the key is made, so that rejects mask them.
  package var secretColumns: [ColumnReference] {
    recipes.filter(\.key.isSecret).flatMap(\.recipe.columns)
  }

  private var isListOfMembers: Bool {
    if case .list? = members?.source { true } else { false }
  }
}
