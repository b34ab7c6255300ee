import Diagnostics
import Testing

@testable import House

@Suite struct TestedLibrariesTests {
  static let cases: [(name: String, version: String, code: String?)] = [
    ("cairo", "1.16.0", nil), ("cairo", "1.17.4", nil), ("cairo", "1.18.4", nil), ("cairo", "1.18.5", "library.new"),
    ("cairo", "1.15.14", "library.old"), ("cairo", "2.0", "library.new"), ("cairo", "1.9.0", "library.old"),
    ("libdeflate", "1.14", nil), ("freetype", "?", "library.unknown"),
    // Debian raises these within a release, and no byte of a paper depends on them.
    ("expat", "2.9.0", nil), ("expat", "3.0.0", "library.new"), ("sqlite", "3.99.1", nil),
    ("sqlite", "3.8.0", "library.old"),
    ("qpdf", "12.2.0", nil), ("qpdf", "13.0.0", "library.new"), ("another", "0", nil),
  ]

  @Test(arguments: cases) func otherVersionsAreWarnings(name: String, version: String, code: String?) {
    let warnings = TestedLibraries.warnings(of: [EngineVersion.Library(name: name, version: version)])
    #expect(warnings.map(\.code) == (code.map { [$0] } ?? []))
    #expect(warnings.allSatisfy { $0.severity == .warning && $0.summary.english.contains("\(name) \(version)") })
  }

  @Test func everyLibraryIsJudged() {
    #expect(Set(EngineVersion.libraries.map(\.name)).isSubset(of: TestedLibraries.ranges.keys))
  }
}
