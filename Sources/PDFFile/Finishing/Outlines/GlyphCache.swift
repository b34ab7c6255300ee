import Glibc

/// Outlines that were packed before, each told by all its bytes.
struct GlyphCache {
  private var entries: [Entry] = []
  /// Places in `entries`, from 1; 0 is vacant. A power of two, at most half of it used.
  private var slots = [UInt32](repeating: 0, count: 1 << 10)
  private var outlines: [UInt8] = []
  private var words: [UInt64] = []
  private var finder = MatchFinder()
  private let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  struct Entry {
    fileprivate let hash: UInt64
    fileprivate let outline: Range<Int>
    let words: Range<Int>
    let bitCount: Int
  }

  /// Called between fonts only: whoever holds an entry's place must still find it.
  mutating func beginFont() {
    if outlines.count > limit { self = GlyphCache(limit: limit) }
  }

  subscript(place: Int) -> Entry { entries[place] }

  /// The words of all entries; the bits of one fill its last word up with zeros.
  func withWords<Result>(_ use: (UnsafeBufferPointer<UInt64>) -> Result) -> Result { words.withUnsafeBufferPointer(use) }

  /// The entry of an outline, packed now if it is new.
  mutating func place(of outline: UnsafeRawBufferPointer, code: OutlineCode) -> Int {
    let hash = Self.hash(outline)
    let slot: Int
    switch find(outline, hash) {
    case .known(let place): return place
    case .vacant(let vacant): slot = vacant
    }
    let packed = PackedGlyph(outline, code: code, finder: &finder)
    entries.append(
      Entry(
        hash: hash, outline: outlines.count..<outlines.count + outline.count, words: words.count..<words.count + packed.words.count,
        bitCount: packed.bitCount))
    outlines.append(contentsOf: outline)
    words.append(contentsOf: packed.words)
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  private enum Finding {
    case known(place: Int)
    case vacant(slot: Int)
  }

  private func find(_ outline: UnsafeRawBufferPointer, _ hash: UInt64) -> Finding {
    slots.withUnsafeBufferPointer { slots in
      entries.withUnsafeBufferPointer { entries in
        outlines.withUnsafeBytes { outlines in
          var slot = Int(hash & UInt64(slots.count - 1))
          while slots[slot] != 0 {
            let entry = entries[Int(slots[slot]) - 1]
            if entry.hash == hash, entry.outline.count == outline.count, let kept = outlines.baseAddress, let new = outline.baseAddress,
              memcmp(kept + entry.outline.lowerBound, new, outline.count) == 0
            {
              return .known(place: Int(slots[slot]) - 1)
            }
            slot = (slot + 1) & (slots.count - 1)
          }
          return .vacant(slot: slot)
        }
      }
    }
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (place, entry) in entries.enumerated() {
      var slot = Int(entry.hash & UInt64(slots.count - 1))
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(place + 1)
    }
  }

  /// Eight bytes at a time; outlines that agree in it are compared, so it need only be quick.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash = UInt64(bytes.count)
    var place = 0
    while place + 8 <= bytes.count {
      hash = (hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      place += 8
    }
    while place < bytes.count {
      hash = (hash ^ UInt64(bytes[place])) &* 0x9E37_79B9_7F4A_7C15
      place += 1
    }
    return hash ^ hash >> 32
  }
}
