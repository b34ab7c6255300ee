import CCairo
import DrawingSamples
import Layout
import TestSupport
import Testing
import Typesetting

@testable import Drawing
@testable import PDFFinishing
@testable import PDFSyntax
@testable import PDFText

/// The fonts of a finished file, against the faces that its glyphs were taken from.
@Suite struct EmbeddedFontTests {
  /// Outline points with their kinds, ends of contours, and the width, in font units.
  private func shape(_ face: FT_Face, _ glyph: UInt32) throws -> [Int] {
    try #require(FT_Load_Glyph(face, glyph, FT_Int32(FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING)) == 0)
    let outline = face.pointee.glyph.pointee.outline
    var shape = [face.pointee.glyph.pointee.metrics.horiAdvance]
    for index in 0..<Int(outline.n_points) {
      shape += [Int(outline.points[index].x), Int(outline.points[index].y), Int(outline.tags[index]) & 3]
    }
    for index in 0..<Int(outline.n_contours) { shape.append(Int(outline.contours[index])) }
    return shape
  }

  private func withFace<Result>(_ bytes: UnsafeRawBufferPointer, _ use: (FT_Face) throws -> Result) throws -> Result {
    var library: FT_Library?
    try #require(FT_Init_FreeType(&library) == 0)
    defer { FT_Done_FreeType(library) }
    var face: FT_Face?
    let start = bytes.baseAddress?.assumingMemoryBound(to: FT_Byte.self)
    try #require(FT_New_Memory_Face(library, start, bytes.count, 0, &face) == 0)
    return try use(try #require(face))
  }

  /// Glyphs by number, in lines of a hundred: the text does not matter here.
  private func page(_ glyphs: [UInt32], _ face: FaceID = HouseFonts.mincho) -> Page {
    let runs = stride(from: 0, to: glyphs.count, by: 100).map { start in
      let line = Array(glyphs[start..<min(start + 100, glyphs.count)])
      return GlyphRun(
        face: face, size: .pt(4), condensed: 1, turns: 0, colour: .black,
        glyphs: line.enumerated().map { PlacedGlyph(glyph: $1, x: .pt(Double($0) * 5), y: .zero) },
        clusters: line.map { _ in Cluster(bytes: 3, glyphs: 1) }, text: String(repeating: "字", count: line.count),
        origin: Point(.pt(20), .pt(20 + Double(start) / 20)))
    }
    return Page(width: .mm(210), height: .mm(297), content: [.leaf(.paragraph, runs)])
  }

  private func fonts(of file: [UInt8]) throws -> [[UInt8]] {
    let reader = try PDFReader(file)
    return try (1..<reader.references.entries.count).compactMap { number in
      guard let object = try reader.object(number), object.isStream, try object.dictionary()["Length1"] != nil else {
        return nil
      }
      return try reader.expanded(object)
    }
  }

  @Test(arguments: [HouseFonts.mincho, HouseFonts.gothic])
  func everyGlyphOfAFileHasTheOutlineAndTheWidthOfTheOriginal(_ id: FaceID) throws {
    // Every seventh glyph of the face, backwards.
    let glyphs = Array(stride(from: UInt32(1), to: 12_000, by: 7).reversed())
    let file = try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page(glyphs, id)]))
    #expect(try TextReader.pages(of: file) == [Array(String(repeating: "字", count: glyphs.count).utf8)])
    let embedded = try fonts(of: file)
    #expect(embedded.count == 1)
    #expect(try SFNT(embedded[0]).wrongChecksums == [])
    let original = try #require(HouseFonts.source.fontFile(of: id)).bytes
    try withFace(original) { original in
      try embedded[0].withUnsafeBytes { bytes in
        try withFace(bytes) { face in
          #expect(face.pointee.num_glyphs == glyphs.count + 1)
          for (index, glyph) in ([0] + glyphs).enumerated() {
            if try shape(face, UInt32(index)) != shape(original, glyph) { Issue.record("glyph \(glyph)") }
          }
        }
      }
    }
  }

  /// Neither the numbers that glyphs got before, nor the pieces that are kept, change a file.
  @Test func aFileIsTheSameWhateverWasDrawnBefore() throws {
    let sample = [SamplePages.certificate()]
    let expected = try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf(sample))
    let drawer = try PageDrawer(fonts: HouseFonts.drawingFonts)
    let packer = OutlinePacker()
    func finished(_ pages: [Page]) throws -> [UInt8] {
      let drawn = try drawer.pdf(pages)
      return try PDFFinisher.finish(drawn, SampleFile.metadata(), packer: packer)
    }
    // So many glyphs make the placeholder grow, once and again, and in the end all are forgotten.
    for (glyphs, count) in [(5000..<5750, 1), (1..<3000, 1), (3000..<9000, 1), (40..<50, 33), (9000..<13_900, 2)] {
      let crowd = Array(repeating: page(Array(UInt32(glyphs.lowerBound)..<UInt32(glyphs.upperBound))), count: count)
      #expect(
        try finished(crowd) == SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf(crowd)), "\(glyphs)")
      #expect(try finished(sample) == expected, "after \(glyphs)")
    }
    drawer.fontCache.removeGlyphs()
    drawer.keptPieces.removeAll()
    #expect(try finished(sample) == expected)
  }

  /// In whatever order papers are drawn, by however many workers, and together on one surface or not.
  @Test func aFileIsTheSameInEveryOrder() throws {
    func pages(_ number: Int) -> [Page] { [SamplePages.certificate(number % 7), SamplePages.pictures()] }
    let expected = try (0..<12).map {
      try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf(pages($0)))
    }
    var dice = Seeded(seed: 17)
    for _ in 0..<3 {
      let workers = try (0..<2).map { _ in try PageDrawer(fonts: HouseFonts.drawingFonts) }
      for number in (0..<12).shuffled(using: &dice) {
        let drawer = try #require(workers.randomElement(using: &dice))
        #expect(try SampleFile.finished(drawer.pdf(pages(number))) == expected[number], "\(number)")
      }
      let order = (0..<12).shuffled(using: &dice)
      let together = try PageDrawer(fonts: HouseFonts.drawingFonts).pdfs(order.map { PagesToDraw(pages($0)) })
      for (number, drawn) in zip(order, together) { #expect(try SampleFile.finished(drawn) == expected[number]) }
    }
  }

  /// PostScript outlines, written anew: the same curves as in the face, by FreeType's reading of both.
  @Test func compactFontsHaveTheOutlinesOfTheOriginal() throws {
    let text = "𡈽保証書A1（か、"
    let run = HouseFonts.line(text, HouseFonts.notoSerif, x: 30, y: 50)
    let page = Page(width: .mm(210), height: .mm(297), content: [.leaf(.paragraph, [run])])
    let file = try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page]))
    #expect(try TextReader.pages(of: file) == [Array(text.utf8)])
    let reader = try PDFReader(file)
    let embedded = try (1..<reader.references.entries.count).compactMap { number -> [UInt8]? in
      guard let object = try reader.object(number), object.isStream,
        let kind = try object.dictionary()["Subtype"], kind.isName("CIDFontType0C")
      else { return nil }
      return try reader.expanded(object)
    }
    #expect(embedded.count == 1)
    let original = try #require(HouseFonts.source.fontFile(of: HouseFonts.notoSerif)).bytes
    try withFace(original) { original in
      try embedded[0].withUnsafeBytes { bytes in
        try withFace(bytes) { face in
          #expect(face.pointee.num_glyphs == run.glyphs.count + 1)
          for (index, glyph) in run.glyphs.enumerated() {
            let (ours, theirs) = (try shape(face, UInt32(index + 1)), try shape(original, glyph.glyph))
            #expect(ours == theirs, "\(index)")
          }
        }
      }
    }
  }

  /// Cairo takes a run for nothing when none of its glyphs reaches anywhere.
  @Test(arguments: ["\u{3000}", " ", "\u{3000}\u{3000}"], [4.0, 6, 9, 24]) func spacesAloneAreText(
    _ text: String, size: Double
  ) throws {
    let page = Page(
      width: .mm(210), height: .mm(297), content: [.leaf(.paragraph, [HouseFonts.line(text, size: size, x: 30, y: 50)])]
    )
    let file = try SampleFile.finished(PageDrawer(fonts: HouseFonts.drawingFonts).pdf([page]))
    #expect(try TextReader.pages(of: file) == [Array(text.utf8)])
  }

  /// Only the faces tell them apart.
  @Test func fontsOfOneNameKeepTheirTexts() throws {
    let fonts = DrawingFonts(source: TwinFonts())
    var other = HouseFonts.line("東京", x: 30, y: 60)
    other.face = TwinFonts.twin
    let page = Page(
      width: .mm(210), height: .mm(297),
      content: [.leaf(.paragraph, [HouseFonts.line("臼杵", x: 30, y: 50)]), .leaf(.paragraph, [other])])
    let file = try SampleFile.finished(PageDrawer(fonts: fonts).pdf([page]))
    #expect(try TextReader.pages(of: file) == [Array("臼杵東京".utf8)])
    #expect(try Set(self.fonts(of: file)).count == 2)
  }
}

/// One font file under two ids.
private final class TwinFonts: FaceSource {
  static let twin = FaceID(index: 9)

  func fontFile(of face: FaceID) -> (bytes: UnsafeRawBufferPointer, collectionIndex: Int)? {
    HouseFonts.source.fontFile(of: face == Self.twin ? HouseFonts.mincho : face)
  }
}
