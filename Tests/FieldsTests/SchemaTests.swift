import StrictJSON
import Testing

@testable import Fields

@Suite struct SchemaTests {
  private let root: JSONNode

  init() throws {
    root = try JSONParser.parse(Catalogue.schema.utf8)
  }

  /// The schema at a path of the record, through `properties` and `items`.
  private func schema(at path: String, in node: JSONNode? = nil) -> JSONNode? {
    var node = node ?? root
    for segment in path.split(separator: ".") {
      let isList = segment.hasSuffix("[]")
      guard let next = node["properties"]?[String(isList ? segment.dropLast(2) : segment)] else { return nil }
      guard let inner = isList ? next["items"] : next else { return nil }
      node = inner
    }
    return node
  }

  @Test(arguments: Catalogue.fields) func everyFieldIsDescribed(field: Field) {
    #expect(schema(at: field.path)?["description"]?.string?.hasPrefix(field.heading) == true)
  }

  @Test(arguments: Catalogue.fields) func everyLengthIsTheCatalogues(field: Field) {
    let schema = schema(at: field.path)
    #expect(schema?["maxLength"]?.integer == (schema?["enum"] == nil ? field.limit : nil))
  }

  @Test func nothingElseIsAllowed() {
    for path in ["", "work", "contractor", "contractor.members[]", "amendment.before"] {
      #expect(schema(at: path)?["additionalProperties"]?.bool == false, "\(path)")
    }
  }

  @Test(arguments: GuaranteeKind.allCases) func kindsNeedAndRefuseWhatTheCatalogueSays(kind: GuaranteeKind) throws {
    let rules = try #require(
      root["allOf"]?.array?.first { $0["if"]?["properties"]?["kind"]?["const"]?.string == kind.rawValue }?["then"])
    for field in Catalogue.fields where !field.isMemberField && !field.isSecret {
      let parts = field.path.split(separator: ".").map(String.init)
      let parent = parts.count == 1 ? rules : schema(at: parts.dropLast().joined(separator: "."), in: rules)
      let required = parent?["required"]?.array?.compactMap(\.string) ?? []
      let refused = parent?["properties"]?[parts[parts.count - 1]]?["enum"] != nil
      let requirement = field.requirement(for: kind)
      #expect(
        required.contains(parts[parts.count - 1]) == (requirement == .required), "\(field.path) for \(kind.rawValue)")
      #expect(refused == (requirement == .refused), "\(field.path) for \(kind.rawValue)")
    }
  }

  @Test func keyIsNeverRequiredAndWriteOnly() {
    #expect(root["required"]?.array?.contains { $0.string == "key" } == false)
    #expect(schema(at: "key")?["writeOnly"]?.bool == true)
  }
}
