import Fields

/// The values that a part of a form sees: the element of the innermost repetition, the ones around it, the record.
struct Scope {
  private let trees: [ValueTree]
  /// Where each tree stands in the record, with a dot at its end: `contractor.members[0].`; empty when nobody asks what is printed.
  private let locations: [String]
  private let printed: PrintedFields?

  /// - Parameter printed: notes what is printed; nil when nobody asks.
  init(_ record: ValueTree, printed: PrintedFields? = nil) {
    trees = [record]
    locations = printed == nil ? [] : [""]
    self.printed = printed
  }

  private init(trees: [ValueTree], locations: [String], printed: PrintedFields?) {
    self.trees = trees
    self.locations = locations
    self.printed = printed
  }

  /// The same values; what is made of them may not come to stand on the paper, so nothing is noted of it.
  var unnoted: Scope { Scope(trees: trees, locations: [], printed: nil) }

  private func entering(_ element: ValueTree, _ index: Int, of list: FieldPath) -> Scope {
    Scope(
      trees: trees + [element],
      locations: printed == nil
        ? [] : locations + [(level(of: list).map { locations[$0] } ?? "") + "\(list.text)[\(index)]."], printed: printed
    )
  }

  /// The innermost tree that has a value at the path.
  private func level(of path: FieldPath) -> Int? { trees.lastIndex { $0[path.segments] != nil } }

  private func note(_ path: FieldPath) {
    guard let printed, let level = level(of: path) else { return }
    printed.add(locations[level] + path.text)
  }

  /// A value that is printed with another.
  private func noted(_ path: FieldPath) -> Value? {
    note(path)
    return value(at: path)
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
    case .text(let text): return words.contains { $0.utf8.elementsEqual(text.utf8) } != condition.negated
    case .integer(let number), .yen(let number): return words.contains(String(number)) != condition.negated
    default: return condition.negated
    }
  }

  /// Goes over what stands for a record: the items whose conditions hold, repeated as often as their lists are long.
  func visit<Item>(_ branches: [Branch<Item>], _ body: (Item, Scope) -> Void) {
    for branch in branches {
      switch branch {
      case .item(let item): body(item, self)
      case .when(let condition, let inner):
        if holds(condition) { visit(inner, body) }
      case .each(let path, let inner):
        guard case .list(let elements)? = value(at: path) else { continue }
        for (index, element) in elements.enumerated() { entering(element, index, of: path).visit(inner, body) }
      }
    }
  }

  /// What `fill` makes of the items that stand for a record, in their scopes.
  func filled<Item, Result>(_ branches: [Branch<Item>], _ fill: (Item, Scope) -> Result?) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(branches.count)
    visit(branches) { item, scope in
      if let result = fill(item, scope) { results.append(result) }
    }
    return results
  }

  /// The printed form of an expression; nil when the value is absent and nothing fills its absence.
  func text(of expression: Expression) -> String? {
    guard let value = value(at: expression.path) else {
      return expression.calls.contains { $0.formatter.fillsAbsence } ? "－" : nil
    }
    note(expression.path)
    var current = value
    for call in expression.calls {
      // Only what the form names is printed beside a value; how a key is grouped is no datum.
      let lookup = call.path == nil ? value(at:) : noted
      guard let text = call.formatter.apply(to: current, argument: call.argument, path: call.path, lookup: lookup)
      else { return nil }
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
