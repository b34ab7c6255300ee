import CDeflate
import Testing

@testable import PDFFinishing
@testable import PDFSyntax

/// A placeholder becomes the font that it stands for; what is packed expands to that, by a decoder that is not ours.
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

  @Test(arguments: fonts) func aPlaceholderBecomesTheFontThatItStandsFor(_ font: Font) throws {
    let placeholder = try Self.placeholder(font.outlines)
    let packed = try Self.packer(font.outlines).packFont(placeholder)
    let file = try Self.expanded(packed.data, room: packed.length)
    #expect(file.count == packed.length)
    let tables = try SFNT(file)
    let padded = font.outlines.map { $0 + [UInt8](repeating: 0, count: (4 - $0.count % 4) % 4) }
    #expect(tables["glyf"] == Array(padded.joined()))
    var places: [UInt8] = [UInt8](four: 0)
    var place = 0
    for outline in padded {
      place += outline.count
      places += [UInt8](four: place)
    }
    #expect(tables["loca"] == places)
    #expect(tables["hmtx"] == Array("widths of all".utf8))
    #expect(tables["maxp"]?[26...27] == [0, 0], "the largest program is none")
    #expect(tables["maxp"]?[..<26] == placeholder.tables.first { $0.isNamed("maxp") }.map { $0.content.prefix(26) })
    #expect(tables.wrongChecksums == [])
  }

  @Test func anOutlineIsPackedAlikeWhateverWasPackedBefore() throws {
    let all = Self.fonts.flatMap(\.outlines)
    let used = Self.packer(all)
    var first = 0
    for font in Self.fonts {
      let placeholder = try Self.placeholder(font.outlines, firstKey: first)
      let expected = try Self.packer(all).packFont(placeholder)
      for _ in 1...2 {
        let packed = try used.packFont(placeholder)
        #expect(packed.data == expected.data && packed.length == expected.length, "\(font.testDescription)")
      }
      first += font.outlines.count
    }
  }

  @Test func aGlyphThatTheHouseHasNotIsAFault() throws {
    let placeholder = try Self.placeholder([[1, 2, 3]])
    #expect(throws: PDFFault.self) { try OutlinePacker().packFont(placeholder) }
  }

  @Test func theTagBelongsToTheGlyphs() throws {
    let outlines = (0..<300).map { [UInt8($0 & 255)] }
    let tags = try (0..<200).map { try Self.placeholder(Array(outlines[..<100]), firstKey: $0).tag }
    #expect(Set(tags).count == 200 && tags.allSatisfy { $0.count == 6 && $0.allSatisfy { (0x41...0x5A).contains($0) } })
    #expect(try Self.placeholder(Array(outlines[..<100]), firstKey: 7).tag == tags[7])
  }

  @Test func aFontIsNoPlaceholder() throws {
    var file = Self.placeholderFile([[1], [2]])
    let maxp = try #require(Self.place(of: "maxp", in: file))
    file[maxp + 27] = 0
    var doubled = Self.placeholderFile([[1], [2]])
    let hmtx = try #require(doubled.firstRange(of: Array("hmtx".utf8)))
    doubled.replaceSubrange(hmtx, with: Array("maxp".utf8))
    for other in [[], Array("OTTO".utf8), file, doubled] { #expect(try PlaceholderFile(other[...]) == nil) }
  }

  @Test func whatGlyphsSayStandsBehindTheirKeys() throws {
    #expect(try Self.placeholder([[1], []]).texts == [0x97_ADE5, 0x97_ADE5])
  }

  /// Whatever byte is wrong or missing: no placeholder, a fault, or one that can be written.
  @Test func aDamagedPlaceholderIsAFaultOrAnotherFont() throws {
    let file = Self.placeholderFile([[1, 2, 3], [], [4]])
    let packer = OutlinePacker { _ in [1, 2, 3] }
    func use(_ damaged: [UInt8]) {
      guard let font = try? PlaceholderFile(damaged[...]) else { return }
      _ = try? packer.packFont(font)
    }
    for place in file.indices {
      for value: UInt8 in [0, 1, 4, 0x7F, 0xFF] {
        var damaged = file
        damaged[place] = value
        use(damaged)
      }
      use(Array(file[..<place]))
    }
    var disorder = file
    let loca = try #require(Self.place(of: "loca", in: file))
    for index in 0..<4 { disorder.swapAt(loca + 4 + index, loca + 8 + index) }
    use(disorder)
    var wrong = file
    wrong[try #require(Self.place(of: "glyf", in: file)) + 13] = 9
    #expect(throws: PDFFault.self) { try PlaceholderFile(wrong[...]) }
  }

  /// Keys are the outlines' places in the list, from `firstKey` on.
  private static func placeholder(_ outlines: [[UInt8]], firstKey: Int = 0) throws -> PlaceholderFile {
    try #require(try PlaceholderFile(placeholderFile(outlines, firstKey: firstKey)[...]))
  }

  private static func packer(_ outlines: [[UInt8]]) -> OutlinePacker {
    OutlinePacker { outlines.indices.contains(Int($0)) ? outlines[Int($0)] : nil }
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

  /// A font file as Cairo writes it of a placeholder.
  private static func placeholderFile(_ outlines: [[UInt8]], firstKey: Int = 0) -> [UInt8] {
    var (glyf, loca): ([UInt8], [UInt8]) = ([], [UInt8](four: 0))
    for index in outlines.indices {
      glyf +=
        [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 1, 0, 12] + [UInt8](four: firstKey + index) + [
          0xE5, 0xAD, 0x97, 0, 0, 0, 0, 0,
        ]
      glyf += [1, 1, 0, 0, 0, 9, 0, 0, 0, 9]
      loca += [UInt8](four: glyf.count)
    }
    var head = [UInt8](repeating: 7, count: 54)
    head[51] = 1
    var maxp = [UInt8](repeating: 0, count: 32)
    (maxp[4], maxp[5], maxp[27]) = (UInt8(outlines.count >> 8), UInt8(outlines.count & 255), 12)
    var (directory, body): ([UInt8], [UInt8]) = ([], [])
    let tables = [
      ("glyf", glyf), ("head", head), ("hmtx", Array("widths of all".utf8)), ("loca", loca), ("maxp", maxp),
    ]
    for (name, table) in tables {
      directory += Array(name.utf8)
      for number in [0, 12 + 16 * tables.count + body.count, table.count] { directory += [UInt8](four: number) }
      body += table
      while body.count % 4 != 0 { body.append(0) }
    }
    return [0, 1, 0, 0, 0, UInt8(tables.count), 0, 64, 0, 2, 0, 16] + directory + body
  }

  private static func place(of name: String, in file: [UInt8]) -> Int? {
    stride(from: 12, to: 12 + 16 * Int(file[5]), by: 16).first { file[$0..<$0 + 4].elementsEqual(name.utf8) }
      .map { file[$0 + 8..<$0 + 12].reduce(0) { $0 << 8 | Int($1) } }
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
