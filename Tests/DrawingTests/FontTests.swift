import CCairo
import DrawingSamples
import Layout
import Testing
import Typesetting

@testable import Drawing
@testable import DrawnDocument

/// The font that Cairo embeds in place of all others, read by FreeType.
@Suite struct PlaceholderFontTests {
  @Test(arguments: [1, 17, 2048, 65_535]) func everyGlyphHoldsItsNumberAndHasItsWidth(_ capacity: Int) throws {
    let library = try #require(FreeTypeLibrary())
    let font = PlaceholderFont(capacity: capacity)
    for number in 0..<capacity { font.setWidth((number * 7) % 1500, of: number) }
    let face = try #require(library.open(font.bytes))
    defer { library.close(face) }
    #expect(face.pointee.num_glyphs == capacity && face.pointee.units_per_EM == 1000)
    let file = try #require(FaceFile(font.bytes))
    for number in 0..<capacity {
      let status = FT_Load_Glyph(face, FT_UInt(number), FT_Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING))
      let width = face.pointee.glyph.pointee.metrics.horiAdvance
      let read = file.outline(of: number).flatMap(PlaceholderFont.number)
      if status != 0 || width != (number * 7) % 1500 || read != number { Issue.record("glyph \(number)") }
    }
  }

  @Test func anotherOutlineHoldsNoNumber() throws {
    let font = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho))
    let file = try #require(FaceFile(font.bytes, owner: HouseFonts.source))
    for glyph in 0..<file.glyphCount {
      if let outline = file.outline(of: glyph), PlaceholderFont.number(in: outline) != nil { Issue.record("\(glyph)") }
    }
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(PlaceholderFont.number(in: none) == nil)
  }

  @Test func aGlyphHasANumberForEachOfItsTexts() throws {
    var cache = try #require(FontCache(fonts: HouseFonts.drawingFonts))
    func number(_ glyph: UInt32, _ text: String, _ part: Int = 0, of parts: Int = 1) throws -> Int {
      try cache.number(of: glyph, HouseFonts.mincho, text: Array(text.utf8)[...], part: part, of: parts)
    }
    let texts = ["A", "B", "", "字の並びが八バイトより長い", "字の並びが八バイトより長いもの"]
    let numbers = try texts.map { try number(3000, $0) }
    #expect(Set(numbers).count == texts.count && !numbers.contains(0))
    #expect(try texts.map { try number(3000, $0) } == numbers)
    #expect(try number(17, "A") != numbers[0] && number(3000, "A", 0, of: 2) != number(3000, "A", 1, of: 2))
    #expect(cache.table.glyphs[numbers[1]].text == Array("0042".utf8))
  }

  /// A page may show more glyphs than a placeholder has room for.
  @Test func theFontGrowsWithTheGlyphs() throws {
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let glyphs = Array(UInt32(1)..<5000)
    let runs = stride(from: 0, to: glyphs.count, by: 100).map { start in
      let line = glyphs[start..<min(start + 100, glyphs.count)]
      return GlyphRun(
        face: HouseFonts.mincho, size: .pt(4), colour: .black,
        glyphs: line.enumerated().map { PlacedGlyph(glyph: $1, x: .pt(Double($0) * 5)) },
        clusters: line.map { _ in Cluster(bytes: 3, glyphs: 1) }, text: String(repeating: "字", count: line.count),
        origin: Point(.pt(20), .pt(20 + Double(start) / 20)))
    }
    let document = try drawer.pdf([.init(width: .mm(210), height: .mm(297), content: [.leaf(.paragraph, runs)])])
    #expect(document.pieces[0].glyphs.map { document.glyphs[$0.number].glyph } == glyphs.map(Int.init))
    // They are forgotten when there are too many, with the pieces that name them.
    drawer.fontCache.removeGlyphs()
    #expect(drawer.fontCache.table.glyphs.count == 1)
  }
}

@Suite struct FaceFileTests {
  @Test func aCollectionHasFacesByNumber() throws {
    let noto = try #require(HouseFonts.source.fontFile(of: HouseFonts.notoSerif)).bytes
    let first = try #require(FaceFile(noto, owner: HouseFonts.source))
    #expect(!first.isTrueType && first.unitsPerEm == 1000 && first.postScriptName == "NotoSerifCJKjp-Regular")
    let last = try #require(FaceFile(noto, number: 4, owner: HouseFonts.source))
    #expect(last.postScriptName != first.postScriptName)
    #expect(FaceFile(noto, number: 5, owner: HouseFonts.source) == nil && FaceFile(noto, number: -1) == nil)
  }

  @Test func whatAFontSaysOfItself() throws {
    let mincho = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho)).bytes
    let file = try #require(FaceFile(mincho, owner: HouseFonts.source))
    #expect(file.isTrueType && file.postScriptName == "BIZUDMincho-Regular" && file.unitsPerEm == 2048)
    #expect(file.ascent == 880 && file.descent == -120 && file.capHeight == 765 && file.box == [-1, -128, 1000, 880])
    #expect(file.embeddedOutline(of: 1) == [], "the space")
    #expect(file.embeddedOutline(of: 3000) != nil && file.embeddedOutline(of: 60_000) == nil)
    #expect(FaceFile(mincho, number: 1) == nil, "no collection")
  }

  @Test func filesThatEndEarlyAreNoFonts() throws {
    let mincho = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho)).bytes
    for length in [0, 11, 12, 100, 5000, mincho.count / 2] {
      #expect(FaceFile(UnsafeRawBufferPointer(rebasing: mincho[..<length])) == nil, "\(length) bytes")
    }
  }

  /// Every byte of an outline may be wrong; then there is no font rather than another outline, and nothing is read
  /// outside.
  @Test func aDamagedOutlineIsNoOutlineOrOneThatEndsInIt() throws {
    let font = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho))
    let file = try #require(FaceFile(font.bytes, owner: HouseFonts.source))
    let outline = Array(try #require(file.outline(of: 3000)))
    for place in outline.indices {
      for value: UInt8 in [0, 0x08, 0x7F, 0xFF] {
        var damaged = outline
        damaged[place] = value
        damaged.withUnsafeBytes { bytes in
          guard let simple = SimpleOutline(bytes) else { return }
          #expect(simple.withoutProgram.count <= damaged.count)
        }
      }
    }
    for length in outline.indices {
      outline.withUnsafeBytes { bytes in _ = SimpleOutline(UnsafeRawBufferPointer(rebasing: bytes[..<length])) }
    }
  }
}

@Suite struct KeptPiecesTests {
  @Test func theOneNotAskedForLongestIsForgotten() {
    var cache = BoundedCache<Int, String>(limit: 3)
    for number in 1...3 { cache[number] = "\(number)" }
    #expect(cache[1] == "1")
    cache[4] = "4"
    #expect(cache.count == 3 && cache[2] == nil && cache[1] == "1" && cache[3] == "3" && cache[4] == "4")
  }

  /// What is asked for with every paper stays, however many pieces come and go.
  @Test func whatIsUsedIsKept() {
    func source(_ number: Int) -> PieceSource {
      .text([HouseFonts.line("第\(number)号", x: 10, y: 10)])
    }
    func piece(_ number: Int) -> KeptPiece { KeptPiece(piece: Piece(content: [UInt8(number & 255)]), box: .empty) }
    var cache = PieceCache(limit: 10)
    cache.keep(piece(0), of: source(0))
    for number in 1...100 {
      cache.keep(piece(number), of: source(number))
      #expect(cache[source(0)]?.piece == piece(0).piece && cache.count <= 22)
    }
    #expect(cache[source(1)] == nil && cache[source(100)] != nil)
  }
}
