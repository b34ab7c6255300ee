import Testing

@testable import House

@Suite struct LibraryRecordTests {
  static let cases: [(before: String, now: String, differences: [String])] = [
    ("cairo 1.16.0, freetype 2.12.1", "cairo 1.16.0, freetype 2.12.1", []),
    (
      "cairo 1.16.0, freetype 2.12.1", "cairo 1.18.0, freetype 2.13.2",
      ["cairo 1.16.0 → 1.18.0", "freetype 2.12.1 → 2.13.2"]
    ),
    ("cairo 1.16.0", "cairo 1.16.0, harfbuzz 6.0.0", []),
    ("freetype 2.12.1, cairo 1.16.0", "cairo 1.18.0", ["cairo 1.16.0 → 1.18.0"]),
    ("", "cairo 1.16.0", []),
    ("no record at all", "cairo 1.16.0", []),
  ]

  @Test(arguments: cases) func whatIsNotWhatItWas(before: String, now: String, differences: [String]) {
    #expect(LibraryRecord.differences(from: before, to: now) == differences)
  }

  @Test func todaysAreNamedWithTheirVersions() {
    #expect(LibraryRecord.today.contains("cairo 1.") && LibraryRecord.differences(from: LibraryRecord.today).isEmpty)
  }
}
