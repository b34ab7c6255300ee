/// What a stand-in has for an outline: one contour, the diagonal of the original's bounding box, and in the place of a hinting program, which
/// is copied and never run, the glyph that it stands for (OpenType 1.9, glyf).
struct StandInOutline {
  /// Bytes of each, so that all have their place before any is known; a multiple of four, because Cairo copies outlines in words.
  static let size = 28
  /// Bytes of the program.
  static let programSize = 4

  private(set) var bytes: [UInt8] = []

  /// - Parameters:
  ///   - key: face and glyph.
  ///   - original: the outline in the original; empty for a glyph that shows nothing, which then has nothing here either.
  init(key: UInt32, original: UnsafeRawBufferPointer) {
    bytes.reserveCapacity(Self.size)
    if original.isEmpty {
      bytes = [UInt8](repeating: 0, count: Self.size)
      return
    }
    bytes.reserveCapacity(Self.size)
    let (left, bottom) = (Self.coordinate(original, 2), Self.coordinate(original, 4))
    // A box without width or height would be taken for nothing to see.
    let (right, top) = (max(left + 1, Self.coordinate(original, 6)), max(bottom + 1, Self.coordinate(original, 8)))
    let lastPoint = 1
    for value in [1, left, bottom, right, top, lastPoint, Self.programSize] { append(value) }
    append(Int(key >> 16))
    append(Int(key & 0xFFFF))
    // Two points on the curve, their coordinates in two bytes each, the second from the first.
    bytes += [0x01, 0x01]
    for value in [left, right - left, bottom, top - bottom] { append(value) }
  }

  private static func coordinate(_ outline: UnsafeRawBufferPointer, _ place: Int) -> Int {
    Int(Int16(truncatingIfNeeded: TrueTypeFile.short(outline, place)))
  }

  private mutating func append(_ value: Int) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }
}
