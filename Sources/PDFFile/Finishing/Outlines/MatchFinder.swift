/// Finds what an outline has said before: the last place of the same three bytes.
struct MatchFinder {
  /// By three bytes' hash: the number of the outline, and the place in it.
  private var places = [UInt64](repeating: 0, count: 1 << 12)
  private var outline: UInt64 = 0

  struct Match {
    let length: Int
    let distance: Int
  }

  mutating func begin() { outline += 1 }

  mutating func match(in bytes: UnsafeRawBufferPointer, at place: Int) -> Match? {
    guard let found = remember(bytes, at: place), OutlineCode.matchDistances.range.contains(place - found) else {
      return nil
    }
    var length = 0
    let longest = min(bytes.count - place, OutlineCode.matchLengths.range.upperBound)
    while length < longest, bytes[found + length] == bytes[place + length] { length += 1 }
    return length >= OutlineCode.matchLengths.range.lowerBound ? Match(length: length, distance: place - found) : nil
  }

  /// Notes the place and returns the one before that may be alike.
  @discardableResult
  mutating func remember(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Int? {
    guard place + 3 <= bytes.count, place < 1 << 32 else { return nil }
    let three = UInt32(bytes[place]) << 16 | UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place + 2])
    let slot = Int((three &* 0x9E37_79B1) >> 20)
    let before = places[slot]
    places[slot] = outline << 32 | UInt64(place)
    return before >> 32 == outline ? Int(before & 0xFFFF_FFFF) : nil
  }
}
