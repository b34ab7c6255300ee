/// A font file of one face, read as far as an embedded font needs it (OpenType 1.9: table directory, head, hhea, hmtx,
/// maxp, OS/2, name, and of TrueType outlines loca and glyf). Every offset is checked when the file is opened or
/// followed, so that a damaged file cannot lead outside of it.
package struct FaceFile: Sendable {
  nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
  /// Where the table directory begins: not at 0 in a collection.
  private let directory: Int
  /// Keeps the bytes in place.
  private let owner: (any AnyObject & Sendable)?
  package let glyphCount: Int
  package let unitsPerEm: Int
  private let hmtx: Range<Int>
  /// Entries of hmtx with a width. Glyphs from this index on have the width of the last one.
  private let widthCount: Int
  private let outlines: Outlines?

  /// TrueType outlines.
  private struct Outlines: Sendable {
    let glyf: Range<Int>
    let loca: Range<Int>
    let hasLongOffsets: Bool
  }

  /// - Parameters:
  ///   - number: the face's index in a collection.
  ///   - owner: the bytes stay where they are, and as they are, as long as it lives; nil where the caller sees to that.
  /// - Returns: nil for what is no font, and for tables that are missing, too short or outside the file.
  package init?(_ bytes: UnsafeRawBufferPointer, number: Int = 0, owner: (any AnyObject & Sendable)? = nil) {
    guard let directory = Self.directory(bytes, number) else { return nil }
    func table(_ name: StaticString) -> Range<Int>? { Self.table(name, bytes, directory) }
    (self.bytes, self.directory, self.owner) = (bytes, directory, owner)
    guard let head = table("head"), head.count >= 54, let hhea = table("hhea"), hhea.count >= 36,
      let maxp = table("maxp"), maxp.count >= 6, let hmtx = table("hmtx")
    else { return nil }
    glyphCount = Self.short(bytes, maxp.lowerBound + 4)
    unitsPerEm = Self.short(bytes, head.lowerBound + 18)
    widthCount = Self.short(bytes, hhea.lowerBound + 34)
    guard unitsPerEm > 0, widthCount > 0, widthCount <= glyphCount,
      hmtx.count >= widthCount * 4 + (glyphCount - widthCount) * 2
    else { return nil }
    self.hmtx = hmtx
    guard let glyf = table("glyf") else {
      guard table("CFF ") != nil else { return nil }
      outlines = nil
      return
    }
    let hasLongOffsets = Self.short(bytes, head.lowerBound + 50) != 0
    guard let loca = table("loca"), maxp.count >= 32, loca.count >= (glyphCount + 1) * (hasLongOffsets ? 4 : 2) else {
      return nil
    }
    outlines = Outlines(glyf: glyf, loca: loca, hasLongOffsets: hasLongOffsets)
  }

  /// Whether its outlines are TrueType's; otherwise they are those of the Compact Font Format.
  package var isTrueType: Bool { outlines != nil }

  /// A table's bytes; nil when the font has none of that name.
  package func table(_ name: StaticString) -> UnsafeRawBufferPointer? {
    Self.table(name, bytes, directory).map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
  }

  /// Width and left side bearing: the four bytes of hmtx.
  package func metrics(of glyph: Int) -> (UInt8, UInt8, UInt8, UInt8) {
    let width = hmtx.lowerBound + min(glyph, widthCount - 1) * 4
    let bearing = glyph < widthCount ? width + 2 : hmtx.lowerBound + widthCount * 4 + (glyph - widthCount) * 2
    return (bytes[width], bytes[width + 1], bytes[bearing], bytes[bearing + 1])
  }

  /// The width of a glyph in thousandths of an em, rounded.
  package func width(of glyph: Int) -> Int {
    let width = Self.short(bytes, hmtx.lowerBound + min(glyph, widthCount - 1) * 4)
    return thousandths(width)
  }

  /// A measure of the font in thousandths of an em, rounded.
  package func thousandths(_ units: Int) -> Int { Int((Double(units) * 1000 / Double(unitsPerEm)).rounded()) }

  /// The TrueType outline of a glyph, empty for a blank one. Nil when it lies outside its table, when there is no such
  /// glyph, and for other outlines.
  package func outline(of glyph: Int) -> UnsafeRawBufferPointer? {
    guard let outlines, glyph < glyphCount else { return nil }
    let (loca, glyf) = (outlines.loca, outlines.glyf)
    func offset(_ index: Int) -> Int {
      outlines.hasLongOffsets
        ? Self.long(bytes, loca.lowerBound + index * 4) : Self.short(bytes, loca.lowerBound + index * 2) * 2
    }
    let (start, end) = (offset(glyph), offset(glyph + 1))
    guard start <= end, end <= glyf.count else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[glyf.lowerBound + start..<glyf.lowerBound + end])
  }

  /// The TrueType outline of a glyph without its hinting program: what is embedded for it.
  ///
  /// - Returns: empty for a blank glyph; nil for one that is not there, is damaged or has components.
  package func embeddedOutline(of glyph: Int) -> [UInt8]? {
    guard let outline = outline(of: glyph) else { return nil }
    return outline.isEmpty ? [] : SimpleOutline(outline)?.withoutProgram
  }

  /// Where the table directory of a face begins.
  private static func directory(_ bytes: UnsafeRawBufferPointer, _ number: Int) -> Int? {
    guard bytes.count >= 12, number >= 0 else { return nil }
    var start = 0
    if long(bytes, 0) == 0x7474_6366 {  // ttcf
      guard number < long(bytes, 8), 16 + 4 * number <= bytes.count else { return nil }
      start = long(bytes, 12 + 4 * number)
    } else if number > 0 {
      return nil
    }
    guard start <= bytes.count - 12 else { return nil }
    let kind = long(bytes, start)
    return kind == 0x0001_0000 || kind == 0x4F54_544F ? start : nil  // 1.0, or OTTO
  }

  private static func table(_ name: StaticString, _ bytes: UnsafeRawBufferPointer, _ directory: Int) -> Range<Int>? {
    for index in 0..<short(bytes, directory + 4) {
      let entry = directory + 12 + 16 * index
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
  package static func long(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int {
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
    let count = FaceFile.short(outline, 0)
    let program = 10 + 2 * count
    guard count > 0, count < 0x8000, program + 2 <= outline.count else { return nil }
    let flags = program + 2 + FaceFile.short(outline, program)
    var offset = flags
    var left = FaceFile.short(outline, program - 2) + 1
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
