/// Writes small PNGs of every kind, for the reader to be tested against: filters are applied here, checksums and streams made by hand.
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
