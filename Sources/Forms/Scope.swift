import Fields

/// The values that a part of a form sees: the element of the innermost repetition, the elements around it, and the
/// record.
///
/// Filling walks over the branches of a form with a scope. `<each of="contractor.members">` enters a scope for each
/// member, in which `name` is the member's name; what the member has not is looked for outside, last of all in the
/// record.
struct Scope {
  /// The record, then the element of each repetition, the innermost last.
  private let trees: [ValueTree]
  /// The path of each tree in the record, ending with a dot: `contractor.members[0].`. Empty when nobody asks what is
  /// printed.
  private let prefixes: [String]
  private let printed: PrintedPaths?

  /// - Parameter printed: collects what is printed; nil when nobody asks.
  init(_ record: ValueTree, printed: PrintedPaths? = nil) {
    trees = [record]
    prefixes = printed == nil ? [] : [""]
    self.printed = printed
  }

  private init(trees: [ValueTree], prefixes: [String], printed: PrintedPaths?) {
    self.trees = trees
    self.prefixes = prefixes
    self.printed = printed
  }

  /// The same values without a record of what is printed, for parts that perhaps come to stand on no page.
  var notRecording: Scope { Scope(trees: trees, prefixes: [], printed: nil) }

  private func entering(_ element: ValueTree, _ index: Int, of list: FieldPath) -> Scope {
    if printed == nil { return Scope(trees: trees + [element], prefixes: [], printed: nil) }
    let outer = level(of: list).map { prefixes[$0] } ?? ""
    return Scope(
      trees: trees + [element], prefixes: prefixes + ["\(outer)\(list.text)[\(index)]."], printed: printed)
  }

  /// Index of the innermost tree that has a value at the path.
  private func level(of path: FieldPath) -> Int? { trees.lastIndex { $0[path.segments] != nil } }

  private func recordPrinted(_ path: FieldPath) {
    guard let printed, let level = level(of: path) else { return }
    printed.addPath(prefixes[level] + path.text)
  }

  /// The value at a path, which is printed with another one.
  private func printedValue(at path: FieldPath) -> Value? {
    recordPrinted(path)
    return value(at: path)
  }

  /// The value at a path, or nil when it is absent.
  func value(at path: FieldPath) -> Value? {
    for tree in trees.reversed() {
      if let value = tree[path.segments] { return value }
    }
    return nil
  }

  func satisfies(_ condition: Condition) -> Bool {
    let value = value(at: condition.path)
    guard let words = condition.values else { return (value?.isPresent ?? false) != condition.negated }
    switch value {
    case .text(let text): return words.contains { $0.utf8.elementsEqual(text.utf8) } != condition.negated
    case .integer(let number), .yen(let number): return words.contains(String(number)) != condition.negated
    default: return condition.negated
    }
  }

  /// Calls `body` for each item that stands for the record: those whose conditions hold, repeated for each element of
  /// their lists, each with the scope in which it stands.
  func visitItems<Item>(of branches: [Branch<Item>], _ body: (Item, Scope) -> Void) {
    for branch in branches {
      switch branch {
      case .item(let item): body(item, self)
      case .when(let condition, let inner):
        if satisfies(condition) { visitItems(of: inner, body) }
      case .each(let path, let inner):
        guard case .list(let elements)? = value(at: path) else { continue }
        for (index, element) in elements.enumerated() {
          entering(element, index, of: path).visitItems(of: inner, body)
        }
      }
    }
  }

  /// What `transform` makes of the items that stand for the record; nil leaves one out.
  func mapItems<Item, Result>(of branches: [Branch<Item>], _ transform: (Item, Scope) -> Result?) -> [Result] {
    var results: [Result] = []
    results.reserveCapacity(branches.count)
    visitItems(of: branches) { item, scope in
      if let result = transform(item, scope) { results.append(result) }
    }
    return results
  }

  /// The printed form of an expression; nil when the value is absent and no formatter prints anything for that.
  func text(of expression: Expression) -> String? {
    guard let value = value(at: expression.path) else {
      return expression.calls.contains { $0.formatter.fillsAbsence } ? "－" : nil
    }
    recordPrinted(expression.path)
    var current = value
    for call in expression.calls {
      // A value that the form names as an argument is printed too. Other lookups (how to group the key) print nothing.
      let lookup = call.path == nil ? value(at:) : printedValue(at:)
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

  /// The text of a template, with nothing for absent values.
  func text(of template: Template) -> String {
    var result = ""
    for segment in template.segments {
      switch segment {
      case .text(let text): result += text
      case .value(let expression): result += text(of: expression) ?? ""
      }
    }
    return result
  }
}

/// Collects the paths of the values that are printed: `work.price`, `contractor.members[0].name`.
final class PrintedPaths {
  private(set) var paths: Set<String> = []

  func addPath(_ path: String) { paths.insert(path) }
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
