import CDeflate

// What deflate data (RFC 1951) are written with: the code, the classes of match lengths and distances, a writer of
// bits, and the check value of the zlib stream around them (RFC 1950).

/// One Huffman code for the outlines of all TrueType fonts. The single dynamic block of a font's deflate stream
/// declares it (RFC 1951 3.2.7).
///
/// A code made for each font would save a percent, but then no outline could be packed before the whole document is
/// known. How long each code is was found by scripts/make-outline-code.py (OutlineCode+Lengths.swift).
struct OutlineCode: Sendable {
  /// The codes of literals, of the end of the block, and of the classes of match lengths, by symbol.
  private let symbols: [Bits]
  private let distances: [Bits]
  /// The first bits of the block, which declare that it is the last one, and its codes.
  let header: [Bits]

  static let shared = OutlineCode()

  /// Bits to write, the lowest first.
  struct Bits: Sendable, Hashable {
    let value: UInt32
    let count: UInt8
  }

  private init() {
    symbols = Self.codes(Self.literalLengths)
    distances = Self.codes(Self.distanceLengths)
    header = Self.blockHeader
  }

  subscript(literal: UInt8) -> Bits { symbols[Int(literal)] }

  var end: Bits { symbols[256] }

  func withLiterals<Result>(_ use: (UnsafeBufferPointer<Bits>) -> Result) -> Result {
    symbols.withUnsafeBufferPointer(use)
  }

  /// A length or distance as it is written: the number of its class, and the extra bits that tell it from others of the
  /// class.
  typealias ClassedValue = (index: Int, extra: Bits)

  /// What a match is written as: the class and the extra bits of its length, then those of its distance.
  func match(length: Int, distance: Int) -> (Bits, Bits, Bits, Bits) {
    let (length, distance) = (Self.matchLengths.classify(length), Self.matchDistances.classify(distance))
    return (symbols[257 + length.index], length.extra, distances[distance.index], distance.extra)
  }

  /// The canonical codes of those lengths (RFC 1951 3.2.2), reversed because a Huffman code is written from its highest
  /// bit on (3.1.1).
  static func codes(_ lengths: [UInt8]) -> [Bits] {
    var next = [UInt32](repeating: 0, count: 17)
    for length in lengths where length > 0 { next[Int(length) + 1] += 1 }
    for length in 1..<17 { next[length] = (next[length] + next[length - 1]) << 1 }
    return lengths.map { length in
      guard length > 0 else { return Bits(value: 0, count: 0) }
      defer { next[Int(length)] += 1 }
      var reversed: UInt32 = 0
      for bit in 0..<UInt32(length) where next[Int(length)] >> bit & 1 == 1 {
        reversed |= 1 << (UInt32(length) - 1 - bit)
      }
      return Bits(value: reversed, count: length)
    }
  }
}

extension OutlineCode {
  /// The order in which the lengths of the code for code lengths are written: RFC 1951 3.2.7.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// The header of the block (3.2.7). Each code length is written by itself, none as a repetition, which would save a
  /// dozen of its ninety bytes.
  private static var blockHeader: [Bits] {
    // The last block; its kind, dynamic; how many lengths of each code follow.
    var bits = [
      Bits(value: 1, count: 1), Bits(value: 2, count: 2), Bits(value: UInt32(literalLengths.count - 257), count: 5),
      Bits(value: UInt32(distanceLengths.count - 1), count: 5), Bits(value: UInt32(order.count - 4), count: 4),
    ]
    let lengths = lengthLengths + [0, 0, 0]
    bits += order.map { Bits(value: UInt32(lengths[$0]), count: 3) }
    let codes = Self.codes(lengths)
    return bits + (literalLengths + distanceLengths).map { codes[Int($0)] }
  }
}

/// The classes of match lengths, or of distances: the values of a class share a code, and extra bits tell them apart
/// (RFC 1951 3.2.5).
struct MatchClasses: Sendable {
  /// The least value of each class, ascending, and how many extra bits its values have.
  private let least: [Int]
  private let bits: [UInt8]
  /// The class of each value, from 0 on.
  private let index: [UInt8]

  var range: ClosedRange<Int> { least[0]...index.count - 1 }

