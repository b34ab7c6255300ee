/// A fixed Huffman code for outlines of TrueType fonts, as the one dynamic block of a deflate stream declares it (RFC 1951 3.2.7).
///
/// A code that is made for each font says a percent more, but then no glyph can be packed before the document is known.
struct OutlineCode: Sendable {
  /// Literals, the end, and classes of match lengths; by symbol.
  private let symbols: [Bits]
  private let distances: [Bits]
  /// The block's first bits: the last one of its stream, its codes declared.
  let header: [Bits]

  static let shared = OutlineCode()

  /// Bits in the order in which they are written: the lowest first.
  struct Bits: Sendable, Hashable {
    let value: UInt32
    let count: UInt8
  }

  private init() {
    symbols = Self.codes(Self.literalLengths)
    distances = Self.codes(Self.distanceLengths)
    header = Self.header
  }

  subscript(literal: UInt8) -> Bits { symbols[Int(literal)] }

  var end: Bits { symbols[256] }

  func withLiterals<Result>(_ use: (UnsafeBufferPointer<Bits>) -> Result) -> Result {
    symbols.withUnsafeBufferPointer(use)
  }

  /// The class of a value, and what stands behind the class's code to tell the value in it.
  typealias CodePlace = (index: Int, rest: Bits)

  /// What a match is written as: its length's class, what of the length the class leaves open, and the same of its distance.
  func match(length: Int, distance: Int) -> (Bits, Bits, Bits, Bits) {
    let (length, distance) = (Self.matchLengths.place(of: length), Self.matchDistances.place(of: distance))
    return (symbols[257 + length.index], length.rest, distances[distance.index], distance.rest)
  }

  /// Canonical codes of those lengths, turned round because a Huffman code is written from its highest bit on: RFC 1951 3.1.1, 3.2.2.
  static func codes(_ lengths: [UInt8]) -> [Bits] {
    var next = [UInt32](repeating: 0, count: 17)
    for length in lengths where length > 0 { next[Int(length) + 1] += 1 }
    for length in 1..<17 { next[length] = (next[length] + next[length - 1]) << 1 }
    return lengths.map { length in
      guard length > 0 else { return Bits(value: 0, count: 0) }
      defer { next[Int(length)] += 1 }
      var turned: UInt32 = 0
      for bit in 0..<UInt32(length) where next[Int(length)] >> bit & 1 == 1 {
        turned |= 1 << (UInt32(length) - 1 - bit)
      }
      return Bits(value: turned, count: length)
    }
  }
}
