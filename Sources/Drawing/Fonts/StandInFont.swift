/// A TrueType font that Cairo is given in place of a face of the house.
///
/// Cairo 1.16 makes tables of all glyphs of a face for every document that shows one of them, copies the table of their places, and
/// copies each outline five times on its way into the file; and it keeps, compares and writes the text of each glyph. A stand-in has
/// the widths of the original, and outlines that say only how far the glyph reaches, which one it is, and what it says; its glyphs are
/// numbered in the order in which they are first shown, so that its tables are small. `PDFFile` puts the outlines of the original in
/// their place, and writes the text.
///
/// A glyph that says different things has a number for each. What a number stands for never changes, because Cairo keeps what it once
/// knew of a glyph. A stand-in belongs to one worker.
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
  /// By original glyph: the number under which it says what it said first.
  private let numbers: UnsafeMutableBufferPointer<UInt16>
  /// By number.
  private let texts: UnsafeMutableBufferPointer<UInt64>
  private var others: [Said: UInt16] = [:]
  private var count = 1
  /// Whether a glyph was asked for that had no room.
  private(set) var isFull = false

  private struct Said: Hashable {
    let glyph: UInt32
    let text: UInt64
  }

  private static let unknown: UInt16 = 0
  private static let impossible = UInt16.max

  /// - Parameters:
  ///   - file: whose bytes stay in place as long as `owner` lives.
  ///   - face: the face's number in the house, 255 at most.
  ///   - capacity: glyphs at most, .notdef among them.
  /// - Returns: nil for a font that lacks a table or whose .notdef is made of others, and when there is no number for the face.
  init?(of file: TrueTypeFile, face: Int, capacity: Int, owner: AnyObject) {
    guard let face = UInt8(exactly: face), let font = TrueTypeWriter.standIn(for: file, glyphs: capacity) else {
      return nil
    }
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
    texts = .allocate(capacity: capacity)
    texts.initialize(repeating: 0)
    guard record(0, saying: 0, as: 0) else { return nil }
  }

  deinit {
    numbers.deallocate()
    texts.deallocate()
    room.deallocate()
  }

  /// The number of a glyph that says this; nil when it is none that this font can stand in for, or there is no room for it.
  ///
  /// - Parameter text: up to eight bytes of UTF-8, the first lowest.
  func number(of glyph: UInt32, saying text: UInt64) -> UInt32? {
    guard glyph > 0, glyph < numbers.count else { return nil }
    let number = numbers[Int(glyph)]
    if number == Self.impossible { return nil }
    if number == Self.unknown {
      guard let new = newNumber(of: glyph, saying: text) else { return nil }
      numbers[Int(glyph)] = new
      return UInt32(new)
    }
    return texts[Int(number)] == text ? UInt32(number) : anotherNumber(of: glyph, saying: text)
  }

  private func anotherNumber(of glyph: UInt32, saying text: UInt64) -> UInt32? {
    let said = Said(glyph: glyph, text: text)
    if let number = others[said] { return UInt32(number) }
    guard let new = newNumber(of: glyph, saying: text) else { return nil }
    others[said] = new
    return UInt32(new)
  }

  private func newNumber(of glyph: UInt32, saying text: UInt64) -> UInt16? {
    guard count < capacity else {
      isFull = true
      return nil
    }
    guard record(glyph, saying: text, as: count) else {
      numbers[Int(glyph)] = Self.impossible
      return nil
    }
    defer { count += 1 }
    return UInt16(count)
  }

  /// False for an outline of components and for a damaged one.
  private func record(_ glyph: UInt32, saying text: UInt64, as number: Int) -> Bool {
    guard let outline = file.outline(of: Int(glyph)), outline.isEmpty || SimpleOutline(outline) != nil else {
      return false
    }
    let metrics = file.metrics(of: Int(glyph))
    for (place, byte) in [metrics.0, metrics.1, metrics.2, metrics.3].enumerated() {
      room[self.metrics + number * 4 + place] = byte
    }
    let record = StandInOutline(key: face | glyph, text: text, original: outline)
    room[(outlines + number * StandInOutline.size)...].copyBytes(from: record.bytes)
    texts[number] = text
    return true
  }
}
