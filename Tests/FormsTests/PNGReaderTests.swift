import Layout
import Testing
import Typesetting

@testable import Forms

@Suite("Pictures of the house are read")
struct PNGReaderTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let number: Int
    let channels: Int
    let depth: Int

    var testDescription: String { "colour type \(number), \(depth) bits" }
  }

  static let kinds: [Kind] =
    [1, 2, 4, 8, 16].map { Kind(number: 0, channels: 1, depth: $0) }
    + [8, 16].map { Kind(number: 2, channels: 3, depth: $0) }
    + [1, 2, 4, 8].map { Kind(number: 3, channels: 1, depth: $0) }
    + [8, 16].map { Kind(number: 4, channels: 2, depth: $0) }
    + [8, 16].map { Kind(number: 6, channels: 4, depth: $0) }

  /// A palette of as many colours as the depth can name.
  static func palette(_ depth: Int) -> [UInt8] {
    (0..<1 << depth).flatMap {
      [UInt8(truncatingIfNeeded: $0 * 7), UInt8(truncatingIfNeeded: $0 * 13), UInt8(truncatingIfNeeded: $0 * 31)]
    }
  }

  /// A picture of 13 × 11 pixels of noise, its rows under each filter in turn, and the samples in it.
  static func noise(_ kind: Kind) -> (png: [UInt8], samples: [[Int]]) {
    var seed = UInt64(kind.number * 100 + kind.depth)
    let samples = (0..<11).map { _ in
      (0..<13 * kind.channels).map { _ -> Int in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(seed >> 40) & ((1 << kind.depth) - 1)
      }
    }
    let rows = samples.map { pack($0, depth: kind.depth) }
    let png = PNGWriter.png(
      width: 13, height: 11, depth: kind.depth, kind: kind.number, rows: rows,
      pixelBytes: max(1, kind.channels * kind.depth / 8),
      extra: kind.number == 3
        ? [("PLTE", palette(kind.depth)), ("tRNS", [0, 128])] : [("tEXt", Array("Title\0x".utf8))]
    ) { $0 % 5 }
    return (png, samples)
  }

  static func pack(_ samples: [Int], depth: Int) -> [UInt8] {
    if depth == 16 { return samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] } }
    let perByte = 8 / depth
    return stride(from: 0, to: samples.count, by: perByte).map { start in
      (0..<perByte).reduce(UInt8(0)) { byte, location in
        let sample = start + location < samples.count ? samples[start + location] : 0
        return byte | UInt8(sample << (8 - depth * (location + 1)))
      }
    }
  }

  @Test("of every colour type and depth, under every filter", arguments: kinds)
  func kind(_ kind: Kind) throws {
    let (png, samples) = Self.noise(kind)
    let image = try PNGReader.read(png)
    #expect(image.width == 13 && image.height == 11)
    func eight(_ sample: Int) -> UInt8 {
      UInt8(kind.depth == 16 ? sample >> 8 : sample * 255 / ((1 << kind.depth) - 1))
    }
    let palette = Self.palette(kind.depth)
    var expected: [UInt8] = []
    for row in samples {
      for start in stride(from: 0, to: row.count, by: kind.channels) {
        let pixel = row[start..<start + kind.channels].map(eight)
        switch kind.number {
        case 0: expected += [pixel[0], pixel[0], pixel[0], 255]
        case 2: expected += pixel + [255]
        case 3: expected += palette[row[start] * 3..<row[start] * 3 + 3] + [[0, 128, 255][min(2, row[start])]]
        case 4: expected += [pixel[0], pixel[0], pixel[0], pixel[1]]
        default: expected += pixel
        }
      }
    }
    #expect(image.pixels == expected)
  }

  @Test("with one colour that is seen through")
  func hidden() throws {
    let grey = PNGWriter.png(
      width: 2, height: 1, depth: 8, kind: 0, rows: [[7, 8]], pixelBytes: 1, extra: [("tRNS", [0, 7])])
    #expect(try PNGReader.read(grey).pixels == [7, 7, 7, 0, 8, 8, 8, 255])
    let colour = PNGWriter.png(
      width: 2, height: 1, depth: 8, kind: 2, rows: [[1, 2, 3, 1, 2, 4]], pixelBytes: 3,
      extra: [("tRNS", [0, 1, 0, 2, 0, 3])])
    #expect(try PNGReader.read(colour).pixels == [1, 2, 3, 0, 1, 2, 4, 255])
  }

  @Test("and a damaged one is refused: no byte can be changed or cut off unnoticed")
  func damage() {
    let whole = Self.noise(Kind(number: 2, channels: 3, depth: 8)).png
    for index in whole.indices {
      var changed = whole
      changed[index] ^= 0x20
      #expect(throws: PNGFault.self, "byte \(index) changed") { try PNGReader.read(changed) }
      #expect(throws: PNGFault.self, "cut at \(index)") { try PNGReader.read(Array(whole[..<index])) }
    }
  }

  @Test("unless it is too large, interlaced or of an unknown kind")
  func refused() {
    func header(_ width: Int, _ height: Int, depth: UInt8 = 8, kind: UInt8 = 0, interlaced: UInt8 = 0) -> [UInt8] {
      PNGWriter.signature
        + PNGWriter.chunk("IHDR", PNGWriter.bytes(width) + PNGWriter.bytes(height) + [depth, kind, 0, 0, interlaced])
    }
    #expect(throws: PNGFault.tooLarge(width: 2001, height: 2000)) { try PNGReader.read(header(2001, 2000)) }
    #expect(throws: PNGFault.tooLarge(width: 2_147_483_647, height: 2_147_483_647)) {
      try PNGReader.read(header(2_147_483_647, 2_147_483_647))
    }
    #expect(throws: PNGFault.interlaced) { try PNGReader.read(header(1, 1, interlaced: 1)) }
    #expect(throws: PNGFault.notPNG) { try PNGReader.read(Array("GIF89a".utf8)) }
    for (depth, kind) in [(3, 0), (16, 3), (4, 2), (8, 5)] as [(UInt8, UInt8)] {
      #expect(throws: PNGFault.damaged(chunk: "IHDR")) { try PNGReader.read(header(1, 1, depth: depth, kind: kind)) }
    }
    let noPalette = PNGWriter.png(width: 1, height: 1, depth: 8, kind: 3, rows: [[0]], pixelBytes: 1)
    #expect(throws: PNGFault.damaged(chunk: "PLTE")) { try PNGReader.read(noPalette) }
    let tooFew = PNGWriter.png(
      width: 1, height: 1, depth: 8, kind: 3, rows: [[2]], pixelBytes: 1, extra: [("PLTE", [0, 0, 0])])
    #expect(throws: PNGFault.damaged(chunk: "PLTE")) { try PNGReader.read(tooFew) }
    let rowsMissing = PNGWriter.png(width: 1, height: 2, depth: 8, kind: 0, rows: [[0]], pixelBytes: 1)
    #expect(throws: PNGFault.damaged(chunk: "IDAT")) { try PNGReader.read(rowsMissing) }
  }
}

