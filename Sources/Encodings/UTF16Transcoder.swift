// UTF-16 input is turned into UTF-8 before it is split into records, so that only UTF-8 and CP932 have to be split.
// `UTF16Transcoder` converts; `FileOffsetMap` finds from a byte of the result the byte of the file it came from.

/// Converts UTF-16 to UTF-8, chunk by chunk; a chunk may end anywhere, even inside a code unit.
///
/// What is not UTF-16 is converted to bytes that are not UTF-8 either: a lone surrogate to the three bytes that UTF-8
/// would have for it if it allowed surrogates (as in WTF-8), an odd byte at the end of the input to FF. The check for
/// UTF-8 that every record goes through then refuses the record that holds them, and at the right place.
///
/// `41 00 42 30` (little-endian A, あ) → `41 E3 81 82`
package struct UTF16Transcoder: Sendable {
  private let isBigEndian: Bool
  /// The first byte of a code unit whose second byte is in the next chunk.
  private var oddByte: UInt8?
  /// A high surrogate whose low surrogate has not come yet.
  private var high: UInt16?

  package init(isBigEndian: Bool) {
    self.isBigEndian = isBigEndian
  }

  /// The UTF-8 for the next chunk, as far as it is complete.
  package mutating func transcode(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 2 + 3)
    for byte in bytes {
      guard let first = oddByte else {
        oddByte = byte
        continue
      }
      oddByte = nil
      append(
        unit: isBigEndian ? UInt16(first) << 8 | UInt16(byte) : UInt16(byte) << 8 | UInt16(first), into: &result)
    }
    return result
  }

  /// The bytes for what is incomplete at the end of the input.
  package mutating func finish() -> [UInt8] {
    var result: [UInt8] = []
    if let high { Self.appendUTF8(UInt32(high), to: &result) }
    if oddByte != nil { result.append(0xFF) }
    high = nil
    oddByte = nil
    return result
  }

  private mutating func append(unit: UInt16, into result: inout [UInt8]) {
    if let first = high {
      high = nil
      if UTF16.isTrailSurrogate(unit) {
        Self.appendUTF8(0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(unit) - 0xDC00), to: &result)
        return
      }
      Self.appendUTF8(UInt32(first), to: &result)
    }
    if UTF16.isLeadSurrogate(unit) {
      high = unit
    } else {
      Self.appendUTF8(UInt32(unit), to: &result)
    }
  }

  /// Appends a code point in UTF-8. It takes unpaired surrogates too, which the standard library's encoder refuses.
  private static func appendUTF8(_ scalar: UInt32, to result: inout [UInt8]) {
    func continuation(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(scalar >> shift & 0x3F) }
    switch scalar {
    case ..<0x80: result.append(UInt8(scalar))
    case ..<0x800: result += [0xC0 | UInt8(scalar >> 6), continuation(0)]
    case ..<0x10000: result += [0xE0 | UInt8(scalar >> 12), continuation(6), continuation(0)]
    default: result += [0xF0 | UInt8(scalar >> 18), continuation(12), continuation(6), continuation(0)]
    }
  }

  /// How many bytes of UTF-16 a part of the result was made from. It is enough to look at lead bytes: four bytes of
  /// UTF-16 for a character beyond U+FFFF, one for the FF of an odd last byte, two for any other.
  package static func utf16Length(ofTranscoded bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { length, byte in
      switch byte {
      case 0x80..<0xC0: length
      case 0xF0..<0xF8: length + 4
      case 0xFF: length + 1
      default: length + 2
      }
    }
  }
}

/// Converts indices in a record's bytes to byte offsets in the file. The two differ by a constant, except in a UTF-16
/// file, where characters have another length than in the UTF-8 they became.
package struct FileOffsetMap: Sendable {
  private let bytes: [UInt8]
  private let isTranscoded: Bool
  /// The index asked for last, and its offset in the file; the next is counted from there.
  private var index = 0
  private var offset: Int

  /// - Parameter start: offset in the file at which the record begins.
  package init(_ bytes: [UInt8], start: Int, encoding: TextEncoding) {
    self.bytes = bytes
    isTranscoded = encoding != encoding.internalEncoding
    offset = start
  }

  /// Where in the file the byte at `wanted` came from. Fast if asked in ascending order.
  package mutating func fileOffset(of wanted: Int) -> Int {
    guard isTranscoded else { return offset + wanted }
    if wanted < index {
      offset -= UTF16Transcoder.utf16Length(ofTranscoded: bytes[wanted..<index])
    } else {
      offset += UTF16Transcoder.utf16Length(ofTranscoded: bytes[index..<wanted])
    }
    index = wanted
    return offset
  }
}
