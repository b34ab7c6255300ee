package import Fields

/// A column of a table or a value of a JSON record, as a mapping names it.
package enum ColumnReference: Sendable, Hashable {
  /// A heading, or in JSON a path: `contractor.address.pref`.
  case name(String)
  /// The number of a column, from 1.
  case position(Int)

  /// As messages name it: `UKEGK`, or `14` for a column without a heading.
  package var text: String {
    switch self {
    case .name(let name): name
    case .position(let number): String(number)
    }
  }
}

/// Where a field's value comes from, and the steps that are taken on it. What no step may do cannot be said: there are
/// no expressions.
///
/// ```json
/// {"column": "UKEGK", "number": {"scale": 1000}}
/// {"join": ["支店", "年", "番号", "変更"], "with": "-"}
/// {"first": ["正式名称", "名称"], "nothing": ["NULL"], "default": "–"}
/// ```
package struct Recipe: Sendable {
  package indirect enum Source: Sendable {
    case column(ColumnReference)
    case constant(String)
    /// The first of several that is not empty.
    case first([Recipe])
    /// Several in a row, those that are not empty, with a separator between.
    case join([Recipe], separator: String)
    /// The value of another field.
    case field(FieldKey)
  }

  package var source: Source
  /// In the order of `Step.names`.
  package var steps: [Step] = []
  /// The value when there is none.
  package var fallback: String?

  package init(_ source: Source, steps: [Step] = [], fallback: String? = nil) {
    self.source = source
    self.steps = steps
    self.fallback = fallback
  }

  /// The columns that the recipe reads, each once.
  package var columns: [ColumnReference] {
    switch source {
    case .column(let column): [column]
    case .constant, .field: []
    case .first(let parts), .join(let parts, _):
      parts.flatMap(\.columns).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
  }

  /// The fields on whose values the recipe depends.
  package var neededFields: [FieldKey] {
    switch source {
    case .field(let key): [key]
    case .column, .constant: []
    case .first(let parts), .join(let parts, _): parts.flatMap(\.neededFields)
    }
  }
}

/// A field and the recipe that fills it.
package struct FieldRecipe: Sendable {
  package var key: FieldKey
  package var recipe: Recipe

  package init(_ key: FieldKey, _ recipe: Recipe) {
    self.key = key
    self.recipe = recipe
  }
}

/// A test of a row: whether a column has one of some words, or has none of them.
package struct Condition: Sendable {
  package var column: ColumnReference
  package var words: [String]
  package var isNegated: Bool

  package init(_ column: ColumnReference, is words: [String], isNegated: Bool = false) {
    self.column = column
    self.words = words
    self.isNegated = isNegated
  }

  /// Whether the column's text, without white space at its ends, fits. An absent value is the empty text.
  package func holds(for text: String?) -> Bool {
    let text = text?.trimmedOfWhiteSpace ?? ""
    return words.contains { $0.utf8.elementsEqual(text.utf8) } != isNegated
  }
}
