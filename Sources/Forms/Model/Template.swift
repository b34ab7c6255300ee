import Fields

/// `{{ path | formatter:argument }}`: a value of the tree and how it is printed.
struct Expression: Sendable, Hashable {
  /// One step of formatting.
  struct Call: Sendable, Hashable {
    var formatter: Formatter
    var argument: String?
    /// The path that the argument is, of a formatter that takes one.
    var path: FieldPath?
  }

  /// The path, looked up in the innermost repetition first, then in the record.
  var path: FieldPath
  var calls: [Call]
  /// Width of the longest value that the catalogue allows, as printed, in em.
  var longest: Double
  /// What a person calls the value.
  var heading: String
  /// Whether a variation sequence that no font has may be drawn as its base.
  var allowsBaseForm: Bool
}

/// A path of the tree, cut into segments once.
struct FieldPath: Sendable, Hashable {
  let text: String
  let segments: [String]

  init(_ text: String) {
    self.text = text
    segments = text.split(separator: ".").map(String.init)
  }
}

/// Text with values in it.
struct Template: Sendable, Hashable {
  enum Piece: Sendable, Hashable {
    case text(String)
    case value(Expression)
  }

  var pieces: [Piece]

  /// The form's own words, when no value is in them.
  var plain: String? {
    var result = ""
    for piece in pieces {
      guard case .text(let text) = piece else { return nil }
      result += text
    }
    return result
  }
}

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
