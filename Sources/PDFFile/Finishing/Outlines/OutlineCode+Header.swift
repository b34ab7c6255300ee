extension OutlineCode {
  /// The order in which the lengths of the code of lengths are given: RFC 1951 3.2.7.
  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// The first bits of a block that is the last of its stream and declares our codes: 3.2.7. Each length is said by itself, none as a
  /// repetition, which would save a dozen bytes of the ninety.
  static var header: [Bits] {
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
