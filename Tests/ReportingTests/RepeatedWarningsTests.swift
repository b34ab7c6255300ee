import Diagnostics
import Testing

@testable import Reporting

@Suite struct RepeatedWarningsTests {
  @Test func firstIsSaidOthersAreCounted() {
    var warnings = RepeatedWarnings()
    let assumed = Diagnostic.warning(
      "rules.assumed", at: SourceLocation(file: "a.csv", record: 1), LocalizedText("仮の料率です。", "The rate is assumed."))
    var again = assumed
    again.location = SourceLocation(file: "a.csv", record: 2)
    let other = Diagnostic.warning("text.trimmed", LocalizedText("空白を除きました。", "Space was trimmed."))
    let isNew = [assumed, other, again].map { warnings.isNew($0) }
    #expect(isNew == [true, true, false])
    #expect(warnings.summary.map(\.code) == ["rules.assumed"])
    #expect(warnings.summary.first?.summary.english == "The rate is assumed. (2 records)")
  }
}
