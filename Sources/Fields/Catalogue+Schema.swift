import Diagnostics

// The JSON Schema of a record. The catalogue lists fields by path, while a schema is nested. `PathTree` turns the one
// into the other, for the properties that a record may have and again for the fields that each kind of guarantee needs
// or refuses.

extension Catalogue {
  /// The JSON Schema (draft 2020-12) of one record, made from the catalogue; `shosho schema` prints it.
  ///
  /// A schema can say which fields exist, what shape their values have, and which of them a kind of guarantee needs or
  /// refuses. Dates, sums and the rules of the trade are checked by the program only.
  package static var schema: String {
    let requiredAlways = fields.filter { field in
      !field.path.contains(".") && GuaranteeKind.allCases.allSatisfy { isRequired(field, $0) }
    }
    return SchemaNode.object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("証書の記録 / a certificate record")),
      ("type", .text("object")),
      ("properties", properties(of: PathTree(fields.map { (path: $0.path, leaf: $0) }))),
      ("required", .texts(requiredAlways.map(\.path))),
      ("additionalProperties", .flag(false)),
      ("allOf", .list(GuaranteeKind.allCases.map(rules))),
    ]).json() + "\n"
  }

  /// Whether the schema requires the field. It never requires the key: only the key notice needs it, and a schema
  /// cannot know which papers are made.
  private static func isRequired(_ field: Field, _ kind: GuaranteeKind) -> Bool {
    field.requirement(for: kind) == .required && !field.isSecret
  }

  /// `properties` for the fields of a subtree.
  private static func properties(of tree: PathTree<Field>) -> SchemaNode {
    .object(
      tree.names.map { name in
        if let field = tree.leaves[name] { return (name, field.schema) }
        let members = SchemaNode.object([
          ("type", .text("object")), ("properties", properties(of: tree.subtree(name))),
          ("additionalProperties", .flag(false)),
        ])
        guard name.hasSuffix("[]") else { return (name, members) }
        return (
          String(name.dropLast(2)),
          .object([
            ("type", .texts(["array", "null"])), ("maxItems", .number(memberLimit)), ("items", members),
          ])
        )
      })
  }

  /// What a kind of guarantee needs and refuses: `if` the record is of this kind, `then` …
  private static func rules(for kind: GuaranteeKind) -> SchemaNode {
    let chosen = fields.filter { !$0.isMemberField && ($0.requirement(for: kind) == .refused || isRequired($0, kind)) }
    let tree = PathTree(chosen.map { (path: $0.path, leaf: $0.requirement(for: kind)) })
    return .object([
      ("if", .object([("properties", .object([("kind", .object([("const", .text(kind.rawValue))]))]))])),
      ("then", requirements(of: tree)),
    ])
  }

  /// `required` and `properties` for the needed and refused fields of a subtree. A refused field may be there, but only
  /// empty.
  private static func requirements(of tree: PathTree<Requirement>) -> SchemaNode {
    let required = tree.names.filter { tree.leaves[$0] == .required || tree.subtree($0).contains(.required) }
    let properties: [(key: String, value: SchemaNode)] = tree.names.compactMap { name in
      switch tree.leaves[name] {
      case .refused?: return (name, .object([("enum", .list([.null, .text("")]))]))
      case .required?, .optional?: return nil
      case nil: return (name, requirements(of: tree.subtree(name)))
      }
    }
    return .object([("required", .texts(required)), ("properties", .object(properties))])
  }
}

/// Values by path as a tree of segments, in the order in which they are given: `work.name` and `work.price` are two
/// leaves of the subtree `work`.
private struct PathTree<Leaf: Hashable> {
  /// The first segments of all paths, each once.
  private(set) var names: [String] = []
  /// The values whose path is a single segment.
  private(set) var leaves: [String: Leaf] = [:]
  /// The values with longer paths, by first segment, with the path that remains behind it.
  private var deeper: [String: [(segments: ArraySlice<String>, leaf: Leaf)]] = [:]

  init(_ leaves: [(path: String, leaf: Leaf)]) {
    self.init(segmented: leaves.map { ($0.path.split(separator: ".").map(String.init)[...], $0.leaf) })
  }

  private init(segmented leaves: [(segments: ArraySlice<String>, leaf: Leaf)]) {
    for (segments, leaf) in leaves {
      guard let name = segments.first else { continue }
      if !names.contains(name) { names.append(name) }
      if segments.count == 1 {
        self.leaves[name] = leaf
      } else {
        deeper[name, default: []].append((segments.dropFirst(), leaf))
      }
    }
  }

  /// The tree below a first segment; empty when there is none.
  func subtree(_ name: String) -> PathTree { PathTree(segmented: deeper[name] ?? []) }

  /// Whether a leaf at any depth equals `leaf`.
  func contains(_ leaf: Leaf) -> Bool {
    leaves.values.contains(leaf) || names.contains { deeper[$0] != nil && subtree($0).contains(leaf) }
  }
}

extension Field {
  /// The schema of the field's value. Null is allowed for every field but the kind, because it counts as absent.
  fileprivate var schema: SchemaNode {
    var members: [(key: String, value: SchemaNode)] = [
      ("description", .text(note.isEmpty ? heading : "\(heading)。\(note)"))
    ]
    switch type {
    case .text, .number, .date: members.append(("type", .texts(["string", "null"])))
    case .kind: members.append(("enum", .texts(GuaranteeKind.allCases.map(\.rawValue))))
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
    // The words of the other types are listed, and so have no length of their own.
    switch type {
    case .kind, .choice: break
    default: members.append(("maxLength", .number(limit)))
    }
    return .object(members)
  }
}

/// A JSON value of the schema. Unlike a dictionary it keeps the order of an object's members, because people read the
/// schema too.
private indirect enum SchemaNode {
  case null
  case text(String)
  case flag(Bool)
  case number(Int)
  case list([SchemaNode])
  case object([(key: String, value: SchemaNode)])

  static func texts(_ texts: [String]) -> SchemaNode { .list(texts.map { .text($0) }) }

  /// The JSON text, indented by two spaces a level. An array that holds neither objects nor arrays stays on one line.
  func json(indent: Int = 0) -> String {
    let inner = String(repeating: " ", count: indent + 2)
    let outer = String(repeating: " ", count: indent)
    switch self {
    case .null: return "null"
    case .text(let text): return JSONWriter.literal(text)
    case .flag(let flag): return flag ? "true" : "false"
    case .number(let number): return String(number)
    case .list(let nodes):
      if nodes.allSatisfy(\.isPlain) { return "[" + nodes.map { $0.json() }.joined(separator: ", ") + "]" }
      return "[\n" + nodes.map { inner + $0.json(indent: indent + 2) }.joined(separator: ",\n") + "\n\(outer)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let lines = members.map { "\(inner)\(JSONWriter.literal($0.key)): \($0.value.json(indent: indent + 2))" }
      return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
    }
  }

  private var isPlain: Bool {
    switch self {
    case .null, .text, .flag, .number: true
    case .list, .object: false
    }
  }
}
