import Register
package import Reporting
package import Typesetting

extension Home {
  /// The fonts that fonts.json names, from Fonts/ or the system's font folders, each known by its SHA-256.
  package func readFonts() throws(RunFailure) -> FontStore {
    try readSources([.fonts]).fonts()
  }
}
