import Fields

/// Text with values in it, cut into segments: `第{{ number }}号` → 第, the value of `number`, 号.
struct Template: Sendable, Hashable {
  enum Segment: Sendable, Hashable {
    case text(String)
    case value(Expression)
  }

  var segments: [Segment]

  /// The text itself when no value is in it; otherwise nil.
  var constantText: String? {
    var result = ""
    for segment in segments {
      guard case .text(let text) = segment else { return nil }
      result += text
    }
    return result
  }
}

/// `{{ path | formatter:argument }}`: a value of the record's tree and how it is printed.
struct Expression: Sendable, Hashable {
  /// One step of formatting.
  struct Call: Sendable, Hashable {
    var formatter: Formatter
    var argument: String?
    /// The argument as a path, for a formatter whose argument is one (`titled`).
    var path: FieldPath?
  }

  /// Looked up in the element of the innermost repetition first, then in those around it, then in the record.
  var path: FieldPath
  var calls: [Call]
  /// Width in em of the longest value that the catalogue allows, as printed.
  var maximumWidth: Double
  /// What a person calls the value: the heading of its field.
  var heading: String
  /// Whether a character whose variation sequence no font has may be drawn as its base character.
  var allowsBaseForm: Bool
}

/// A path in the tree of values, such as `work.name`, split into segments once.
struct FieldPath: Sendable, Hashable {
  let text: String
  let segments: [String]

  init(_ text: String) {
    self.text = text
    segments = text.split(separator: ".").map(String.init)
  }
}

/// Whether a part of the form stands for a record: a value is present, or equals one of some words.
struct Condition: Sendable, Hashable {
  var path: FieldPath
  /// The words that the value may equal. Nil asks only for presence: a flag must be true, a list not empty.
  var values: [String]?
  var negated: Bool
}

/// A part of the form that stands as it is, on a condition, or once for each element of a list.
indirect enum Branch<Item: Sendable>: Sendable {
  case item(Item)
  case when(Condition, [Branch])
  case each(FieldPath, [Branch])

  /// Every item in it, whether or not its conditions hold.
  var items: [Item] {
    switch self {
    case .item(let item): [item]
    case .when(_, let inner), .each(_, let inner): inner.flatMap(\.items)
    }
  }

  /// The same branch with each of its items replaced.
  func map<Other: Sendable>(_ transform: (Item) -> Other) -> Branch<Other> {
    switch self {
    case .item(let item): .item(transform(item))
    case .when(let condition, let inner): .when(condition, inner.map { $0.map(transform) })
    case .each(let path, let inner): .each(path, inner.map { $0.map(transform) })
    }
  }
}
