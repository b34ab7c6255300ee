import Fields

extension Form {
  /// What the form prints or asks for, one line a field in order of first use: path, heading, and which kinds of guarantee must have it
  /// (●) or may (○) or must not (–), as advance, interim and performance guarantee; of a value that the rules or the computation give, its
  /// explanation and －.
  package var fields: [String] {
    paths.map { path in
      if let field = Catalogue.field(at: path) {
        let marks = GuaranteeKind.allCases.map { field.requirement(for: $0).mark }.joined()
        return [path, field.heading, marks].joined(separator: "\t")
      }
      let derived = Catalogue.derived.first { $0.path == path }
      return [path, derived?.note ?? "構成員の一覧", "－"].joined(separator: "\t")
    }
  }
}

extension Requirement {
  fileprivate var mark: String {
    switch self {
    case .required: "●"
    case .optional: "○"
    case .refused: "–"
    }
  }
}
