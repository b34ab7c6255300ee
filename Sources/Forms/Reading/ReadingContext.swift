import Fields

/// What is known of the record where an element of the form stands: its kinds, which values are there, and the list repeated over.
struct ReadingContext {
  /// Kinds of guarantee for which the element is there.
  var kinds = Set(GuaranteeKind.allCases)
  /// Paths that conditions around the element promise.
  var present: Set<String> = []
  /// Path of the innermost repeated list with `[]`, such as `contractor.members[]`.
  var list: String?

  /// A value of the catalogue as the context sees it.
  struct Resolved {
    /// The catalogue's path.
    var path: String
    var shape: ValueShape
    /// Whether the value may be absent here.
    var optional: Bool
    var longest: Int
  }

  /// What a path of the form means, or nil for an unknown one.
  func resolve(_ path: String) -> Resolved? {
    if let list, let inner = catalogued("\(list).\(path)") { return inner }
    return catalogued(path)
  }

  private func catalogued(_ path: String) -> Resolved? {
    if let field = Catalogue.field(at: path) {
      let required =
        kinds.allSatisfy { field.requirement(for: $0) == .required } || Catalogue.alwaysFilled.contains(path)
      return Resolved(
        path: path, shape: field.type.shape, optional: !required && !present.contains(path), longest: field.longest)
    }
    if let derived = Catalogue.derived.first(where: { $0.path == path }) {
      return Resolved(
        path: path, shape: derived.shape.shape, optional: derived.optional && !present.contains(path),
        longest: derived.longest)
    }
    if path == Catalogue.membersPath { return Resolved(path: path, shape: .list, optional: false, longest: 0) }
    return nil
  }

  /// All paths that can be written here, for the nearest name of a mistyped one.
  var names: [String] {
    let all = Catalogue.fields.map(\.path) + Catalogue.derived.map(\.path) + [Catalogue.membersPath]
    guard let list else { return all }
    return all.filter { $0.hasPrefix(list + ".") }.map { String($0.dropFirst(list.count + 1)) } + all
  }

  /// The list whose elements have the path, when no repetition over it is around.
  func list(holding path: String) -> String? {
    let all = Catalogue.fields.map(\.path) + Catalogue.derived.map(\.path)
    let found = all.first { $0.hasSuffix("[].\(path)") }
    return found.map { String($0.dropLast(path.count + 3)) }
  }

  /// The context inside a part that is there only if `condition` holds.
  func assuming(_ condition: Condition) -> ReadingContext {
    guard let resolved = resolve(condition.path.text) else { return self }
    var context = self
    if let values = condition.values {
      if resolved.path == "kind" {
        let named = Set(values.compactMap(GuaranteeKind.init(rawValue:)))
        context.kinds = condition.negated ? kinds.subtracting(named) : kinds.intersection(named)
      }
      if !condition.negated { context.present.insert(resolved.path) }
    } else if !condition.negated {
      context.present.insert(resolved.path)
      context.present.formUnion(Catalogue.presentWith[resolved.path] ?? [])
    }
    return context
  }
}
