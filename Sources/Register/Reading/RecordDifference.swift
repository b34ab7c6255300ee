import StrictJSON

/// A field in which two records of one identity differ.
package struct RecordDifference: Sendable, Hashable {
  /// The catalogue's path; a member's index stands in the brackets, from 1: `contractor.members[2].name`.
  package var path: String
  /// The values as texts; nil where the record has none. Of the key both are nil.
  package var before: String?
  package var after: String?

  /// The key differs: no value is told, for none is known.
  static let key = RecordDifference(path: "key", before: nil, after: nil)

  /// The fields in which canonical records differ, in the order of the older one, then of the newer.
  static func between(_ before: String, _ after: String) throws(JSONFault) -> [RecordDifference] {
    let old = leaves(try JSONParser.parse(before.utf8))
    let new = leaves(try JSONParser.parse(after.utf8))
    let oldTexts = Dictionary(old, uniquingKeysWith: { first, _ in first })
    let newTexts = Dictionary(new, uniquingKeysWith: { first, _ in first })
    let paths = old.map(\.0) + new.map(\.0).filter { oldTexts[$0] == nil }
    return paths.compactMap { path in
      let (a, b) = (oldTexts[path], newTexts[path])
      return same(a, b) ? nil : RecordDifference(path: path, before: a, after: b)
    }
  }

  /// Scalar by scalar: が written in two ways is two texts.
  private static func same(_ a: String?, _ b: String?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return a.utf8.elementsEqual(b.utf8)
  }

  private static func leaves(_ node: JSONNode, at path: String = "") -> [(String, String)] {
    switch node.value {
    case .object(let members): members.flatMap { leaves($0.node, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case .array(let nodes): nodes.enumerated().flatMap { leaves($1, at: "\(path)[\($0 + 1)]") }
    case .string(let text): [(path, text)]
    case .number(let text): [(path, text)]
    case .bool(let flag): [(path, flag ? "true" : "false")]
    case .null: [(path, "null")]
    }
  }
}
