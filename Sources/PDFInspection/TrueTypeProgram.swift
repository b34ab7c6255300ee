/// An embedded font program with TrueType outlines (ISO/IEC 14496-22), as far as the requirements are about it: the
/// widths of its glyphs, and which glyph a character has.
struct TrueTypeProgram {
  private let bytes: [UInt8]
  /// Tag, and range of the program.
  private var tables: [String: Range<Int>] = [:]
  let glyphCount: Int
  /// Where the places of the outlines begin, and how many bytes each has.
  private let location: (start: Int, size: Int)
  private let unitsPerEm: Int
  /// How many glyphs have a width of their own; the others have that of the last of these.
  private let widthCount: Int
  private let widths: Range<Int>
  /// Of each platform and encoding, where the first subtable of the character map for it begins.
  private var characterMaps: [Int: Int] = [:]
  /// How many subtables the character map has.
  private(set) var characterMapCount = 0

  /// Nil for what is no such program, or one that ends before its tables do.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    func number(_ offset: Int, _ count: Int) -> Int? {
      guard offset >= 0, offset <= bytes.count - count else { return nil }
      return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
    }
    guard let tableCount = number(4, 2) else { return nil }
    for index in 0..<tableCount {
      let record = 12 + 16 * index
      guard let start = number(record + 8, 4), let length = number(record + 12, 4), start + length <= bytes.count else {
        return nil
      }
      tables[String(decoding: bytes[record..<record + 4], as: UTF8.self)] = start..<start + length
    }
    guard let head = tables["head"], let hhea = tables["hhea"], let maxp = tables["maxp"], let hmtx = tables["hmtx"],
      let unitsPerEm = number(head.lowerBound + 18, 2), unitsPerEm > 0,
      let glyphCount = number(maxp.lowerBound + 4, 2), let widthCount = number(hhea.lowerBound + 34, 2), widthCount > 0,
      4 * widthCount <= hmtx.count
    else { return nil }
    guard let glyf = tables["glyf"], let loca = tables["loca"], let format = number(head.lowerBound + 50, 2),
      (glyphCount + 1) * (format == 0 ? 2 : 4) <= loca.count
    else { return nil }
    let last = loca.lowerBound + glyphCount * (format == 0 ? 2 : 4)
    guard let end = number(last, format == 0 ? 2 : 4), end * (format == 0 ? 2 : 1) <= glyf.count else { return nil }
    self.glyphCount = glyphCount
    location = (loca.lowerBound, format == 0 ? 2 : 4)
    self.unitsPerEm = unitsPerEm
    self.widthCount = widthCount
    widths = hmtx
    guard let cmap = tables["cmap"], let count = number(cmap.lowerBound + 2, 2) else { return }
    for index in 0..<count {
      let record = cmap.lowerBound + 4 + 8 * index
      guard let platform = number(record, 2), let encoding = number(record + 2, 2), let start = number(record + 4, 4)
      else { return }
      characterMapCount += 1
      let key = Self.key(platform, encoding)
      if characterMaps[key] == nil { characterMaps[key] = cmap.lowerBound + start }
    }
  }

  /// The width of a glyph in thousandths of an em.
  func width(ofGlyph glyph: Int) -> Double {
    let index = widths.lowerBound + 4 * min(max(0, glyph), widthCount - 1)
    return Double(Int(bytes[index]) << 8 | Int(bytes[index + 1])) * 1000 / Double(unitsPerEm)
  }

  /// Whether a glyph has an outline.
  func hasOutline(_ glyph: Int) -> Bool {
    let (start, size) = (location.start + glyph * location.size, location.size)
    return number(start, size) != number(start + size, size)
  }

  /// The glyph of a code of a simple font (ISO 32000-1 9.6.6.4); nil where there is no rule for it here.
  func glyph(ofCode code: Int, isSymbolic: Bool, encoding: String?) -> Int? {
    if !isSymbolic, let encoding {
      guard let scalar = LatinEncoding.scalar(ofCode: code, encoding) else { return 0 }
      if let map = characterMap(3, 1) {
        let found = glyph(Int(scalar.value), in: map)
        // The codes of the space and the hyphen that do not break may stand for those that do (annex D.2, notes 5, 6).
        if found == 0, scalar == "\u{A0}" || scalar == "\u{AD}" {
          return glyph(scalar == "\u{A0}" ? 0x20 : 0x2D, in: map)
        }
        return found
      }
      // The Macintosh's subtable has codes of MacRoman.
      guard encoding == "MacRomanEncoding", let map = characterMap(1, 0) else { return nil }
      return glyph(code, in: map)
    }
    if let map = characterMap(3, 0) {
      // The codes stand in one of four blocks of private use, or as they are.
      for block in [0xF000, 0, 0xF100, 0xF200] {
        if let glyph = glyph(block + code, in: map), glyph != 0 { return glyph }
      }
      return 0
    }
    return characterMap(1, 0).flatMap { glyph(code, in: $0) }
  }

  private static func key(_ platform: Int, _ encoding: Int) -> Int { platform << 16 | encoding }

  private func characterMap(_ platform: Int, _ encoding: Int) -> Int? { characterMaps[Self.key(platform, encoding)] }

  func hasCharacterMap(_ platform: Int, _ encoding: Int) -> Bool { characterMap(platform, encoding) != nil }

  private func number(_ offset: Int, _ count: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - count else { return nil }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Formats 0, 4 and 6 (OpenType cmap); nil for others.
  private func glyph(_ code: Int, in start: Int) -> Int? {
    switch number(start, 2) {
    case 0: return code < 256 ? number(start + 6 + code, 1) : 0
    case 4:
      guard let doubled = number(start + 6, 2) else { return nil }
      // The first segment that ends at the code or after it.
      var (low, high) = (0, doubled / 2)
      while low < high {
        let middle = (low + high) / 2
        guard let last = number(start + 14 + 2 * middle, 2) else { return nil }
        if last < code { low = middle + 1 } else { high = middle }
      }
      let segment = 2 * low
      guard segment < doubled, let first = number(start + 16 + doubled + segment, 2),
        let delta = number(start + 16 + 2 * doubled + segment, 2),
        let offset = number(start + 16 + 3 * doubled + segment, 2)
      else { return 0 }
      guard code >= first else { return 0 }
      if offset == 0 { return (code + delta) & 0xFFFF }
      guard let glyph = number(start + 16 + 3 * doubled + segment + offset + 2 * (code - first), 2) else { return nil }
      return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF
    case 6:
      guard let first = number(start + 6, 2), let count = number(start + 8, 2) else { return nil }
      return first <= code && code < first + count ? number(start + 10 + 2 * (code - first), 2) : 0
    default: return nil
    }
  }
}

/// The two Latin encodings that TrueType fonts may name (ISO 32000-1 annex D).
enum LatinEncoding {
  static func scalar(ofCode code: Int, _ encoding: String) -> Unicode.Scalar? {
    guard 0x20...0xFF ~= code else { return nil }
    if code < 0x7F { return Unicode.Scalar(UInt32(code)) }
    switch encoding {
    case "WinAnsiEncoding":
      if code < 0xA0 { return code < 0x80 ? nil : windows[code - 0x80] }
      return Unicode.Scalar(UInt32(code))
    case "MacRomanEncoding": return code < 0x80 ? nil : macintosh[code - 0x80]
    default: return nil
    }
  }

  /// 80 to 9F of Windows code page 1252; codes without a character are bullets (annex D.1, note 3).
  private static let windows = Array("€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ".unicodeScalars)
  /// 80 to FF of the Macintosh's Roman encoding.
  private static let macintosh = Array(
    """
    ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈ\
    ÍÎÏÌÓÔ\u{F8FF}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ
    """.unicodeScalars)
}
