import CDeflate

/// FlateDecode: ISO 32000-1 7.4.4.
enum Deflate {
  /// What one stream may grow to; nothing that we write comes near, and no paper needs more.
  static let limit = 1 << 28

  static func expand(_ bytes: [UInt8], _ range: Range<Int>) throws(PDFFault) -> [UInt8] {
    var room = max(1 << 12, range.count * 4)
    while true {
      var written = 0
      var status: Int32 = 0
      let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
        status = bytes.withUnsafeBytes { input in
          cdeflate_expand(
            UnsafeRawBufferPointer(rebasing: input[range]).baseAddress, range.count, output.baseAddress, room, &written)
        }
        count = status == 0 ? written : 0
      }
      switch status {
      case 0: return result
      case 2 where room < limit: room = min(limit, room * 4)
      case 2: throw PDFFault(.stream("more than \(limit >> 20) MiB"), at: range.lowerBound)
      default: throw PDFFault(.stream("zlib"), at: range.lowerBound)
      }
    }
  }

  static func compress(_ bytes: [UInt8], level: Int32) throws(PDFFault) -> [UInt8] {
    try compress(bytes[...], level: level)
  }

  static func compress(_ bytes: ArraySlice<UInt8>, level: Int32) throws(PDFFault) -> [UInt8] {
    let room = cdeflate_bound(bytes.count)
    let result = [UInt8](unsafeUninitializedCapacity: room) { output, count in
      count = bytes.withUnsafeBytes { input in
        cdeflate_compress(input.baseAddress, input.count, output.baseAddress, room, level)
      }
    }
    guard !result.isEmpty else { throw PDFFault(.stream("no memory"), at: 0) }
    return result
  }

  /// CRC-32 of some bytes.
  static func check(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { cdeflate_crc32($0.baseAddress, $0.count) }
  }

  /// Where the content of zlib data stands as it is, when one block stores all of it (RFC 1951 3.2.4); nil when it must be expanded.
  static func stored(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    let start = range.lowerBound
    guard range.count >= 11, bytes[start + 2] == 1 else { return nil }
    let count = Int(bytes[start + 3]) | Int(bytes[start + 4]) << 8
    return range.count == count + 11 ? start + 7..<start + 7 + count : nil
  }

  /// Whether zlib data only store their content: then they are worth packing.
  static func isStored(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    range.count > 2 && bytes[range.lowerBound + 2] & 0b110 == 0
  }
}
