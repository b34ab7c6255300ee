import Fields

/// What is known of any record at a point of the form, from the conditions and repetitions around it: which kinds of
/// guarantee it can have, which values are present, and whose element is repeated.
///
/// Inside `<when present="remarks">`, `remarks` is present; inside `<each of="contractor.members">`, `name` is the path
/// `contractor.members[].name`. With that, the reader can tell a value that may be absent, or a path that does not
/// exist.
struct ReadingContext {
  /// The kinds of guarantee for which an element here is printed.
  var kinds = Set(GuaranteeKind.allCases)
  /// Catalogue paths of values that conditions around the element promise.
  var present: Set<String> = []
  /// The innermost list that is repeated, as the catalogue writes it: `contractor.members[]`.
  var list: String?

  /// A value of the catalogue, as far as it is known here.
  struct Resolved {
    /// The catalogue's path.
    var path: String
    var shape: ValueShape
    /// Whether the value may be absent here.
    var optional: Bool
    /// Characters of the longest value.
    var longest: Int
  }

  /// The value that a path means here: `name` → `contractor.members[].name`. Nil when there is none.
  func resolve(_ path: String) -> Resolved? {
    if let list, let inner = resolveInCatalogue("\(list).\(path)") { return inner }
    return resolveInCatalogue(path)
  }

  private func resolveInCatalogue(_ path: String) -> Resolved? {
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

  /// All paths that can be written here, to suggest the nearest one for a mistyped path.
  var knownPaths: [String] {
    let all = Catalogue.fields.map(\.path) + Catalogue.derived.map(\.path) + [Catalogue.membersPath]
    guard let list else { return all }
    return all.filter { $0.hasPrefix(list + ".") }.map { String($0.dropFirst(list.count + 1)) } + all
  }

  /// The list whose elements have a path that was written outside of a repetition over it: `role` →
  /// `contractor.members`.
  func list(holding path: String) -> String? {
    let all = Catalogue.fields.map(\.path) + Catalogue.derived.map(\.path)
    let found = all.first { $0.hasSuffix("[].\(path)") }
    return found.map { String($0.dropLast(path.count + 3)) }
  }

  /// The context inside a part that stands only when `condition` holds.
  func assuming(_ condition: Condition) -> ReadingContext {
    guard let resolved = resolve(condition.path.text) else { return self }
    var context = self
    if let values = condition.values {
      if resolved.path == Catalogue.kindPath {
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
