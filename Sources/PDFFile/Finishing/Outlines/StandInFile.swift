/// The file of a font that stands in for another one in a drawn file, as `PlaceholderFont` of Drawing makes it: in the place of outlines,
/// it has the names of glyphs and what they say.
///
/// Each of its outlines has 36 bytes (OpenType 1.9, glyf): a box, and a hinting program of twelve bytes, which are the key of the glyph
/// whose outline is meant, the face in the upper half and the glyph in the lower, and up to eight bytes of UTF-8. maxp, which says how
/// long the longest program is, tells it from a font.
struct StandInFile {
  struct Table {
    /// Four bytes.
    let name: ArraySlice<UInt8>
    let content: ArraySlice<UInt8>

    func isNamed(_ other: StaticString) -> Bool {
      name.elementsEqual(UnsafeBufferPointer(start: other.utf8Start, count: 4))
    }
  }

  /// What stands before the tables' directory: the kind of font, and how many tables there are.
  let header: ArraySlice<UInt8>
  /// In the order in which they stand in the file.
  let tables: [Table]
  /// What its glyphs stand for, by number.
  let keys: [UInt32]
  /// What they say: UTF-8, the first byte lowest, zeros behind the last.
  let texts: [UInt64]

  static let outlineSize = 36
  private static let keyPlace = 14
  private static let textPlace = 18
  static let programSizePlace = 26
  private static let programSize = 12
  private static let lastFace = 255

  /// - Returns: nil for a font that stands for itself.
  /// - Throws: when it is a stand-in and not all of it is as it was made.
  init?(_ file: ArraySlice<UInt8>) throws(PDFFault) {
    guard let tables = Self.tables(file), let maxp = tables.first(where: { $0.isNamed("maxp") })?.content,
      maxp.count >= 32,
      maxp.short(Self.programSizePlace) == Self.programSize
    else { return nil }
    let fault = PDFFault.expected("stand-in for a font", at: file.startIndex)
    guard let glyf = tables.first(where: { $0.isNamed("glyf") })?.content,
      let loca = tables.first(where: { $0.isNamed("loca") })?.content,
      tables.contains(where: { $0.isNamed("head") && $0.content.count >= 54 }), maxp.short(4) > 0,
      loca.count == maxp.short(4) * 4 + 4
    else { throw fault }
    guard glyf.count == maxp.short(4) * Self.outlineSize else { throw fault }
    var keys: [UInt32] = []
    var texts: [UInt64] = []
    keys.reserveCapacity(maxp.short(4))
    texts.reserveCapacity(maxp.short(4))
    for glyph in 0..<maxp.short(4) {
      let place = glyph * Self.outlineSize
      let (face, original) = (glyf.short(place + Self.keyPlace), glyf.short(place + Self.keyPlace + 2))
      guard loca.long(glyph * 4) == place, face <= Self.lastFace,
        glyf.short(place + Self.keyPlace - 2) == Self.programSize
      else {
        throw fault
      }
      keys.append(UInt32(face) << 16 | UInt32(original))
      texts.append(
        glyf.withUnsafeBytes {
          UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place + Self.textPlace, as: UInt64.self))
        })
    }
    (header, self.tables, self.keys, self.texts) = (file.prefix(12), tables, keys, texts)
  }

  /// Six capital letters that belong to this choice of glyphs (ISO 32000-1 9.6.4): Cairo's are a hash over the numbers of a stand-in, which
  /// depend on what was drawn before.
  var tag: [UInt8] {
    // FNV-1a, a key a step.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for key in keys { hash = (hash ^ UInt64(key)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    return (0..<6).map { _ in
      defer { hash /= 26 }
      return UInt8(ascii: "A") + UInt8(hash % 26)
    }
  }

  /// Nil when the file is no TrueType font, and when its tables do not follow each other.
  private static func tables(_ file: ArraySlice<UInt8>) -> [Table]? {
    guard file.count >= 12, file.long(0) == 0x0001_0000 else { return nil }
    let count = file.short(4)
    var place = 12 + 16 * count
    guard file.count >= place else { return nil }
    var tables: [Table] = []
    for entry in stride(from: 12, to: place, by: 16) {
      let (start, length) = (file.long(entry + 8), file.long(entry + 12))
      guard start == place, length <= file.count - start else { return nil }
      let first = file.startIndex
      let name = file[first + entry..<first + entry + 4]
      guard !tables.contains(where: { $0.name == name }) else { return nil }
      tables.append(
        Table(name: name, content: file[first + start..<first + start + length]))
      place = start + (length + 3) & ~3
    }
    return tables
  }
}

extension ArraySlice<UInt8> {
  /// Two bytes, from the slice's beginning.
  func short(_ place: Int) -> Int { Int(self[startIndex + place]) << 8 | Int(self[startIndex + place + 1]) }

  func long(_ place: Int) -> Int { short(place) << 16 | short(place + 2) }
}
