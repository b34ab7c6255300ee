import CCairo
import DrawingSamples
import Testing
import Typesetting

@testable import Drawing

/// The fonts of the glyphs that papers show often, against FreeType.
@Suite struct CommonGlyphsTests {
  /// Outline points in font units, with their kinds, and the width.
  private struct Shape: Equatable {
    var points: [Int]
    var width: Int
  }

  private func shape(_ face: FT_Face, _ glyph: UInt32) throws -> Shape {
    try #require(FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING)) == 0)
    let outline = face.pointee.glyph.pointee.outline
    var points: [Int] = []
    for index in 0..<Int(outline.n_points) {
      points += [Int(outline.points[index].x), Int(outline.points[index].y), Int(outline.tags[index]) & 3]
    }
    for index in 0..<Int(outline.n_contours) { points.append(Int(outline.contours[index])) }
    return Shape(points: points, width: face.pointee.glyph.pointee.metrics.horiAdvance)
  }

  @Test(arguments: [HouseFonts.mincho, HouseFonts.gothic])
  func everyGlyphHasTheOutlineAndTheWidthOfTheOriginal(_ id: FaceID) throws {
    let library = try #require(FreeTypeLibrary())
    let file = try #require(HouseFonts.source.fontFile(of: id))
    let font = try HouseFonts.stripped.font(of: id)
    let numbering = try #require(font.numbering)
    let original = try #require(library.open(file.bytes))
    defer { library.close(original) }
    let common = try #require(library.open(font.bytes))
    defer { library.close(common) }
    #expect(common.pointee.num_glyphs == numbering.count)
    for glyph in numbering.glyphs {
      let number = try #require(numbering.number(of: glyph))
      let (ours, theirs) = (try shape(common, number), try shape(original, glyph))
      if ours != theirs { Issue.record("glyph \(glyph)") }
    }
  }

  /// A paper that is made alone gets a font with its own outlines only, under the same numbers.
  @Test func whatIsNotWantedIsEmptyAndKeepsItsWidth() throws {
    let file = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho))
    let numbering = GlyphNumbering(ranges: HouseFonts.source.commonGlyphs(of: HouseFonts.mincho))
    let font = try #require(StrippedFont(file: file.bytes, numbering: numbering, wanted: [3000, 12_252]))
    let library = try #require(FreeTypeLibrary())
    let original = try #require(library.open(file.bytes))
    defer { library.close(original) }
    let face = try #require(library.open(font.bytes))
    defer { library.close(face) }
    for glyph: UInt32 in [3000, 12_252] {
      #expect(try shape(face, try #require(numbering.number(of: glyph))) == shape(original, glyph))
    }
    let empty = try shape(face, 2999)
    #expect(try empty.points.isEmpty && empty.width == shape(original, 2999).width)
  }

  @Test func numbersHaveNoGapsAndNoDoubles() {
    let numbering = GlyphNumbering(ranges: [0...8, 10...10, 100...120])
    #expect(numbering.glyphs.compactMap(numbering.number) == Array(0..<UInt32(numbering.count)))
    #expect([9, 11, 99, 121, .max].allSatisfy { numbering.number(of: $0) == nil })
    #expect(numbering.keptIDs == 9)
  }

  /// Fonts that cannot be written so: a collection of PostScript outlines, a file that ends early, and glyphs that the font does not have.
  @Test func otherFontsAreLeftToHarfBuzz() throws {
    let numbering = GlyphNumbering(ranges: [0...100])
    let noto = try #require(HouseFonts.source.fontFile(of: HouseFonts.notoSerif))
    #expect(StrippedFont(file: noto.bytes, numbering: numbering, wanted: nil) == nil)
    let mincho = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho))
    let beyond = GlyphNumbering(ranges: [0...60_000])
    #expect(StrippedFont(file: mincho.bytes, numbering: beyond, wanted: nil) == nil)
    for length in [0, 11, 12, 100, 5000, mincho.bytes.count / 2] {
      let cut = UnsafeRawBufferPointer(rebasing: mincho.bytes[..<length])
      #expect(StrippedFont(file: cut, numbering: numbering, wanted: nil) == nil, "\(length) bytes")
    }
  }

  /// Every byte of an outline may be wrong; then there is no font rather than another outline, and nothing is read outside.
  @Test func aDamagedOutlineIsNoOutlineOrOneThatEndsInIt() throws {
    let file = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho).flatMap { TrueTypeFile($0.bytes) })
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

  @Test func aRunIsPartedWhereTheHouseHasNoGlyph() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.stripped)
    // 鸙 and 鵫 are in the face, but not among what papers show often.
    let run = HouseFonts.line("東京鸙鵫都", x: 10, y: 20)
    let parts = run.parts(in: try drawer.rack.face(HouseFonts.mincho))
    #expect(parts.map(\.clusters) == [0..<2, 2..<3, 3..<4, 4..<5])
    #expect(parts.map(\.isOfHouse) == [true, false, false, true])
    #expect(parts.map(\.bytes) == [0..<6, 6..<9, 9..<12, 12..<15])
    #expect(run.parts(in: nil).count == 5)
  }
}
