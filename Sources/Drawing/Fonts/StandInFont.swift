/// A TrueType font that Cairo is given in place of a face of the house.
///
/// Cairo 1.16 makes tables of all glyphs of a face for every document that shows one of them, copies the table of their places, and copies
/// each outline five times on its way into the file. A stand-in has the widths of the original and outlines that say only how far the glyph reaches and
/// which one it is; its glyphs are numbered in the order in which they are first shown, so that its tables are small. `PDFFile` puts the
/// outlines of the original in their place.
///
/// It belongs to one worker. What a number stands for never changes, because Cairo keeps what it once knew of a glyph.
final class StandInFont {
  /// The font file. It lives as long as this object.
  let bytes: UnsafeRawBufferPointer
  private let room: UnsafeMutableRawBufferPointer
  private let file: TrueTypeFile
  /// Keeps the original in its place.
  private let owner: AnyObject
  private let face: UInt32
  private let capacity: Int
  private let metrics: Int
  private let outlines: Int
  /// By original glyph.
  private let numbers: UnsafeMutableBufferPointer<UInt16>
  private var count = 1
  /// Whether a glyph was asked for that had no room.
  private(set) var isFull = false

  private static let unknown: UInt16 = 0
  private static let impossible = UInt16.max

  /// - Parameters:
  ///   - file: whose bytes stay in place as long as `owner` lives.
  ///   - face: the face's number in the house, 255 at most.
  ///   - capacity: glyphs at most, .notdef among them.
  /// - Returns: nil for a font without .notdef, and when there is no number for the face.
  init?(of file: TrueTypeFile, face: Int, capacity: Int, owner: AnyObject) {
    guard let face = UInt8(exactly: face), let font = TrueTypeWriter.standIn(for: file, glyphs: capacity) else { return nil }
    self.face = UInt32(face) << 16
    self.file = file
    self.owner = owner
    self.capacity = capacity
    (metrics, outlines) = (font.metrics, font.outlines)
    room = .allocate(byteCount: font.bytes.count, alignment: 8)
    room.copyBytes(from: font.bytes)
    bytes = UnsafeRawBufferPointer(room)
    numbers = .allocate(capacity: file.glyphCount)
    numbers.initialize(repeating: Self.unknown)
    guard record(0, as: 0) else { return nil }
  }

  deinit {
    numbers.deallocate()
    room.deallocate()
  }

  /// The glyph's number in this font; nil when it is none that this font can stand in for, or there is no room for it.
  func number(of glyph: UInt32) -> UInt32? {
    guard glyph > 0 else { return 0 }
    guard glyph < numbers.count else { return nil }
    let number = numbers[Int(glyph)]
    if number == Self.impossible { return nil }
    return number == Self.unknown ? newNumber(of: glyph) : UInt32(number)
  }

  private func newNumber(of glyph: UInt32) -> UInt32? {
    guard count < capacity else {
      isFull = true
      return nil
    }
    guard record(glyph, as: count) else {
      numbers[Int(glyph)] = Self.impossible
      return nil
    }
    numbers[Int(glyph)] = UInt16(count)
    count += 1
    return UInt32(count - 1)
  }

  /// False for an outline of components and for a damaged one.
  private func record(_ glyph: UInt32, as number: Int) -> Bool {
    guard let outline = file.outline(of: Int(glyph)), outline.isEmpty || SimpleOutline(outline) != nil else { return false }
    let metrics = file.metrics(of: Int(glyph))
    for (place, byte) in [metrics.0, metrics.1, metrics.2, metrics.3].enumerated() { room[self.metrics + number * 4 + place] = byte }
    let record = StandInOutline(key: face | glyph, original: outline)
    room[(outlines + number * StandInOutline.size)...].copyBytes(from: record.bytes)
    return true
  }
}
