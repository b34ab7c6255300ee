/// UTF-16 in pieces to UTF-8, so that rows of every encoding but CP932 are split in one way.
///
/// A surrogate without its other half becomes the three bytes that it would have in UTF-8 if UTF-8 allowed it (WTF-8), and an odd last
/// byte becomes FF: neither is UTF-8, so the check that every record passes refuses the record that holds them, at the right place.
struct UTF16Transcoder: Sendable {
  private let isBigEndian: Bool
  private var oddByte: UInt8?
  private var high: UInt16?

  init(isBigEndian: Bool) {
    self.isBigEndian = isBigEndian
  }

  mutating func transcode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 2 + 3)
    for byte in bytes {
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      take(isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first), into: &result)
    }
    return result
  }

  /// What the end of the input leaves over.
  mutating func finish() -> [UInt8] {
    var result: [UInt8] = []
    if let high { Self.append(UInt32(high), to: &result) }
    if oddByte != nil { result.append(0xFF) }
    high = nil
    oddByte = nil
    return result
  }

  private mutating func take(_ unit: UInt16, into result: inout [UInt8]) {
    if let first = high {
      high = nil
      if UTF16.isTrailSurrogate(unit) {
        Self.append(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &result)
        return
      }
      Self.append(UInt32(first), to: &result)
    }
    if UTF16.isLeadSurrogate(unit) {
      high = unit
    } else {
      Self.append(UInt32(unit), to: &result)
    }
  }

  private static func append(_ scalar: UInt32, to result: inout [UInt8]) {
    func trail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: result.append(UInt8(scalar))
    case ..<0x800: result += [0xC0 | UInt8(scalar >> 6), trail(0)]
    case ..<0x10000: result += [0xE0 | UInt8(scalar >> 12), trail(6), trail(0)]
    default: result += [0xF0 | UInt8(scalar >> 18), trail(12), trail(6), trail(0)]
    }
  }

  /// How many bytes of UTF-16 the UTF-8 (or what stands for a fault in it) came from: two a character, four beyond the BMP.
  static func width(ofTranscoded bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { width, byte in
      switch byte {
      case 0x80..<0xC0: width
      case 0xF0..<0xF8: width + 4
      case 0xFF: width + 1
      default: width + 2
      }
    }
  }
}
