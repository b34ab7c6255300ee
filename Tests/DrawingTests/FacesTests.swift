import CCairo
import CFaces
import DrawingSamples
import Glibc
import Testing

@testable import Drawing

/// Tables of faces in memory as FreeType reads them, faster.
@Suite struct FacesTests {
  private typealias Load =
    @convention(c) (
      FT_Face?, FT_ULong, FT_Long, UnsafeMutablePointer<FT_Byte>?, UnsafeMutablePointer<FT_ULong>?
    ) -> FT_Error

  private static let tags = [
    "glyf", "loca", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cmap", "GSUB", "zzzz",
  ]
  private static let ranges: [(offset: Int, length: Int)] = [
    (0, 0), (0, 1), (0, 12), (4, 4), (1000, 100), (0, 1 << 30), (1 << 30, 4), (-4, 4),
  ]

  @Test func cairoReadsThroughUs() throws {
    _ = try PageDrawer(fonts: HouseFonts.drawingFonts).pdf([SamplePages.certificate()])
    #expect(cfaces_has_read() != 0)
  }

  /// FreeType's own, past the definition that this process finds first.
  private static func freetype() throws -> Load {
    let library = try #require(dlopen("libfreetype.so.6", RTLD_NOW | RTLD_LOCAL))
    return unsafeBitCast(try #require(dlsym(library, "FT_Load_Sfnt_Table")), to: Load.self)
  }

  @Test func whatIsReadIsWhatFreeTypeReads() throws {
    let load = try Self.freetype()
    let library = try #require(FreeTypeLibrary())
    for face in [HouseFonts.mincho, HouseFonts.ipamj] {
      let font = try HouseFonts.drawingFonts.subset(GlyphSet(face: face, glyphs: Array(1...300)))
      let opened = try #require(library.open(font.bytes))
      defer { library.close(opened) }
      for name in Self.tags {
        let tag = name.utf8.reduce(FT_ULong(0)) { $0 << 8 | FT_ULong($1) }
        for (offset, length) in Self.ranges {
          var (ours, freetypes) = (FT_ULong(length), FT_ULong(length))
          let room = length < 1 << 20 ? length : 0
          var (bytes, others) = ([FT_Byte](repeating: 7, count: room), [FT_Byte](repeating: 7, count: room))
          let done = cfaces_read(opened, tag, FT_Long(offset), &bytes, &ours)
          // What is not done here is asked of FreeType by the same call, so only what is done can differ.
          guard done >= 0 else { continue }
          #expect(load(opened, tag, FT_Long(offset), &others, &freetypes) == done)
          #expect(ours == freetypes && bytes == others, "\(name) \(offset) \(length)")
        }
        var (found, length) = (FT_ULong(0), FT_ULong(0))
        #expect(
          cfaces_read(opened, tag, 0, nil, &found) == load(opened, tag, 0, nil, &length) && found == length, "\(name)")
      }
    }
  }

  /// One font of a collection, and an OpenType font with PostScript outlines.
  @Test func otherFacesAreLeftToFreeType() throws {
    let library = try #require(FreeTypeLibrary())
    let file = try #require(HouseFonts.source.fontFile(of: HouseFonts.notoSerif))
    let face = try #require(library.open(file.bytes))
    defer { library.close(face) }
    var length: FT_ULong = 0
    #expect(cfaces_read(face, 0x6865_6164, 0, nil, &length) == -1)
    #expect(cfaces_read(nil, 0x6865_6164, 0, nil, &length) == -1)
  }
}
