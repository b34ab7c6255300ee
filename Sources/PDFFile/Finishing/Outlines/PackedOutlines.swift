/// Outlines that were packed before, by their keys. There are no more of them than glyphs in the faces of the house.
struct PackedOutlines {
  private var entries: [Entry] = []
  /// By key: place in `entries`, from 1; 0 is none yet.
  private var places: [UInt32] = []
  private var words: [UInt64] = []
  private var finder = MatchFinder()

  /// An outline as it stands in a font, filled up to whole words of four bytes.
  struct Entry {
    let words: Range<Int>
    let bitCount: Int
    let byteCount: Int
    /// The sum of its words, as the font's checksums want it.
    let wordSum: UInt32
    /// What it adds to Adler-32.
    let check: Adler32.Part
  }

  subscript(key: UInt32) -> Entry? {
    guard key < places.count, places[Int(key)] > 0 else { return nil }
    return entries[Int(places[Int(key)]) - 1]
  }

  /// The words of all entries; the bits of one fill its last word up with zeros.
  func withWords<Result>(_ use: (UnsafeBufferPointer<UInt64>) -> Result) -> Result {
    words.withUnsafeBufferPointer(use)
  }

  /// Packs an outline that is not here yet.
  mutating func add(_ key: UInt32, _ outline: [UInt8], code: OutlineCode) -> Entry {
    var outline = outline
    while !outline.count.isMultiple(of: 4) { outline.append(0) }
    let packed = outline.withUnsafeBytes { PackedGlyph($0, code: code, finder: &finder) }
    let entry = Entry(
      words: words.count..<words.count + packed.words.count, bitCount: packed.bitCount, byteCount: outline.count,
      wordSum: outline[...].wordSum, check: Adler32.Part(outline))
    words.append(contentsOf: packed.words)
    entries.append(entry)
    if key >= places.count {
      // Room for all glyphs of the face.
      let room = (Int(key >> 16) + 1) << 16
      places += [UInt32](repeating: 0, count: room - places.count)
    }
    places[Int(key)] = UInt32(entries.count)
    return entry
  }
}

extension ArraySlice<UInt8> {
  /// The sum of big-endian words of four bytes (OpenType 1.9, table checksums).
  ///
  /// - Precondition: there are whole words.
  var wordSum: UInt32 {
    withUnsafeBytes { bytes in
      var sum: UInt32 = 0
      for place in stride(from: 0, to: bytes.count, by: 4) {
        sum &+= UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      }
      return sum
    }
  }
}
