import CDeflate

/// The check value of zlib data (RFC 1950 8.2), of parts some of which were looked at before.
struct Adler32 {
  private var low: UInt64 = 1
  private var high: UInt64 = 0

  private static let base: UInt64 = 65521

  var value: UInt32 { UInt32(high << 16 | low) }

  /// What some bytes add, wherever they stand.
  struct Part {
    fileprivate let count: UInt64
    fileprivate let low: UInt64
    fileprivate let high: UInt64

    init(_ bytes: [UInt8]) {
      var alone = Adler32()
      alone.low = 0
      alone.add(bytes)
      (count, low, high) = (UInt64(bytes.count), alone.low, alone.high)
    }
  }

  mutating func add(_ part: Part) {
    high = (high + part.count % Self.base * low + part.high) % Self.base
    low = (low + part.low) % Self.base
  }

  mutating func add(_ bytes: [UInt8]) {
    // An empty array may have no address, for which the library begins anew.
    if bytes.isEmpty { return }
    let sum = bytes.withUnsafeBytes { cdeflate_adler32(value, $0.baseAddress, $0.count) }
    (low, high) = (UInt64(sum & 0xFFFF), UInt64(sum >> 16))
  }
}
