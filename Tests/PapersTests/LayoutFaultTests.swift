import Diagnostics
import Layout
import Testing
import Typesetting

@testable import Papers

@Suite struct LayoutFaultTests {
  private func diagnostic(_ fault: LayoutFault) -> Diagnostic {
    fault.diagnostic(document: "保証証書") { SourceLocation(file: "a.csv", record: 2, field: $0) }
  }

  @Test func missingGlyphNamesCharacterCodePointAndField() {
    let found = diagnostic(.setting(.missingGlyph(sequence: "葛\u{E0105}", field: "contractor.name", box: "b")))
    #expect(found.code == "paper.glyph")
    #expect(found.location?.field == "contractor.name" && found.location?.record == 2)
    #expect(found.summary.japanese.contains("U+845B U+E0105"))
  }

  @Test func characterOfTheKeyIsNeverQuoted() {
    let found = diagnostic(.setting(.missingGlyph(sequence: "Ω", field: "key", box: "b")))
    #expect(!found.summary.japanese.contains("Ω") && !found.summary.japanese.contains("U+"))
    #expect(!found.summary.english.contains("Ω") && !found.summary.english.contains("U+"))
  }

  @Test func overflowSaysHowMuch() {
    let found = diagnostic(.setting(.overflow(box: "工事名", field: "work.name", needed: .mm(52.31), available: .mm(40))))
    #expect(found.summary.japanese.contains("52.4 mm") && found.summary.japanese.contains("40.0 mm"))
  }

  @Test func faultOutsideARecordHasNoPlace() {
    #expect(LayoutFault.code(text: "x").diagnostic(document: "d").location == nil)
  }
}
