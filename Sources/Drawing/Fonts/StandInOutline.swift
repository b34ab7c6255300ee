/// What a stand-in has for an outline: one contour, the diagonal of the original's bounding box, and in the place of a hinting program,
/// which is copied and never run, the glyph that it stands for and what it says (OpenType 1.9, glyf). `StandInFile` of PDFFile reads
/// it.
struct StandInOutline {
  /// Bytes of each, so that all have their place before any is known; a multiple of four, because Cairo copies outlines in words.
  static let size = 36
  /// Bytes of the program.
  static let programSize = 12
  /// Units of the box of a glyph that shows nothing: Cairo leaves out what has no contour, and what is smaller than a 64th of a point.
  private static let blankSide = 256

  private(set) var bytes: [UInt8] = []

  /// - Parameters:
  ///   - key: face and glyph.
  ///   - text: UTF-8, the first byte lowest, zeros behind the last.
  ///   - original: the outline in the original; empty for a glyph that shows nothing.
  init(key: UInt32, text: UInt64, original: UnsafeRawBufferPointer) {
    bytes.reserveCapacity(Self.size)
    let isBlank = original.isEmpty
    let (left, bottom) = isBlank ? (0, 0) : (Self.coordinate(original, 2), Self.coordinate(original, 4))
    let right = isBlank ? Self.blankSide : Self.end(from: left, to: Self.coordinate(original, 6))
    let top = isBlank ? Self.blankSide : Self.end(from: bottom, to: Self.coordinate(original, 8))
    let lastPoint = 1
    for value in [1, left, bottom, right, top, lastPoint, Self.programSize] { append(value) }
    append(Int(key >> 16))
    append(Int(key & 0xFFFF))
    withUnsafeBytes(of: text.littleEndian) { bytes.append(contentsOf: $0) }
    // Two points on the curve, their coordinates in two bytes each, the second from the first.
    bytes += [0x01, 0x01]
    for value in [left, right - left, bottom, top - bottom] { append(value) }
  }

  /// The other side of a box, as far as two bytes can say it, and never the same one: a box without width would be nothing to see.
  private static func end(from start: Int, to end: Int) -> Int {
    min(max(start + 1, end), start + Int(Int16.max), Int(Int16.max))
  }

  /// One less than two bytes can say at most, so that a box can end beyond it.
  private static func coordinate(_ outline: UnsafeRawBufferPointer, _ place: Int) -> Int {
    min(Int(Int16(truncatingIfNeeded: TrueTypeFile.short(outline, place))), Int(Int16.max) - 1)
  }

  private mutating func append(_ value: Int) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }
}
