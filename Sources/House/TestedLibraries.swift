package import Diagnostics

/// The versions of libraries with which the tests were run: those of Debian 12 and of Debian 13. Another version is a
/// warning, never a refusal: papers may have other bytes with it, or be laid out otherwise, and nobody has looked.
package enum TestedLibraries {
  struct Range: Sendable {
    var oldest: String
    /// With fewer numbers than a version has, any version that begins with them is tested: `3` is 3.46.1, too.
    var newest: String
  }

  /// Of libraries on which no byte of a paper depends, the first number counts: Debian's own updates raise the others.
  static let ranges: [String: Range] = [
    "cairo": Range(oldest: "1.16.0", newest: "1.18.4"),
    "freetype": Range(oldest: "2.12.1", newest: "2.13.3"),
    "harfbuzz": Range(oldest: "6.0.0", newest: "10.2.0"),
    "qrencode": Range(oldest: "4.1.1", newest: "4.1.1"),
    "libdeflate": Range(oldest: "1.14", newest: "1.23"),
    "expat": Range(oldest: "2.5.0", newest: "2"),
    "sqlite": Range(oldest: "3.40.1", newest: "3"),
    "qpdf": Range(oldest: "11.3.0", newest: "12"),
    "zip": Range(oldest: "1.7.3", newest: "1"),
  ]

  /// A warning for each library that is older or newer than any that was tested, or whose version is not known.
  package static func warnings(of libraries: [EngineVersion.Library]) -> [Diagnostic] {
    libraries.compactMap { library in
      guard let range = ranges[library.name] else { return nil }
      guard let version = numbers(library.version), let oldest = numbers(range.oldest),
        let newest = numbers(range.newest)
      else {
        return warning(
          "library.unknown", library,
          LocalizedText("どの版か分かりません", "is of an unknown version"), range)
      }
      if version.lexicographicallyPrecedes(oldest) {
        return warning("library.old", library, LocalizedText("古すぎます", "is too old"), range)
      }
      if newest.lexicographicallyPrecedes(version.prefix(newest.count)) {
        return warning(
          "library.new", library, LocalizedText("試したどの版より新しいものです", "is newer than any that was tested"), range)
      }
      return nil
    }
  }

  /// `1.18.4` → 1, 18, 4; nil for anything else.
  private static func numbers(_ version: String) -> [Int]? {
    let parts = version.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    return parts.contains(nil) ? nil : parts.compactMap(\.self)
  }

  private static func warning(
    _ code: String, _ library: EngineVersion.Library, _ what: LocalizedText, _ range: Range
  ) -> Diagnostic {
    .warning(
      code,
      LocalizedText(
        "ライブラリ\(library.name) \(library.version)は\(what.japanese)（試した版は\(range.oldest)〜\(range.newest)）。書類のバイトが変わることがあります。",
        "The library \(library.name) \(library.version) \(what.english) (tested: \(range.oldest) to \(range.newest)). Papers may have other bytes."
      ),
      advice: LocalizedText(
        "Debian 12または13のライブラリを使うか、見本の書類を見て確かめてください。",
        "Use the libraries of Debian 12 or 13, or look at the papers of the examples first."))
  }
}
