import DrawnDocument

/// The one font that Cairo sees in a PDF. Its glyphs are the numbers of a worker's `GlyphTable`, whatever their faces:
/// each has the width of what it stands for, and for an outline the diagonal of an em square. In place of a hinting
/// program, which is embedded with the outline but never run, it has its own number in four bytes. So whatever codes Cairo
/// gives to the glyphs of a file, the font in that file says which numbers they are.
///
/// It is there for speed too: a font of tens of thousands of outlines costs Cairo time in every document, although
/// nobody needs them before a file is finished.
final class PlaceholderFont {
  /// The font file. It lives as long as this object.
  let bytes: UnsafeRawBufferPointer
  /// How many glyphs there is room for. Their widths are set as they come to be needed (`setWidth`).
  let capacity: Int
  private let buffer: UnsafeMutableRawBufferPointer
  /// Where hmtx begins in the file.
  private let metricsStart: Int

  /// The greatest number of glyphs that the table maxp can state.
  static let largestCapacity = 65_535
  /// Bytes of an outline: a multiple of four, so that none is filled up.
  static let outlineSize = 28
  /// Where the number is in it, and the size of the program that it is.
  static let numberOffset = 14
  static let numberSize = 4
  /// The em square in font units, and how far it reaches below the baseline. Widths are in thousandths of an em as they
  /// stand in a PDF, so that Cairo does not round them.
  private static let unitsPerEm = 1000
  private static let descent = -120

  init(capacity: Int) {
    self.capacity = min(capacity, Self.largestCapacity)
    let (file, metrics) = Self.file(glyphs: self.capacity)
    metricsStart = metrics
    buffer = .allocate(byteCount: file.count, alignment: 8)
    buffer.copyBytes(from: file)
    bytes = UnsafeRawBufferPointer(buffer)
  }

  deinit {
    buffer.deallocate()
  }

  /// States the width of a glyph in thousandths of an em. Cairo may have asked for it once it was shown: it never
  /// changes after that.
  func setWidth(_ width: Int, of number: Int) {
    buffer[metricsStart + 4 * number] = UInt8(truncatingIfNeeded: width >> 8)
    buffer[metricsStart + 4 * number + 1] = UInt8(truncatingIfNeeded: width)
  }

  /// The number that an embedded outline of such a font holds; nil for any other outline.
  static func number(in outline: UnsafeRawBufferPointer) -> Int? {
    guard outline.count >= numberOffset + numberSize, FaceFile.short(outline, 0) == 1,
      FaceFile.short(outline, numberOffset - 2) == numberSize
    else { return nil }
    return FaceFile.short(outline, numberOffset) << 16 | FaceFile.short(outline, numberOffset + 2)
  }
}

extension PlaceholderFont {
  /// A TrueType file (OpenType 1.9) of so many glyphs, and where hmtx begins in it.
  private static func file(glyphs: Int) -> (bytes: [UInt8], metrics: Int) {
    var loca = TableBytes()
    for glyph in 0...glyphs { loca.appendLong(glyph * outlineSize) }
    var outlines = TableBytes()
    outlines.bytes.reserveCapacity(glyphs * outlineSize)
    for glyph in 0..<glyphs { appendOutline(glyph, to: &outlines) }
    let tables: [(name: StaticString, bytes: [UInt8])] = [
      ("glyf", outlines.bytes), ("head", head), ("hhea", header(glyphs: glyphs)),
      ("hmtx", [UInt8](repeating: 0, count: glyphs * 4)), ("loca", loca.bytes), ("maxp", maxima(glyphs: glyphs)),
    ]
    // The fields for a binary search stay zero: neither FreeType nor Cairo reads them.
    var directory = TableBytes(shorts: [1, 0, tables.count, 0, 0, 0])
    var body: [UInt8] = []
    var metrics = 0
    let start = 12 + 16 * tables.count
    for table in tables {
      if table.name.description == "hmtx" { metrics = start + body.count }
      for index in 0..<4 { directory.bytes.append(table.name.utf8Start[index]) }
      for value in [0, start + body.count, table.bytes.count] { directory.appendLong(value) }
      body += table.bytes
      while !body.count.isMultiple(of: 4) { body.append(0) }
    }
    return (directory.bytes + body, metrics)
  }

  private static func appendOutline(_ number: Int, to table: inout TableBytes) {
    let top = unitsPerEm + descent
    // One contour of two points, its box, and the number as a program.
    for value in [1, 0, descent, unitsPerEm, top, 1, numberSize] { table.appendShort(value) }
    table.appendLong(number)
    // Both points on the curve, coordinates in two bytes each, the second from the first.
    table.bytes += [0x01, 0x01]
    for value in [0, unitsPerEm, descent, top - descent] { table.appendShort(value) }
  }

  private static var head: [UInt8] {
    // Version 1.0, revision, check sum, the magic number, flags, units; dates; box; style, smallest size, direction; long
    // offsets, format.
    TableBytes(
      shorts: [1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, unitsPerEm] + Array(repeating: 0, count: 8)
        + [0, descent, unitsPerEm, unitsPerEm + descent, 0, 8, 2, 1, 0]
    ).bytes
  }

  private static func header(glyphs: Int) -> [UInt8] {
    // Version 1.0, ascender, descender, gap, greatest width; what is not needed; how many widths there are.
    TableBytes(
      shorts: [1, 0, unitsPerEm + descent, descent, 0, unitsPerEm] + Array(repeating: 0, count: 11) + [glyphs]
    ).bytes
  }

  private static func maxima(glyphs: Int) -> [UInt8] {
    // Version 1.0, glyphs, points, contours; none of components; one zone; the size of the largest program.
    TableBytes(shorts: [1, 0, glyphs, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, numberSize, 0, 0]).bytes
  }
}

/// Big-endian numbers, as the tables of a font have them.
private struct TableBytes {
  var bytes: [UInt8] = []

  init(shorts: [Int] = []) {
    for value in shorts { appendShort(value) }
  }

  mutating func appendShort(_ value: Int) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }

  mutating func appendLong(_ value: Int) {
    appendShort(value >> 16)
    appendShort(value)
  }
}
