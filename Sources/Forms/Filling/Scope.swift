import Fields

/// The values that a part of a form sees: the element of the innermost repetition, the ones around it, the record.
struct Scope {
  private let trees: [ValueTree]

  init(_ record: ValueTree) {
    trees = [record]
  }

  private init(trees: [ValueTree]) {
    self.trees = trees
  }

  func entering(_ element: ValueTree) -> Scope {
    Scope(trees: trees + [element])
  }

  /// The value at a path, or nil when it is absent.
  func value(at path: FieldPath) -> Value? {
    for tree in trees.reversed() {
      if let value = tree[path.segments] { return value }
    }
    return nil
  }

  func holds(_ condition: Condition) -> Bool {
    let value = value(at: condition.path)
    guard let words = condition.values else { return (value?.isPresent ?? false) != condition.negated }
    switch value {
    case .text(let text): return words.contains { $0.unicodeScalars.elementsEqual(text.unicodeScalars) } != condition.negated
    case .integer(let number), .yen(let number): return words.contains(String(number)) != condition.negated
    default: return condition.negated
    }
  }

  /// What stands for a record: the items whose conditions hold, repeated as often as their lists are long.
  func expand<Item>(_ branches: [Branch<Item>]) -> [(item: Item, scope: Scope)] {
    branches.flatMap { branch -> [(item: Item, scope: Scope)] in
      switch branch {
      case .item(let item): return [(item, self)]
      case .when(let condition, let inner): return holds(condition) ? expand(inner) : []
      case .each(let path, let inner):
        guard case .list(let elements)? = value(at: path) else { return [] }
        return elements.flatMap { entering($0).expand(inner) }
      }
    }
  }

  /// The printed form of an expression; nil when the value is absent and nothing fills its absence.
  func text(of expression: Expression) -> String? {
    guard let value = value(at: expression.path) else {
      return expression.calls.contains { $0.formatter.fillsAbsence } ? "－" : nil
    }
    var current = value
    for call in expression.calls {
      guard let text = call.formatter.apply(to: current, argument: call.argument, lookup: self.value) else { return nil }
      current = .text(text)
    }
    switch current {
    case .text(let text): return text
    case .integer(let number): return String(number)
    default: return nil
    }
  }

  /// The text of a template, absent values as nothing.
  func text(of template: Template) -> String {
    var result = ""
    for piece in template.pieces {
      switch piece {
      case .text(let text): result += text
      case .value(let expression): result += text(of: expression) ?? ""
      }
    }
    return result
  }
}

extension Value {
  /// A flag is present when it is true, a list when it is not empty.
  fileprivate var isPresent: Bool {
    switch self {
    case .flag(let flag): flag
    case .list(let elements): !elements.isEmpty
    default: true
    }
  }
}
