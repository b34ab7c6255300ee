/// A TrueType font of one face, as far as its outlines and widths go (OpenType 1.9: table directory, head, hhea, hmtx, loca, maxp, glyf).
struct TrueTypeFile {
  let bytes: UnsafeRawBufferPointer
  let glyphCount: Int
  private let glyf: Range<Int>
  private let loca: Range<Int>
  private let hasLongOffsets: Bool
  private let hmtx: Range<Int>
  /// Glyphs from this on have the width of the one before.
  private let widths: Int

  /// Nil for a collection, for outlines that are not TrueType's, and for tables that are missing, too short or outside the file.
  init?(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    guard bytes.count >= 12, Self.long(bytes, 0) == 0x0001_0000, let head = Self.table("head", bytes), head.count >= 54,
      let hhea = Self.table("hhea", bytes), hhea.count >= 36, let maxp = Self.table("maxp", bytes), maxp.count >= 32,
      let hmtx = Self.table("hmtx", bytes), let loca = Self.table("loca", bytes), let glyf = Self.table("glyf", bytes)
    else { return nil }
    glyphCount = Self.short(bytes, maxp.lowerBound + 4)
    widths = Self.short(bytes, hhea.lowerBound + 34)
    hasLongOffsets = Self.short(bytes, head.lowerBound + 50) != 0
    guard widths > 0, widths <= glyphCount, hmtx.count >= widths * 4 + (glyphCount - widths) * 2,
      loca.count >= (glyphCount + 1) * (hasLongOffsets ? 4 : 2)
    else { return nil }
    (self.hmtx, self.loca, self.glyf) = (hmtx, loca, glyf)
  }

  /// A table's bytes; nil when the font has none of that name.
  func table(_ name: StaticString) -> UnsafeRawBufferPointer? {
    Self.table(name, bytes).map { UnsafeRawBufferPointer(rebasing: bytes[$0]) }
  }

  /// Width and left side bearing: the four bytes of hmtx.
  func metrics(of glyph: Int) -> (UInt8, UInt8, UInt8, UInt8) {
    let width = hmtx.lowerBound + min(glyph, widths - 1) * 4
    let bearing = glyph < widths ? width + 2 : hmtx.lowerBound + widths * 4 + (glyph - widths) * 2
    return (bytes[width], bytes[width + 1], bytes[bearing], bytes[bearing + 1])
  }

  /// The outline of a glyph, empty for one without; nil when it lies outside its table, or there is no such glyph.
  func outline(of glyph: Int) -> UnsafeRawBufferPointer? {
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

  static func short(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    Int(bytes[place]) << 8 | Int(bytes[place + 1])
  }

  static func long(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
    short(bytes, place) << 16 | short(bytes, place + 2)
  }
}

/// A TrueType outline without components (OpenType 1.9, glyf), and its parts: only a part of it is embedded, its program is not.
struct SimpleOutline {
  /// Header and last points of the contours.
  let contours: UnsafeRawBufferPointer
  /// Flags and coordinates, without what fills the place up behind them.
  let points: UnsafeRawBufferPointer

  /// Nil for an outline of components, and for one that ends before its last point.
  init?(_ outline: UnsafeRawBufferPointer) {
    guard outline.count >= 12 else { return nil }
    let count = TrueTypeFile.short(outline, 0)
    let program = 10 + 2 * count
    guard count > 0, count < 0x8000, program + 2 <= outline.count else { return nil }
    let flags = program + 2 + TrueTypeFile.short(outline, program)
    var place = flags
    var left = TrueTypeFile.short(outline, program - 2) + 1
    var coordinates = 0
    while left > 0 {
      guard place < outline.count else { return nil }
      let flag = outline[place]
      place += 1
      var repeated = 1
      if flag & Self.isRepeated != 0 {
        guard place < outline.count else { return nil }
        repeated += Int(outline[place])
        place += 1
      }
      coordinates += repeated * (Self.size(flag, short: 0x02, same: 0x10) + Self.size(flag, short: 0x04, same: 0x20))
      left -= repeated
    }
    guard left == 0, place + coordinates <= outline.count else { return nil }
    contours = UnsafeRawBufferPointer(rebasing: outline[..<program])
    points = UnsafeRawBufferPointer(rebasing: outline[flags..<place + coordinates])
  }

  /// The outline with no program in it.
  var withoutProgram: [UInt8] { Array(contours) + [0, 0] + points }

  private static let isRepeated: UInt8 = 0x08

  /// Bytes of one coordinate.
  private static func size(_ flag: UInt8, short: UInt8, same: UInt8) -> Int {
    flag & short != 0 ? 1 : flag & same != 0 ? 0 : 2
  }
}
