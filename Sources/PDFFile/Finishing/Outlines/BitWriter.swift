/// Bits into bytes, the lowest first (RFC 1951 3.1.1).
struct BitWriter {
  private let output: UnsafeMutableRawPointer
  private(set) var count = 0
  private var held: UInt64 = 0
  private var heldBits: UInt64 = 0

  /// - Parameter output: has room for all that is written, and eight bytes more.
  init(_ output: UnsafeMutableRawPointer) {
    self.output = output
  }

  /// The code of each byte.
  mutating func write(_ bytes: UnsafeRawBufferPointer, by code: OutlineCode) {
    var writer = self
    code.withLiterals { literals in
      for byte in bytes { writer.write(literals[Int(byte)]) }
    }
    self = writer
  }

  /// So many bits of words, of which the last may have more room than bits.
  mutating func write(_ words: UnsafeBufferPointer<UInt64>, bitCount: Int) {
    // Copies, which stay in registers.
    var (count, held) = (self.count, self.held)
    let (shift, whole) = (heldBits, bitCount >> 6)
    for index in 0..<whole {
      let word = words[index]
      output.storeBytes(of: (held | word << shift).littleEndian, toByteOffset: count, as: UInt64.self)
      count += 8
      // A shift by 64 gives 0 here, as it does for a word that was just filled.
      held = word >> (64 - shift)
    }
    (self.count, self.held) = (count, held)
    if bitCount & 63 != 0 { write(words[whole], UInt64(bitCount & 63)) }
  }

  mutating func write(_ bits: OutlineCode.Bits) { write(UInt64(bits.value), UInt64(bits.count)) }

  /// - Parameters:
  ///   - value: nothing in it but the bits.
  ///   - count: 64 at most.
  mutating func write(_ value: UInt64, _ count: UInt64) {
    held |= value << heldBits
    let filled = heldBits + count
    if filled < 64 {
      heldBits = filled
      return
    }
    output.storeBytes(of: held.littleEndian, toByteOffset: self.count, as: UInt64.self)
    self.count += 8
    // A shift by 64 gives 0 here, as it does for a word that was just filled.
    held = value >> (64 - heldBits)
    heldBits = filled - 64
  }

  /// The last byte filled up with zeros.
  mutating func end() {
    output.storeBytes(of: held.littleEndian, toByteOffset: count, as: UInt64.self)
    count += Int(heldBits + 7) / 8
    (held, heldBits) = (0, 0)
  }
}
