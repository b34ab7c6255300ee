import DrawnDocument
import PDFSyntax

/// The file of a placeholder: a font that Drawing (`PlaceholderFont`) gives to Cairo in the place of the original, so
/// that Cairo handles no outlines. For each glyph it has a `PlaceholderRecord`, which says which glyph of which face is
/// meant, and its text.
struct PlaceholderFile {
  struct Table {
    /// Four bytes.
    let name: ArraySlice<UInt8>
    let content: ArraySlice<UInt8>

    func isNamed(_ other: StaticString) -> Bool {
      name.elementsEqual(UnsafeBufferPointer(start: other.utf8Start, count: 4))
    }
  }

  /// The bytes before the table directory: the kind of font, and how many tables it has.
  let header: ArraySlice<UInt8>
  /// In the order of the file.
  let tables: [Table]
  /// The key of the glyph that each of its glyphs stands for.
  let keys: [UInt32]
  /// The text of each glyph: UTF-8, the first byte lowest, zeros after the last.
  let texts: [UInt64]

  /// - Returns: nil for an ordinary font.
  /// - Throws: when it is a placeholder, but not one as Drawing makes them.
  init?(_ file: ArraySlice<UInt8>) throws(PDFFault) {
    guard let tables = Self.tables(file), let maxp = tables.first(where: { $0.isNamed("maxp") })?.content,
      maxp.count >= 32,
      maxp.short(PlaceholderRecord.largestProgramOffset) == PlaceholderRecord.programSize
    else { return nil }
    let fault = PDFFault.expected("stand-in for a font", at: file.startIndex)
    guard let glyf = tables.first(where: { $0.isNamed("glyf") })?.content,
      let loca = tables.first(where: { $0.isNamed("loca") })?.content,
      tables.contains(where: { $0.isNamed("head") && $0.content.count >= 54 }), maxp.short(4) > 0,
      loca.count == maxp.short(4) * 4 + 4
    else { throw fault }
    guard glyf.count == maxp.short(4) * PlaceholderRecord.size else { throw fault }
    var keys: [UInt32] = []
    var texts: [UInt64] = []
    keys.reserveCapacity(maxp.short(4))
    texts.reserveCapacity(maxp.short(4))
    for glyph in 0..<maxp.short(4) {
      let offset = glyph * PlaceholderRecord.size
      let (face, original) = (
        glyf.short(offset + PlaceholderRecord.keyOffset), glyf.short(offset + PlaceholderRecord.keyOffset + 2)
      )
      guard loca.long(glyph * 4) == offset, face <= PlaceholderRecord.lastFace,
        glyf.short(offset + PlaceholderRecord.keyOffset - 2) == PlaceholderRecord.programSize
      else {
        throw fault
      }
      keys.append(UInt32(face) << 16 | UInt32(original))
      texts.append(
        glyf.withUnsafeBytes {
          UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: offset + PlaceholderRecord.textOffset, as: UInt64.self))
        })
    }
    (header, self.tables, self.keys, self.texts) = (file.prefix(12), tables, keys, texts)
  }

  /// Six capital letters for the name of the embedded subset (ISO 32000-1 9.6.4), which depend on its glyphs only.
  /// Cairo's are a hash over the glyph numbers of the placeholder, and these depend on what was drawn before.
  var tag: [UInt8] {
    // FNV-1a, one key at each step.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for key in keys { hash = (hash ^ UInt64(key)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    return (0..<6).map { _ in
      defer { hash /= 26 }
      return UInt8(ascii: "A") + UInt8(hash % 26)
    }
  }

  /// The tables of a TrueType font. Nil for other files, and when tables do not follow directly on each other.
  private static func tables(_ file: ArraySlice<UInt8>) -> [Table]? {
    guard file.count >= 12, file.long(0) == 0x0001_0000 else { return nil }
    let count = file.short(4)
    var end = 12 + 16 * count
    guard file.count >= end else { return nil }
    var tables: [Table] = []
    for entry in stride(from: 12, to: end, by: 16) {
      let (start, length) = (file.long(entry + 8), file.long(entry + 12))
      guard start == end, length <= file.count - start else { return nil }
      let first = file.startIndex
      let name = file[first + entry..<first + entry + 4]
      guard !tables.contains(where: { $0.name == name }) else { return nil }
      tables.append(
        Table(name: name, content: file[first + start..<first + start + length]))
      end = start + (length + 3) & ~3
    }
    return tables
  }
}

