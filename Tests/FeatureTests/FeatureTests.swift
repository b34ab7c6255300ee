import TestSupport
import Testing

/// Every folder of Tests/Features is a test: what comes of its record must be what its expected.txt says.
@Suite("Features") struct FeatureTests {
  @Test("Each comes out as somebody looked at and accepted", arguments: Feature.all) func feature(_ feature: Feature)
    throws
  {
    try Acceptance.judge(feature.name, expected: feature.expected(), actual: feature.outcome()) {
      try feature.accept($0)
    }
  }

  @Test("There are folders, and make accept names one of them or a broken form") func folders() {
    #expect(Feature.all.count >= 60 && BrokenForm.all.count >= 40)
    if let accepted = Acceptance.name, accepted != "all" {
      #expect(Feature.all.contains { $0.name == accepted } || BrokenForm.all.contains { $0.name == accepted })
    }
  }
}

/// Every form of Tests/BrokenForms is a test: it is refused, with all that is wrong and each fault's place.
@Suite("Broken forms") struct BrokenFormTests {
  @Test("Each is refused in the words that somebody read and accepted", arguments: BrokenForm.all) func form(
    _ form: BrokenForm
  ) throws {
    let actual = try form.outcome()
    #expect(!actual.isEmpty, "the form is read without a fault")
    try Acceptance.judge(form.name, expected: form.expected(), actual: actual) { try form.accept($0) }
  }
}
