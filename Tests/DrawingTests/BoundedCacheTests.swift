import DrawingSamples
import Testing
import Typesetting

@testable import Drawing

@Suite struct BoundedCacheTests {
  @Test func theOneNotAskedForLongestIsForgotten() {
    var cache = BoundedCache<Int, String>(limit: 3)
    for number in 1...3 { cache[number] = "\(number)" }
    #expect(cache[1] == "1")
    cache[4] = "4"
    #expect(cache.count == 3 && cache[2] == nil && cache[1] == "1" && cache[3] == "3" && cache[4] == "4")
  }

  /// A font of one glyph is small, however big the file that it came from.
  @Test func rareGlyphsAreFontsOfTheirOwn() throws {
    let glyph = HouseFonts.line("𠮷", HouseFonts.ipamj, x: 0, y: 0).glyphs[0].glyph
    let font = try HouseFonts.drawingFonts.subset(GlyphSet(face: HouseFonts.ipamj, glyphs: [glyph]))
    let again = try HouseFonts.drawingFonts.subset(GlyphSet(face: HouseFonts.ipamj, glyphs: [glyph, glyph]))
    #expect(font.bytes.count < 600_000 && font === again)
  }
}
