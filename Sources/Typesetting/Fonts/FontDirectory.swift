/// The directory of a font file: where its tables lie (OpenType 1.9, organization of an OpenType font).
enum FontDirectory {
  /// Whether the file has a font of this index, and every table of it lies within the file. A file that was cut off
  /// lacks the ends of its last tables.
  static func isWhole(_ bytes: UnsafeRawBufferPointer, index: Int) -> Bool {
    guard let start = start(of: index, in: bytes), let version = long(bytes, start), versions.contains(version),
      let count = short(bytes, start + 4), count > 0
    else { return false }
    return (0..<count).allSatisfy { table in
      let entry = start + 12 + 16 * table
      guard let offset = long(bytes, entry + 8), let length = long(bytes, entry + 12) else { return false }
      return offset <= bytes.count && length <= bytes.count - offset
    }
  }

  /// TrueType outlines, CFF outlines, and Apple's name for TrueType.
  private static let versions: Set<Int> = [0x0001_0000, 0x4F54_544F, 0x7472_7565]
  /// The tag of a collection of fonts, `ttcf`.
  private static let collection = 0x7474_6366

  /// Where the directory of a font begins; nil when the file has none of this index.
  private static func start(of index: Int, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard long(bytes, 0) == collection else { return index == 0 ? 0 : nil }
    guard let count = long(bytes, 8), 0..<count ~= index else { return nil }
    return long(bytes, 12 + 4 * index)
  }

  /// The big-endian number of 16 bits at an offset; nil beyond the end.
  private static func short(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int? {
    guard offset + 2 <= bytes.count else { return nil }
    return Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
  }

  /// The big-endian number of 32 bits at an offset; nil beyond the end.
  private static func long(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Int? {
    guard let high = short(bytes, offset), let low = short(bytes, offset + 2) else { return nil }
    return high << 16 | low
  }
}
