extension Catalogue {
  /// The JSON Schema (draft 2020-12) of one record, made from the catalogue: what `shosho schema` prints.
  ///
  /// A schema knows shapes and which fields a kind of guarantee needs or refuses; dates, sums and rules of the trade are checked by the
  /// program alone.
  package static var schema: String {
    SchemaNode.object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("証書の記録 / a certificate record")),
      ("type", .text("object")),
      ("properties", SchemaGroup(fields.map { ($0.path.split(separator: ".").map(String.init)[...], $0) }).properties),
      (
        "required",
        .texts(
          fields.filter { field in GuaranteeKind.allCases.allSatisfy { isRequired(field, $0) } }.map(\.path).filter(
            isTop))
      ),
      ("additionalProperties", .flag(false)),
      ("allOf", .list(GuaranteeKind.allCases.map(rules))),
    ]).json() + "\n"
  }

  private static func isTop(_ path: String) -> Bool { !path.contains(".") && path != "key" }

  /// The key is needed only where the key notice is made; a schema cannot know.
  private static func isRequired(_ field: Field, _ kind: GuaranteeKind) -> Bool {
    field.requirement(for: kind) == .required && field.path != "key"
  }

  /// What a kind needs and refuses: `if kind is … then …`.
  private static func rules(for kind: GuaranteeKind) -> SchemaNode {
    let chosen = fields.filter { !$0.isMemberField && ($0.requirement(for: kind) == .refused || isRequired($0, kind)) }
    let group = RequirementGroup(
      chosen.map { ($0.path.split(separator: ".").map(String.init)[...], $0.requirement(for: kind)) })
    return .object([
      ("if", .object([("properties", .object([("kind", .object([("const", .text(kind.rawValue))]))]))])),
      ("then", group.node),
    ])
  }
}

/// Fields whose paths share a beginning, in the catalogue's order.
private struct SchemaGroup {
  private var order: [String] = []
  private var leaves: [String: Field] = [:]
  private var inner: [String: [(path: ArraySlice<String>, field: Field)]] = [:]

  init(_ fields: [(path: ArraySlice<String>, field: Field)]) {
    for (path, field) in fields {
      guard let name = path.first else { continue }
      if !order.contains(name) { order.append(name) }
      if path.count == 1 { leaves[name] = field } else { inner[name, default: []].append((path.dropFirst(), field)) }
    }
  }

  var properties: SchemaNode {
    .object(
      order.map { name in
        if let field = leaves[name] { return (name, field.schema) }
        let members = SchemaNode.object([
          ("type", .text("object")), ("properties", SchemaGroup(inner[name] ?? []).properties),
          ("additionalProperties", .flag(false)),
        ])
        guard name.hasSuffix("[]") else { return (name, members) }
        return (
          String(name.dropLast(2)),
          .object([
            ("type", .texts(["array", "null"])), ("maxItems", .number(Catalogue.memberLimit)), ("items", members),
          ])
        )
      })
  }
}

/// Required and refused fields as nested `required` and `properties`.
private struct RequirementGroup {
  private var order: [String] = []
  private var leaves: [String: Requirement] = [:]
  private var inner: [String: [(path: ArraySlice<String>, requirement: Requirement)]] = [:]

  init(_ fields: [(path: ArraySlice<String>, requirement: Requirement)]) {
    for (path, requirement) in fields {
      guard let name = path.first else { continue }
      if !order.contains(name) { order.append(name) }
      if path.count == 1 {
        leaves[name] = requirement
      } else {
        inner[name, default: []].append((path.dropFirst(), requirement))
      }
    }
  }

  private var needsAny: Bool {
    leaves.values.contains(.required) || inner.values.contains { RequirementGroup($0).needsAny }
  }

  var node: SchemaNode {
    let required = order.filter { leaves[$0] == .required || inner[$0].map { RequirementGroup($0).needsAny } ?? false }
    let properties: [(key: String, value: SchemaNode)] = order.compactMap { name in
      if leaves[name] == .refused { return (name, .object([("enum", .list([.null, .text("")]))])) }
      return inner[name].map { (name, RequirementGroup($0).node) }
    }
    return .object([("required", .texts(required)), ("properties", .object(properties))])
  }
}

extension Field {
  /// The schema of the field's value. Null and an empty text count as absent everywhere, so null is always allowed.
  fileprivate var schema: SchemaNode {
    var members: [(key: String, value: SchemaNode)] = [
      ("description", .text(note.isEmpty ? heading : "\(heading)。\(note)"))
    ]
    switch type {
    case .text, .number: members.append(("type", .texts(["string", "null"])))
    case .kind: members.append(("enum", .texts(GuaranteeKind.allCases.map(\.rawValue))))
    case .date: members.append(("type", .texts(["string", "null"])))
    case .yen, .integer: members.append(("type", .texts(["integer", "string", "null"])))
    case .yesNo: members.append(("type", .texts(["boolean", "integer", "string", "null"])))
    case .choice(let words): members.append(("enum", .list(words.map { .text($0) } + [.text(""), .null])))
    case .choices(let words):
      members.append(("type", .texts(["array", "string", "null"])))
      members.append(("items", .object([("enum", .texts(words))])))
    case .secret:
      members.append(("type", .texts(["string", "null"])))
      members.append(("writeOnly", .flag(true)))
    }
    return .object(members)
  }
}
