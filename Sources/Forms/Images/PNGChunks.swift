import CDeflate

/// The chunks of a PNG (ISO/IEC 15948, 5.3): length, type, data, checksum.
struct PNGChunks {
  private let bytes: [UInt8]
  private var position: Int

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  init(_ bytes: [UInt8]) throws(PNGFault) {
    guard bytes.starts(with: Self.signature) else { throw .notPNG }
    self.bytes = bytes
    position = Self.signature.count
  }

  /// The next chunk; its checksum holds.
  mutating func next() throws(PNGFault) -> (type: String, data: ArraySlice<UInt8>) {
    guard bytes.count - position >= 12 else { throw .damaged(chunk: "IEND") }
    let length = Self.number(bytes[position..<position + 4])
    let name = bytes[position + 4..<position + 8]
    let type = String(decoding: name.allSatisfy { 0x41...0x7A ~= $0 } ? name : [0x3F], as: UTF8.self)
    guard length <= bytes.count - position - 12 else { throw .damaged(chunk: type) }
    let data = position + 8..<position + 8 + length
    let checksum = bytes[position + 4..<data.upperBound].withUnsafeBytes { cdeflate_crc32($0.baseAddress, $0.count) }
    guard Int(checksum) == Self.number(bytes[data.upperBound..<data.upperBound + 4]) else {
      throw .damaged(chunk: type)
    }
    position = data.upperBound + 4
    return (type, bytes[data])
  }

  /// Four bytes, the highest first.
  static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.reduce(0) { $0 << 8 | Int($1) }
  }
}
