import CDeflate
import Glibc
import PDFFile
import Testing

/// What is packed expands to the same bytes, by a decoder that is not ours.
@Suite struct OutlinePackerTests {
  struct Font: CustomTestStringConvertible {
    let testDescription: String
    let outlines: [[UInt8]]
  }

  static let fonts: [Font] = [
    Font(testDescription: "every byte", outlines: [Array(0...255), [], Array((0...255).reversed())]),
    Font(testDescription: "the same outline three times", outlines: Array(repeating: Array("東京都".utf8), count: 3)),
    Font(testDescription: "no three bytes", outlines: [[1], [2, 2], [3, 3]]),
    Font(testDescription: "matches of every length", outlines: (1...600).map { Array(repeating: UInt8($0 & 255), count: $0) }),
    Font(
      testDescription: "matches from every distance",
      outlines: (1...2100).map { distance in Array("起点 ".utf8) + Array(repeating: 0xFF, count: distance) + Array("起点 ".utf8) }),
    Font(testDescription: "more than a window", outlines: [(0..<70_000).map { UInt8($0 % 251) }, Array(0...9)]),
    Font(testDescription: "whatever", outlines: (1...200).map { seed in Self.noise(seed: seed, count: seed * 7) }),
  ]

  @Test(arguments: fonts) func whatIsPackedExpandsToTheSame(_ font: Font) throws {
    let file = Self.file(font.outlines)
    let packed = try #require(Self.packed(file, by: OutlinePacker()))
    #expect(try Self.expanded(packed, room: file.count) == file)
  }

  @Test func anOutlineIsPackedAlikeWhateverWasPackedBefore() throws {
    let used = OutlinePacker()
    for font in Self.fonts + Self.fonts.reversed() {
      let file = Self.file(font.outlines)
      #expect(Self.packed(file, by: used) == Self.packed(file, by: OutlinePacker()), "\(font.testDescription)")
    }
  }

  @Test func moreOutlinesThanAreKeptArePackedToo() throws {
    let packer = OutlinePacker(limit: 1000)
    for seed in 1...20 {
      let file = Self.file((0..<9).map { Self.noise(seed: seed * 1000 + $0, count: 100) })
      let packed = try #require(Self.packed(file, by: packer))
      #expect(try Self.expanded(packed, room: file.count) == file)
    }
  }

  @Test func whatIsNoFontInOrderIsLeftToOthers() {
    let file = Self.file([Array(0...99), Array(100...199)])
    var disorder = file
    // Two offsets of loca change places.
    let loca = Self.start(of: "loca", in: file)
    for index in 0..<4 { disorder.swapAt(loca + 4 + index, loca + 8 + index) }
    for damaged in [[], Array("OTTO".utf8), Array(file.prefix(40)), Array(file.dropLast(60)), disorder, Self.file([])] {
      #expect(Self.packed(damaged, by: OutlinePacker()) == nil)
    }
  }

  private static func packed(_ file: [UInt8], by packer: OutlinePacker) -> [UInt8]? {
    file.withUnsafeBytes { packer.packed($0, check: adler(file)) }
  }

  private static func expanded(_ packed: [UInt8], room: Int) throws -> [UInt8] {
    var written = 0
    var status: Int32 = -1
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      status = packed.withUnsafeBytes { cdeflate_expand($0.baseAddress, packed.count, output.baseAddress, room, &written) }
      count = status == 0 ? written : 0
    }
    try #require(status == 0)
    return bytes
  }

  /// RFC 1950 8.2.
  private static func adler(_ bytes: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return high << 16 | low
  }

  /// A font file with what the packer looks at: head, loca in the long form, glyf.
  private static func file(_ outlines: [[UInt8]]) -> [UInt8] {
    var loca = [UInt8](four: 0)
    var glyf: [UInt8] = []
    for outline in outlines {
      glyf += outline
      loca += [UInt8](four: glyf.count)
    }
    var head = [UInt8](repeating: 0, count: 54)
    head[51] = 1
    var (directory, body): ([UInt8], [UInt8]) = ([], [])
    for (name, table) in [("glyf", glyf), ("head", head), ("loca", loca)] {
      directory += Array(name.utf8)
      for number in [0, 12 + 48 + body.count, table.count] { directory += [UInt8](four: number) }
      body += table
    }
    let start: [UInt8] = [0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0]
    return start + directory + body
  }

  private static func start(of name: String, in file: [UInt8]) -> Int {
    let entry = [12, 28, 44].first { entry in file[entry..<entry + 4].elementsEqual(name.utf8) } ?? 12
    return file[entry + 8..<entry + 12].reduce(0) { $0 << 8 | Int($1) }
  }

  private static func noise(seed: Int, count: Int) -> [UInt8] {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56) & (seed.isMultiple(of: 2) ? 0xFF : 0x07)
    }
  }
}

extension [UInt8] {
  fileprivate init(four number: Int) { self = [24, 16, 8, 0].map { shift in UInt8(truncatingIfNeeded: number >> shift) } }
}
