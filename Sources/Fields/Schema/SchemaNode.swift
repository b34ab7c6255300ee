import Diagnostics

/// A JSON value with its members in a stated order, for a schema that people read too.
indirect enum SchemaNode {
  case null
  case text(String)
  case flag(Bool)
  case number(Int)
  case list([SchemaNode])
  case object([(key: String, value: SchemaNode)])

  static func texts(_ texts: [String]) -> SchemaNode { .list(texts.map { .text($0) }) }

  /// Indented by two blanks; a list of plain values stays on one line.
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