/// Writes small PNGs of every kind, for the reader to be tested against: filters are applied here, checksums and
/// streams made by hand.
enum PNGWriter {
  /// - Parameters:
  ///   - rows: the packed rows, each as many bytes as width, channels and depth make.
  ///   - filter: the filter of a row by its count.
  ///   - extra: chunks between IHDR and IDAT.
  static func png(
    width: Int, height: Int, depth: Int, kind: Int, rows: [[UInt8]], pixelBytes: Int, interlaced: Bool = false,
    extra: [(String, [UInt8])] = [], filter: (Int) -> Int = { _ in 0 }
  ) -> [UInt8] {
    var filtered: [UInt8] = []
    var above = [UInt8](repeating: 0, count: rows.first?.count ?? 0)
    for (index, row) in rows.enumerated() {
      filtered.append(UInt8(filter(index)))
      filtered += self.filtered(row, above: above, by: filter(index), pixelBytes: pixelBytes)
      above = row
    }
    let header = bytes(width) + bytes(height) + [UInt8(depth), UInt8(kind), 0, 0, interlaced ? 1 : 0]
    let stream = stored(filtered)
    // In two pieces: a reader must join them.
    let cut = stream.count / 2
    return signature + chunk("IHDR", header) + extra.flatMap { chunk($0.0, $0.1) }
      + chunk("IDAT", Array(stream[..<cut]))
      + chunk("IDAT", Array(stream[cut...])) + chunk("IEND", [])
  }

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bytes(data.count) + body + bytes(Int(checksum(body)))
  }

  static func bytes(_ number: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// A zlib stream of one stored block.
  static func stored(_ data: [UInt8]) -> [UInt8] {
    let length = [UInt8(truncatingIfNeeded: data.count), UInt8(truncatingIfNeeded: data.count >> 8)]
    var (a, b) = (1, 0)
    for byte in data {
      a = (a + Int(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return [0x78, 0x01, 0x01] + length + length.map { ~$0 } + data + bytes(b << 16 | a)
  }

  private static func checksum(_ data: [UInt8]) -> UInt32 {
    var crc = ~UInt32(0)
    for byte in data {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  private static func filtered(_ row: [UInt8], above: [UInt8], by filter: Int, pixelBytes step: Int) -> [UInt8] {
    row.indices.map { x in
      let left = x >= step ? Int(row[x - step]) : 0
      let corner = x >= step ? Int(above[x - step]) : 0
      let up = Int(above[x])
      let prediction: Int
      switch filter {
      case 1: prediction = left
      case 2: prediction = up
      case 3: prediction = (left + up) / 2
      case 4: prediction = [left, up, corner].min { abs(left + up - corner - $0) < abs(left + up - corner - $1) } ?? 0
      default: prediction = 0
      }
      return row[x] &- UInt8(prediction)
    }
  }
}
