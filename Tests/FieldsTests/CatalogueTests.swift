import Fields
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
