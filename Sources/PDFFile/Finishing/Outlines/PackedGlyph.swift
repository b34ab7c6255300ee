/// An outline as the bits of literals and matches.
struct PackedGlyph {
  private(set) var words: [UInt64] = []
  private(set) var bitCount = 0

  /// - Parameter finder: whose memory of other outlines does not matter.
  init(_ outline: UnsafeRawBufferPointer, code: OutlineCode, finder: inout MatchFinder) {
    finder.begin()
    var place = 0
    while place < outline.count {
      if let match = finder.match(in: outline, at: place) {
        let (length, more, distance, further) = code.match(length: match.length, distance: match.distance)
        let cost = length.count + more.count + distance.count + further.count
        if outline[place..<place + match.length].reduce(0, { $0 + Int(code[$1].count) }) > Int(cost) {
          for bits in [length, more, distance, further] { append(bits) }
          for passed in place + 1..<place + match.length { finder.remember(outline, at: passed) }
          place += match.length
          continue
        }
      }
      append(code[outline[place]])
      place += 1
    }
  }

  private mutating func append(_ bits: OutlineCode.Bits) {
    if bits.count == 0 { return }
    let used = bitCount & 63
    if used == 0 {
      words.append(UInt64(bits.value))
    } else {
      words[words.count - 1] |= UInt64(bits.value) << UInt64(used)
      if used + Int(bits.count) > 64 { words.append(UInt64(bits.value) >> UInt64(64 - used)) }
    }
    bitCount += Int(bits.count)
  }
}
