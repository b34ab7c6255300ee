import Fields
import Foundation
import Testing

@Suite("The field catalogue")
struct CatalogueTests {
  @Test("names each path and each heading once")
  func unique() {
    let fields = Catalogue.fields
    #expect(Set(fields.map(\.path)).count == fields.count)
    let headings = fields.filter { !$0.isMemberField }.flatMap { [$0.heading] + $0.otherHeadings }
    #expect(Set(headings).count == headings.count)
    let derived = Catalogue.derived.map(\.path)
    #expect(Set(derived).count == derived.count)
    #expect(Set(derived).isDisjoint(with: fields.map(\.path)))
  }

  @Test("refuses, needs or allows each field by the kind of guarantee")
  func requirements() {
    for field in Catalogue.fields {
      let all = GuaranteeKind.allCases.map { field.requirement(for: $0) }
      #expect(all.contains { $0 != .refused }, "\(field.path) is of no use to any kind")
    }
    #expect(Catalogue.field(at: "priorNumber")?.requirement(for: .interim) == .required)
    #expect(Catalogue.field(at: "guarantee.until")?.requirement(for: .performance) == .refused)
    #expect(Catalogue.field(at: "work.contractedOn")?.requirement(for: .performance) == .optional)
  }

  @Test("has a limit for each field, with room for the longest value to be expected", arguments: Catalogue.fields)
  func limit(_ field: Field) {
    #expect(field.limit >= 2 * field.longest && field.limit <= 1000)
  }

  @Test("states its limits on the page of the records")
  func limitsOnThePage() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "../../Documentation/records.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for limit in Set(Catalogue.fields.map(\.limit)) {
      let texts = Catalogue.fields.filter { field in
        if case .text = field.type { field.limit == limit } else { false }
      }
      let names =
        texts.map { "`\($0.path)`" } + (limit == Catalogue.notationLimit ? ["every field that is not a text"] : [])
      #expect(text.contains("| \(limit == 1000 ? "1,000" : String(limit)) | \(names.joined(separator: ", ")) |"))
    }
  }

  @Test("promises presence only of values that it has")
  func presence() {
    let paths = Set(Catalogue.fields.map(\.path) + Catalogue.derived.map(\.path))
    for (asked, promised) in Catalogue.presentWith {
      #expect(paths.contains(asked), "\(asked)")
      for path in promised { #expect(paths.contains(path), "\(path)") }
    }
    for path in Catalogue.alwaysFilled { #expect(paths.contains(path), "\(path)") }
  }

  @Test("keeps one field secret, the authentication key")
  func secret() {
    #expect(Catalogue.fields.filter(\.isSecret).map(\.path) == [FieldKey.authenticationKey.path])
    #expect(FieldKey.authenticationKey.isSecret && Catalogue.isSecret(FieldKey.authenticationKey.path))
    #expect(!FieldKey("contractor.members[].name", member: 2).isSecret && !Catalogue.isSecret("no.such.path"))
  }
}
