import CDeflate
import DrawingSamples
import DrawnDocument
import Testing

@testable import PDFFinishing
@testable import PDFSyntax

/// Fonts of the glyphs of a document; what is packed expands to them, by a decoder that is not ours.
@Suite struct OutlinePackerTests {
  struct Font: CustomTestStringConvertible {
    let testDescription: String
    let outlines: [[UInt8]]
  }

  static let fonts: [Font] = [
    Font(testDescription: "every byte", outlines: [Array(0...255), [], Array((0...255).reversed())]),
    Font(testDescription: "the same outline three times", outlines: Array(repeating: Array("東京都".utf8), count: 3)),
    Font(testDescription: "no three bytes", outlines: [[1], [2, 2], [3, 3]]),
    Font(
      testDescription: "matches of every length",
      outlines: (1...600).map { Array(repeating: UInt8($0 & 255), count: $0) }),
    Font(
      testDescription: "matches from every distance",
      outlines: (1...2100).map { distance in
        Array("起点 ".utf8) + Array(repeating: 0xFF, count: distance) + Array("起点 ".utf8)
      }),
    Font(testDescription: "more than a window", outlines: [(0..<70_000).map { UInt8($0 % 251) }, Array(0...9)]),
    Font(testDescription: "whatever", outlines: (1...200).map { seed in Self.noise(seed: seed, count: seed * 7) }),
  ]

  @Test(arguments: fonts) func aFontHasTheOutlinesOfItsGlyphs(_ font: Font) throws {
    let packed = try OutlinePacker().packFont(Self.face(), Self.glyphs(font.outlines))
    let file = try Self.expanded(packed.data, room: packed.length)
    #expect(file.count == packed.length)
    let tables = try SFNT(file)
    let padded = ([Self.notDefined] + font.outlines).map { $0 + [UInt8](repeating: 0, count: (4 - $0.count % 4) % 4) }
    #expect(tables["glyf"] == Array(padded.joined()))
    var places: [UInt8] = [UInt8](four: 0)
    var place = 0
    for outline in padded {
      place += outline.count
      places += [UInt8](four: place)
    }
    #expect(tables["loca"] == places)
    let count = font.outlines.count + 1
    #expect(tables["hmtx"]?.count == count * 4 && tables["maxp"]?[4...5] == [UInt8(count >> 8), UInt8(count & 255)])
    #expect(tables["maxp"]?[26...27] == [0, 0], "the largest program is none")
    #expect(tables.wrongChecksums == [])
  }

  @Test func anOutlineIsPackedAlikeWhateverWasPackedBefore() throws {
    let used = OutlinePacker()
    var first = 1
    for font in Self.fonts {
      let glyphs = Self.glyphs(font.outlines, first: first)
      let expected = try OutlinePacker().packFont(Self.face(), glyphs)
      for _ in 1...2 {
        let packed = try used.packFont(Self.face(), glyphs)
        #expect(packed.data == expected.data && packed.length == expected.length, "\(font.testDescription)")
      }
      first += font.outlines.count
    }
  }

  @Test func aGlyphThatTheFaceHasNotIsAFault() throws {
    let glyph = DrawnGlyph(face: 0, glyph: 60_000, width: 1000, text: [])
    #expect(throws: PDFFault.self) { try OutlinePacker().packFont(Self.face(), [glyph]) }
  }

  @Test func theTagBelongsToTheGlyphs() throws {
    let glyphs = (0..<300).map { DrawnGlyph(face: 0, glyph: $0, width: 1000, text: []) }
    let tags = (0..<200).map { DocumentWriter.tag(of: Array(glyphs[$0..<$0 + 100])) }
    #expect(Set(tags).count == 200 && tags.allSatisfy { $0.count == 6 && $0.allSatisfy { ("A"..."Z").contains($0) } })
    #expect(
      DocumentWriter.tag(
        of: glyphs[7..<107].map {
          var other = $0; other.face = 3; return other
        }) == tags[7])
  }

  private static func face() throws -> FaceFile {
    let font = try #require(HouseFonts.source.fontFile(of: HouseFonts.mincho))
    return try #require(FaceFile(font.bytes, owner: HouseFonts.source))
  }

  private static var notDefined: [UInt8] { (try? face())?.embeddedOutline(of: 0) ?? [] }

  /// Glyphs of made-up outlines, with ids from `first` on.
  private static func glyphs(_ outlines: [[UInt8]], first: Int = 1) -> [DrawnGlyph] {
    outlines.enumerated().map { DrawnGlyph(face: 0, glyph: first + $0, width: 1000, text: [], outline: $1) }
  }

  private static func expanded(_ packed: [UInt8], room: Int) throws -> [UInt8] {
    var written = 0
    var status: Int32 = -1
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      status = packed.withUnsafeBytes {
        cdeflate_expand($0.baseAddress, packed.count, output.baseAddress, room, &written)
      }
      count = status == 0 ? written : 0
    }
    try #require(status == 0)
    return bytes
  }

  private static func noise(seed: Int, count: Int) -> [UInt8] {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56) & (seed.isMultiple(of: 2) ? 0xFF : 0x07)
    }
  }
}

/// A font file by its tables, read without the help of what is tested (OpenType 1.9, table directory).
struct SFNT {
  private var tables: [String: [UInt8]] = [:]
  /// Names of tables whose checksum is not that of their words, and `file` when that of the whole is wrong.
  private(set) var wrongChecksums: [String] = []

  init(_ file: [UInt8]) throws {
    try #require(file.count >= 12)
    for entry in stride(from: 12, to: 12 + 16 * Int(file[5]), by: 16) {
      let name = String(decoding: file[entry..<entry + 4], as: UTF8.self)
      let numbers = stride(from: entry + 4, to: entry + 16, by: 4).map { Self.number(file, $0) }
      try #require(numbers[1] + numbers[2] <= file.count)
      var content = Array(file[numbers[1]..<numbers[1] + numbers[2]])
      tables[name] = content
      if name == "head" { content.replaceSubrange(8..<12, with: [0, 0, 0, 0]) }
      if Self.sum(content) != numbers[0] { wrongChecksums.append(name) }
    }
    if Self.sum(file) != 0xB1B0_AFBA { wrongChecksums.append("file") }
  }

  subscript(name: String) -> [UInt8]? { tables[name] }

  private static func number(_ file: [UInt8], _ place: Int) -> Int {
    file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func sum(_ bytes: [UInt8]) -> Int {
    let padded = bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    return stride(from: 0, to: padded.count, by: 4).reduce(0) { ($0 + number(padded, $1)) & 0xFFFF_FFFF }
  }
}

extension [UInt8] {
  fileprivate init(four number: Int) {
    self = [24, 16, 8, 0].map { shift in UInt8(truncatingIfNeeded: number >> shift) }
  }
}
