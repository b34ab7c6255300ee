/// Whether a part of the form is there for a record: a value's presence, or its equality with one of some words.
struct Condition: Sendable, Hashable {
  var path: FieldPath
  /// The words that the value may be; nil asks for presence only (a flag must be true, a list not empty).
  var values: [String]?
  var negated: Bool
}

/// A part of the form that is there as it is, on a condition, or once for each element of a list.
indirect enum Branch<Item: Sendable>: Sendable {
  case item(Item)
  case when(Condition, [Branch])
  case each(FieldPath, [Branch])
}
