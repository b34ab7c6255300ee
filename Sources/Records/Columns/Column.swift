import Fields

/// One column of a CSV file as its heading row names it.
struct Column: Sendable {
  /// The heading as the file spells it, white space around it removed.
  var heading: String
  /// The field it fills; nil for a column that is read over.
  var key: FieldKey?
  /// The field's path, made once for all the places that name it.
  var fieldText: String?

  init(heading: String, key: FieldKey?) {
    self.heading = heading
    self.key = key
    fieldText = key?.text
  }

  var isSecret: Bool { key?.isSecret ?? false }
}

extension FieldKey {
  var isSecret: Bool { field?.type == .secret }
}
