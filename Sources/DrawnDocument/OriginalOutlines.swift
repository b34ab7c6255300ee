/// The outlines for which a drawn file has placeholders only: drawing shows common faces in placeholder fonts, which
/// name a glyph where others have its outline, and the finisher embeds the original in its place.
///
/// A glyph is named by a key: the index of its face in the upper half, its own id in the lower.
///
/// ```
/// let originals = OriginalOutlines([1: gothic])
/// originals.outline(1 << 16 | 3000)    // the outline of glyph 3000 of the face with the index 1
/// originals.outline(2 << 16 | 3000)    // nil: the face has no placeholder
/// ```
package struct OriginalOutlines: Sendable {
  private let files: [Int: TrueTypeFile]

  /// - Parameter files: the font files of the faces that may have placeholders, by the face's index.
  package init(_ files: [Int: TrueTypeFile] = [:]) {
    self.files = files
  }

  package func file(ofFace index: Int) -> TrueTypeFile? { files[index] }

  /// The outline of a glyph without its hinting program: what is embedded for it.
  ///
  /// - Returns: empty for a blank glyph; nil for a key that no placeholder has.
  package func outline(_ key: UInt32) -> [UInt8]? {
    guard let outline = files[Int(key >> 16)]?.outline(of: Int(key & 0xFFFF)) else { return nil }
    return outline.isEmpty ? [] : SimpleOutline(outline)?.withoutProgram
  }
}

/// A TrueType font file of one face, read as far as its outlines and widths go (OpenType 1.9: table directory, head,
/// hhea, hmtx, loca, maxp, glyf). Every offset is checked when the file is opened or followed, so that a damaged file
/// cannot lead outside of it.
package struct TrueTypeFile: Sendable {
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
  /// Keeps the bytes in place.
  private let owner: any AnyObject & Sendable
  package let glyphCount: Int
  private let glyf: Range<Int>
  private let loca: Range<Int>
  private let hasLongOffsets: Bool
  private let hmtx: Range<Int>
  /// Entries of hmtx with a width. Glyphs from this index on have the width of the last one.
  private let widthCount: Int

  /// - Parameter owner: the bytes stay where they are, and as they are, as long as it lives.
  /// - Returns: nil for a collection, for outlines that are not TrueType's, and for tables that are missing, too short
  ///   or outside the file.
  package init?(_ bytes: UnsafeRawBufferPointer, owner: any AnyObject & Sendable) {
    (self.bytes, self.owner) = (bytes, owner)
    guard bytes.count >= 12, Self.long(bytes, 0) == 0x0001_0000, let head = Self.table("head", bytes), head.count >= 54,
      let hhea = Self.table("hhea", bytes), hhea.count >= 36, let maxp = Self.table("maxp", bytes), maxp.count >= 32,
      let hmtx = Self.table("hmtx", bytes), let loca = Self.table("loca", bytes), let glyf = Self.table("glyf", bytes)
    else { return nil }
    glyphCount = Self.short(bytes, maxp.lowerBound + 4)
    widthCount = Self.short(bytes, hhea.lowerBound + 34)
    hasLongOffsets = Self.short(bytes, head.lowerBound + 50) != 0
    guard widthCount > 0, widthCount <= glyphCount, hmtx.count >= widthCount * 4 + (glyphCount - widthCount) * 2,
      loca.count >= (glyphCount + 1) * (hasLongOffsets ? 4 : 2)
    else { return nil }
    (self.hmtx, self.loca, self.glyf) = (hmtx, loca, glyf)
  }

  /// A table's bytes; nil when the font has none of that name.
  package func table(_ name: StaticString) -> UnsafeRawBufferPointer? {
    Self.table(name, bytes).map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
  }

  /// Width and left side bearing: the four bytes of hmtx.
  package func metrics(of glyph: Int) -> (UInt8, UInt8, UInt8, UInt8) {
    let width = hmtx.lowerBound + min(glyph, widthCount - 1) * 4
    let bearing = glyph < widthCount ? width + 2 : hmtx.lowerBound + widthCount * 4 + (glyph - widthCount) * 2
    return (bytes[width], bytes[width + 1], bytes[bearing], bytes[bearing + 1])
  }

  /// The outline of a glyph, empty for a blank one. Nil when it lies outside its table, or there is no such glyph.
  package func outline(of glyph: Int) -> UnsafeRawBufferPointer? {
    guard glyph < glyphCount else { return nil }
    func offset(_ index: Int) -> Int {
      hasLongOffsets
        ? Self.long(bytes, loca.lowerBound + index * 4) : Self.short(bytes, loca.lowerBound + index * 2) * 2
    }
    let (start, end) = (offset(glyph), offset(glyph + 1))
    guard start <= end, end <= glyf.count else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[glyf.lowerBound + start..<glyf.lowerBound + end])
  }

  private static func table(_ name: StaticString, _ bytes: UnsafeRawBufferPointer) -> Range<Int>? {
    for index in 0..<short(bytes, 4) {
      let entry = 12 + 16 * index
      guard entry + 16 <= bytes.count else { return nil }
      guard (0..<4).allSatisfy({ bytes[entry + $0] == name.utf8Start[$0] }) else { continue }
      let (start, length) = (long(bytes, entry + 8), long(bytes, entry + 12))
      return start <= bytes.count && length <= bytes.count - start ? start..<start + length : nil
    }
    return nil
  }

  /// The big-endian number of 16 bits at an offset.
  package static func short(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
  }

  /// The big-endian number of 32 bits at an offset.
  static func long(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    short(bytes, offset) << 16 | short(bytes, offset + 2)
  }
}

/// A TrueType outline without components (OpenType 1.9, glyf), cut into its parts, of which all but the hinting program
/// are embedded.
package struct SimpleOutline {
  /// The header, and the last point of each contour.
  let contours: UnsafeRawBufferPointer
  /// Flags and coordinates, without the padding after them.
  let points: UnsafeRawBufferPointer

  /// Nil for an outline with components, and for one that ends before its last point.
  package init?(_ outline: UnsafeRawBufferPointer) {
    guard outline.count >= 12 else { return nil }
    let count = TrueTypeFile.short(outline, 0)
    let program = 10 + 2 * count
    guard count > 0, count < 0x8000, program + 2 <= outline.count else { return nil }
    let flags = program + 2 + TrueTypeFile.short(outline, program)
    var offset = flags
    var left = TrueTypeFile.short(outline, program - 2) + 1
    var coordinates = 0
    while left > 0 {
      guard offset < outline.count else { return nil }
      let flag = outline[offset]
      offset += 1
      var repeated = 1
      if flag & Self.isRepeated != 0 {
        guard offset < outline.count else { return nil }
        repeated += Int(outline[offset])
        offset += 1
      }
      coordinates += repeated * (Self.size(flag, short: 0x02, same: 0x10) + Self.size(flag, short: 0x04, same: 0x20))
      left -= repeated
    }
    guard left == 0, offset + coordinates <= outline.count else { return nil }
    contours = UnsafeRawBufferPointer(rebasing: outline[..<program])
    points = UnsafeRawBufferPointer(rebasing: outline[flags..<offset + coordinates])
  }

  /// The outline with a program of no bytes.
  var withoutProgram: [UInt8] { Array(contours) + [0, 0] + points }

  private static let isRepeated: UInt8 = 0x08

  /// Bytes of one coordinate of a point with these flags.
  private static func size(_ flag: UInt8, short: UInt8, same: UInt8) -> Int {
    flag & short != 0 ? 1 : flag & same != 0 ? 0 : 2
  }
}