extension ArraySlice<UInt8> {
  /// The number in the two bytes at an offset, counted from the slice's beginning.
  func short(_ offset: Int) -> Int { Int(self[startIndex + offset]) << 8 | Int(self[startIndex + offset + 1]) }

  /// The number in the four bytes at an offset.
  func long(_ offset: Int) -> Int { short(offset) << 16 | short(offset + 2) }
}

/// The file of the font that a placeholder stands for, without the outlines themselves. What depends on them is new:
/// the table directory with its checksums, head, loca and maxp (OpenType 1.9).
struct EmbeddedFont {
  /// Everything before the first outline.
  private(set) var before: [UInt8] = []
  /// Everything after the last outline.
  private(set) var after: [UInt8] = []

  /// - Parameters:
  ///   - font: the placeholder; what it has in common with the original is taken from it.
  ///   - outlines: the outlines of its glyphs, in their order.
  init(_ font: PlaceholderFile, outlines: [PackedOutlines.Entry]) {
    var loca: [UInt8] = []
    loca.reserveCapacity(outlines.count * 4 + 4)
    var (offset, sum): (Int, UInt32) = (0, 0)
    for outline in outlines {
      loca.appendLong(UInt32(offset))
      offset += outline.byteCount
      sum &+= outline.wordSum
    }
    loca.appendLong(UInt32(offset))

    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    body.reserveCapacity(loca.count * 2 + 256)
    directory.reserveCapacity(12 + 16 * font.tables.count)
    directory.append(contentsOf: font.header)
    let start = 12 + 16 * font.tables.count
    var whole: UInt32 = 0
    var (split, adjustment): (Int?, Int?) = (nil, nil)
    for table in font.tables {
      let tableOffset = UInt32(start + body.count + (split == nil ? 0 : offset))
      directory.append(contentsOf: table.name)
      if table.isNamed("glyf") {
        for value in [sum, tableOffset, UInt32(offset)] { directory.appendLong(value) }
        whole &+= sum
        split = body.count
        continue
      }
      let first = body.count
      body.append(contentsOf: table.isNamed("loca") ? loca[...] : table.content)
      let length = UInt32(body.count - first)
      if table.isNamed("maxp") { body.setShort(0, at: first + PlaceholderRecord.largestProgramOffset) }
      if table.isNamed("head") {
        adjustment = first + 8
        body.setShort(0, at: first + 8)
        body.setShort(0, at: first + 10)
      }
      while !body.count.isMultiple(of: 4) { body.append(0) }
      let check = body[first...].wordSum
      whole &+= check
      for value in [check, tableOffset, length] { directory.appendLong(value) }
    }
    // With this number in head, the words of the whole file add up to 0xB1B0AFBA.
    if let adjustment {
      let value = 0xB1B0_AFBA &- whole &- directory[...].wordSum
      body.setShort(Int(value >> 16), at: adjustment)
      body.setShort(Int(value & 0xFFFF), at: adjustment + 2)
    }
    before = directory + body[..<(split ?? body.count)]
    after = Array(body[(split ?? body.count)...])
  }
}

extension [UInt8] {
  fileprivate mutating func appendLong(_ value: UInt32) {
    for shift: UInt32 in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  fileprivate mutating func setShort(_ value: Int, at index: Int) {
    self[index] = UInt8(truncatingIfNeeded: value >> 8)
    self[index + 1] = UInt8(truncatingIfNeeded: value)
  }
}