  /// - Parameters:
  ///   - first: the least value of all.
  ///   - single: how many classes hold one value.
  ///   - step: how many of the classes after those have the same number of extra bits, before it grows by one.
  ///   - last: the greatest value of all, which has a class of its own among lengths.
  init(first: Int, single: Int, step: Int, count: Int, last: Int? = nil) {
    var (least, bits): ([Int], [UInt8]) = ([], [])
    var value = first
    for number in 0..<count {
      let rest = number < single ? 0 : (number - single) / step + 1
      least.append(value)
      bits.append(UInt8(rest))
      value += 1 << rest
    }
    if let last {
      least[count - 1] = last
      bits[count - 1] = 0
      value = last + 1
    }
    self.least = least
    self.bits = bits
    index = (0..<value).map { value in UInt8(max(0, (least.firstIndex { $0 > value } ?? count) - 1)) }
  }

  func classify(_ value: Int) -> OutlineCode.ClassedValue {
    let number = Int(index[value])
    return (number, OutlineCode.Bits(value: UInt32(value - least[number]), count: bits[number]))
  }
}

extension OutlineCode {
  static let matchLengths = MatchClasses(first: 3, single: 8, step: 4, count: 29, last: 258)
  /// 22 of the 30 classes: 2,048 bytes back, farther than all but a few outlines are long.
  static let matchDistances = MatchClasses(first: 1, single: 4, step: 2, count: 22)
}

/// Writes bits into bytes, the lowest first (RFC 1951 3.1.1).
struct BitWriter {
  private let output: UnsafeMutableRawPointer
  private(set) var count = 0
  /// Bits that do not fill a word yet, and how many.
  private var held: UInt64 = 0
  private var heldBits: UInt64 = 0

  /// - Parameter output: memory for all that is written, and eight bytes more.
  init(_ output: UnsafeMutableRawPointer) {
    self.output = output
  }

  /// Writes each byte as a literal.
  mutating func writeBytes(_ bytes: UnsafeRawBufferPointer, with code: OutlineCode) {
    var writer = self
    code.withLiterals { literals in
      for byte in bytes { writer.writeBits(literals[Int(byte)]) }
    }
    self = writer
  }

  /// Writes the first `bitCount` bits of words.
  mutating func writeWords(_ words: UnsafeBufferPointer<UInt64>, bitCount: Int) {
    // Local copies stay in registers, which properties would not.
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
    if bitCount & 63 != 0 { writeBits(words[whole], UInt64(bitCount & 63)) }
  }

  mutating func writeBits(_ bits: OutlineCode.Bits) { writeBits(UInt64(bits.value), UInt64(bits.count)) }

  /// - Parameters:
  ///   - value: the bits, and zeros above them.
  ///   - count: how many, 64 at most.
  mutating func writeBits(_ value: UInt64, _ count: UInt64) {
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

  /// Fills the last byte up with zeros.
  mutating func finish() {
    output.storeBytes(of: held.littleEndian, toByteOffset: count, as: UInt64.self)
    count += Int(heldBits + 7) / 8
    (held, heldBits) = (0, 0)
  }
}

/// The check value of zlib data (RFC 1950 8.2). It can be put together from parts whose sums were found before.
struct Adler32 {
  private var low: UInt64 = 1
  private var high: UInt64 = 0

  /// The largest prime below 65536, by which Adler-32 is defined.
  private static let base: UInt64 = 65521

  var value: UInt32 { UInt32(high << 16 | low) }

  /// What some bytes contribute, wherever in the data they are.
  struct Part {
    fileprivate let count: UInt64
    fileprivate let low: UInt64
    fileprivate let high: UInt64

    init(_ bytes: [UInt8]) {
      var alone = Adler32()
      alone.low = 0
      alone.addBytes(bytes)
      (count, low, high) = (UInt64(bytes.count), alone.low, alone.high)
    }
  }

  mutating func addPart(_ part: Part) {
    high = (high + part.count % Self.base * low + part.high) % Self.base
    low = (low + part.low) % Self.base
  }

  mutating func addBytes(_ bytes: [UInt8]) {
    // An empty array may have no address, and without an address the library returns the value of no data at all.
    if bytes.isEmpty { return }
    let sum = bytes.withUnsafeBytes { cdeflate_adler32(value, $0.baseAddress, $0.count) }
    (low, high) = (UInt64(sum & 0xFFFF), UInt64(sum >> 16))
  }
}
