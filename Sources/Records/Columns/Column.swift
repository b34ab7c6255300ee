import Fields

/// The field that a column or key fills, with what is asked of it for every cell made once.
struct Target: Sendable, Equatable {
  let key: FieldKey
  /// The field's path as messages say it.
  let text: String
  let isSecret: Bool

  init(_ key: FieldKey) {
    self.key = key
    text = key.text
    isSecret = key.field?.type == .secret
  }
}

/// One column of a CSV file as its heading row names it.
struct Column: Sendable {
  /// The heading as the file spells it, white space around it removed.
  var heading: String
  /// Nil for a column that is read over.
  var target: Target?
}
