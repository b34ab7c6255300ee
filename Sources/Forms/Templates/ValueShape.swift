import Fields

/// The shape of the value at a path, as the catalogue promises it.
enum ValueShape: String, Sendable, Hashable {
  case text, date, yen, integer, ratio, flag, list, secret
}

extension FieldType {
  /// The shape that a field's value has in the tree.
  var shape: ValueShape {
    switch self {
    case .text, .kind, .number, .choice: .text
    case .choices: .list
    case .date: .date
    case .yen: .yen
    case .integer: .integer
    case .yesNo: .flag
    case .secret: .secret
    }
  }
}

extension DerivedField.Shape {
  var shape: ValueShape {
    switch self {
    case .text: .text
    case .date: .date
    case .yen: .yen
    case .integer: .integer
    case .ratio: .ratio
    case .flag: .flag
    case .list: .list
    }
  }
}
