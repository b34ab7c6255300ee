import DrawnDocument

/// The glyphs that a worker has met, each with the text that it stands for, and the number of each. A glyph that stands
/// for different texts (葛 with and without its selector) has a number for each.
struct GlyphTable {
  /// By number.
  private(set) var glyphs: [DrawnGlyph]
  /// How far each reaches, by number.
  private(set) var boxes: [InkBox]
  private var numbers: [Key: Int] = [:]
  /// Numbers of texts that are too long for a key.
  private var longTexts: [ArraySlice<UInt8>: UInt64] = [:]

  init() {
    // 0 is no glyph (.notdef).
    glyphs = [DrawnGlyph(face: -1, glyph: 0, width: 0, text: [])]
    boxes = [.empty]
    glyphs.reserveCapacity(1024)
    boxes.reserveCapacity(1024)
  }

  struct Key: Hashable {
    fileprivate let face: Int
    fileprivate let glyph: UInt32
    /// Up to eight bytes of UTF-8, the first one lowest; a longer one by its number.
    fileprivate let text: UInt64
    fileprivate let part: Int
    fileprivate let parts: Int

    func hash(into hasher: inout Hasher) {
      hasher.combine(UInt64(UInt(bitPattern: face)) << 32 | UInt64(glyph))
      hasher.combine(text)
    }
  }

  mutating func key(_ face: Int, _ glyph: UInt32, text: ArraySlice<UInt8>, part: Int, of parts: Int) -> Key {
    var packed: UInt64 = 0
    if text.count <= 8 {
      var shift: UInt64 = 0
      for byte in text {
        packed |= UInt64(byte) << shift
        shift += 8
      }
    } else {
      // No text ends with the byte FF, so that a number is never mistaken for a text.
      packed = longTexts[text] ?? 0xFF << 56 | UInt64(longTexts.count)
      longTexts[text] = packed
    }
    return Key(face: face, glyph: glyph, text: packed, part: part, parts: parts)
  }

  subscript(key: Key) -> Int? { numbers[key] }

  mutating func addGlyph(_ glyph: DrawnGlyph, box: InkBox, _ key: Key) -> Int {
    glyphs.append(glyph)
    boxes.append(box)
    numbers[key] = glyphs.count - 1
    return glyphs.count - 1
  }

  /// UTF-8 as UTF-16 in hexadecimal: `保` → `4FDD`.
  static func hexadecimal(_ utf8: ArraySlice<UInt8>) -> [UInt8] {
    let digits = Array("0123456789ABCDEF".utf8)
    return String(decoding: utf8, as: UTF8.self).utf16.flatMap { unit in
      [12, 8, 4, 0].map { digits[Int(unit >> $0 & 15)] }
    }
  }
}
