import CCairo
import DrawingSamples
import Testing
import Typesetting

@testable import Drawing
@testable import DrawnDocument

/// The fonts that Cairo embeds in place of the common faces, against FreeType and the original.
@Suite struct PlaceholderFontTests {
  private func placeholder(_ id: FaceID, capacity: Int = 65_535) throws -> PlaceholderFont {
    let file = try #require(HouseFonts.drawingFonts.originals.file(ofFace: id.index))
    return try #require(PlaceholderFont(of: file, face: id.index, capacity: capacity))
  }

  private func load(_ face: FT_Face, _ glyph: UInt32) throws -> FT_GlyphSlot {
    try #require(FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING)) == 0)
    return face.pointee.glyph
  }

  /// Cairo takes from it where a glyph reaches and how wide it is; a glyph whose box is wrong might be left out at the
  /// edge of a page.
  @Test(arguments: [HouseFonts.mincho, HouseFonts.gothic])
  func everyGlyphHasTheWidthAndTheBoxOfTheOriginal(_ id: FaceID) throws {
    let library = try #require(FreeTypeLibrary())
    let font = try placeholder(id)
    let file = try #require(HouseFonts.source.fontFile(of: id))
    let original = try #require(library.open(file.bytes))
    defer { library.close(original) }
    let face = try #require(library.open(font.bytes))
    defer { library.close(face) }
    for glyph in (0..<UInt32(original.pointee.num_glyphs)).reversed() {
      let number = try #require(glyph == 0 ? 0 : font.glyphID(for: glyph, text: 0x41))
      let slot = try load(face, number)
      let (ours, width) = (slot.pointee.metrics, slot.pointee.metrics.horiAdvance)
      let theirs = try load(original, glyph).pointee.metrics
      // Points off the curve may lie outside the box that the font states; what shows nothing has a small box.
      let shows = theirs.width > 0 && theirs.height > 0
      let distances =
        [ours.width - theirs.width, ours.height - theirs.height]
        + (shows ? [ours.horiBearingX - theirs.horiBearingX] : [])
      let differs = distances.contains { abs($0) > (shows ? 40 : 256) }
      if width != theirs.horiAdvance || differs { Issue.record("glyph \(glyph): \(ours), \(theirs)") }
    }
  }

  @Test func idsAreGivenInTheOrderOfUseAndStay() throws {
    let font = try placeholder(HouseFonts.mincho, capacity: 4)
    #expect([3000, 12_252, 3000, 17].map { font.glyphID(for: $0, text: 0x41) } == [1, 2, 1, 3])
    #expect(!font.isFull)
    #expect(font.glyphID(for: 18, text: 0x41) == nil && font.isFull)
    #expect(font.glyphID(for: 12_252, text: 0x41) == 2)
    #expect([0, 60_000, .max].allSatisfy { font.glyphID(for: $0, text: 0x41) == nil })
  }

  @Test func aGlyphHasAnIDForEachOfItsTexts() throws {
    let font = try placeholder(HouseFonts.mincho, capacity: 5)
    #expect([0x41, 0x42, 0x41, 0x43, 0x42].map { font.glyphID(for: 3000, text: $0) } == [1, 2, 1, 3, 2])
    #expect(font.glyphID(for: 17, text: 0x42) == 4 && font.glyphID(for: 17, text: 0x41) == nil)
    #expect(font.isFull)
  }

  /// A collection of PostScript outlines, and files that end early.
  @Test func otherFontsHaveNoPlaceholder() throws {
    let fonts = DrawingFonts(source: HouseFonts.source, commonFaces: [HouseFonts.mincho, HouseFonts.notoSerif])
    #expect(fonts.originals.file(ofFace: HouseFonts.notoSerif.index) == nil)
    #expect(fonts.originals.file(ofFace: HouseFonts.gothic.index) == nil, "not a common face")
    let mincho = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho))
    for length in [0, 11, 12, 100, 5000, mincho.bytes.count / 2] {
      let start = UnsafeRawBufferPointer(rebasing: mincho.bytes[..<length])
      #expect(TrueTypeFile(start, owner: HouseFonts.source) == nil, "\(length) bytes")
    }
    let file = try #require(fonts.originals.file(ofFace: HouseFonts.mincho.index))
    #expect(PlaceholderFont(of: file, face: 256, capacity: 10) == nil)
  }

  @Test func keysNameOutlinesOfCommonFacesOnly() throws {
    let originals = HouseFonts.drawingFonts.originals
    #expect(originals.outline(3000) != nil)
    #expect(originals.outline(1 << 16 | 3000) != nil)
    #expect(originals.outline(1) == [], "the space")
    // No such glyph, a face for rare characters, no such face.
    for key: UInt32 in [60_000, 2 << 16 | 3000, 200 << 16 | 1, .max] {
      #expect(originals.outline(key) == nil, "\(key)")
    }
  }

  /// Every byte of an outline may be wrong; then there is no font rather than another outline, and nothing is read
  /// outside.
  @Test func aDamagedOutlineIsNoOutlineOrOneThatEndsInIt() throws {
    let file = try #require(
      HouseFonts.source.fontFile(of: HouseFonts.mincho).flatMap { TrueTypeFile($0.bytes, owner: HouseFonts.source) })
    let outline = Array(try #require(file.outline(of: 3000)))
    for place in outline.indices {
      for value: UInt8 in [0, 0x08, 0x7F, 0xFF] {
        var damaged = outline
        damaged[place] = value
        damaged.withUnsafeBytes { bytes in
          guard let simple = SimpleOutline(bytes) else { return }
          #expect(simple.contours.count + 2 + simple.points.count <= damaged.count)
        }
      }
    }
    for length in outline.indices {
      outline.withUnsafeBytes { bytes in _ = SimpleOutline(UnsafeRawBufferPointer(rebasing: bytes[..<length])) }
    }
  }

  @Test func aRunIsSplitWhereThePlaceholderHasNoGlyph() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    var run = HouseFonts.line("東京鸙鵫都", x: 10, y: 20)
    for index in 2...3 { run.glyphs[index].glyph = 60_000 }
    let parts = run.parts(in: try drawer.fontCache.commonFace(HouseFonts.mincho))
    #expect(parts.map(\.clusters) == [0..<2, 2..<3, 3..<4, 4..<5])
    #expect(parts.map(\.isInCommonFace) == [true, false, false, true])
    #expect(parts.map(\.bytes) == [0..<6, 6..<9, 9..<12, 12..<15])
    #expect(run.parts(in: nil).count == 5)
  }

  /// A cluster that is not one glyph for at most eight bytes of text is shown with its text, in a font of its own.
  @Test func longTextsAndTextsOfSeveralGlyphsArePartsOfTheirOwn() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let face = try drawer.fontCache.commonFace(HouseFonts.mincho)
    var run = HouseFonts.line("東京都臼杵市", x: 10, y: 20)
    run.clusters[1...] = [Cluster(bytes: 9, glyphs: 1), Cluster(bytes: 3, glyphs: 2), Cluster(bytes: 3, glyphs: 1)]
    run.glyphs.removeLast()
    #expect(!run.findGlyphIDs(of: run.asOnePart, in: face) { _, _ in })
    #expect(run.parts(in: face).map(\.isInCommonFace) == [true, false, false, true])
  }
}

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
