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
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] != 0 {
      let place = Int(slots[slot]) - 1
      if entries[place].hash == hash, holds(entries[place], outline) { return place }
      slot = (slot + 1) & (slots.count - 1)
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

  private func holds(_ entry: Entry, _ outline: UnsafeRawBufferPointer) -> Bool {
    guard entry.outline.count == outline.count, let start = outline.baseAddress else { return false }
    return outlines.withUnsafeBytes { kept in
      kept.baseAddress.map { memcmp($0 + entry.outline.lowerBound, start, outline.count) == 0 } ?? false
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
