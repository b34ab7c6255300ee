import DrawnDocument

/// A small TrueType font that Cairo embeds in place of a common face. PDFFinishing later replaces its outlines by those
/// of the original.
///
/// It is there for speed. For every document Cairo 1.16 makes tables of all glyphs of each face that the document shows
/// (a Japanese font has over ten thousand), copies the face's table of offsets, copies every outline five times on its
/// way into the file, and keeps, compares and writes the text of every glyph. A placeholder has only the glyphs that
/// were shown so far, numbered in the order in which they were first shown. Each has the width of the original, and in
/// place of an outline a record of 36 bytes (`PlaceholderRecord`): the original's bounding box, which glyph it is, and
/// the text that it stands for. From that record PDFFinishing takes the outline and the text.
///
/// A glyph that stands for different texts has a glyph id for each. What an id means never changes, because Cairo
/// caches what it once knew of a glyph. A placeholder belongs to one worker.
final class PlaceholderFont {
  /// The font file. It lives as long as this object.
  let bytes: UnsafeRawBufferPointer
  private let buffer: UnsafeMutableRawBufferPointer
  private let file: TrueTypeFile
  /// The face's index, in the upper half of a record's key.
  private let faceBits: UInt32
  private let capacity: Int
  /// Where hmtx and glyf begin in the file.
  private let metricsStart: Int
  private let outlinesStart: Int
  /// By glyph id of the original: its id here with the first text that it stood for.
  private let firstIDs: UnsafeMutableBufferPointer<UInt16>
  /// The text of each id.
  private let texts: UnsafeMutableBufferPointer<UInt64>
  /// The ids of glyphs with further texts.
  private var furtherIDs: [GlyphText: UInt16] = [:]
  private var count = 1
  /// Whether a glyph was asked for after the font was full.
  private(set) var isFull = false

  private struct GlyphText: Hashable {
    let glyph: UInt32
    let text: UInt64
  }

  // Values of `firstIDs` that are no ids.
  private static let notYetShown: UInt16 = 0
  private static let notPossible = UInt16.max

  /// - Parameters:
  ///   - face: the face's index, 255 at most, because a record has one byte for it.
  ///   - capacity: glyphs at most, .notdef among them.
  /// - Returns: nil for a font that lacks a table or whose .notdef has components, and for a face with a greater index.
  init?(of file: TrueTypeFile, face: Int, capacity: Int) {
    guard let face = UInt8(exactly: face), let font = TrueTypeWriter.placeholderFile(for: file, glyphs: capacity) else {
      return nil
    }
    faceBits = UInt32(face) << 16
    self.file = file
    self.capacity = capacity
    (metricsStart, outlinesStart) = (font.metrics, font.outlines)
    buffer = .allocate(byteCount: font.bytes.count, alignment: 8)
    buffer.copyBytes(from: font.bytes)
    bytes = UnsafeRawBufferPointer(buffer)
    firstIDs = .allocate(capacity: file.glyphCount)
    firstIDs.initialize(repeating: Self.notYetShown)
    texts = .allocate(capacity: capacity)
    texts.initialize(repeating: 0)
    guard addRecord(of: 0, text: 0, as: 0) else { return nil }
  }

  deinit {
    firstIDs.deallocate()
    texts.deallocate()
    buffer.deallocate()
  }

  /// The id here of a glyph that stands for a text. Nil when this font can have no placeholder for the glyph, or is
  /// full.
  ///
  /// - Parameter text: up to eight bytes of UTF-8, the first byte lowest.
  func glyphID(for glyph: UInt32, text: UInt64) -> UInt32? {
    guard glyph > 0, glyph < firstIDs.count else { return nil }
    let id = firstIDs[Int(glyph)]
    if id == Self.notPossible { return nil }
    if id == Self.notYetShown {
      guard let new = addGlyph(glyph, text: text) else { return nil }
      firstIDs[Int(glyph)] = new
      return UInt32(new)
    }
    return texts[Int(id)] == text ? UInt32(id) : furtherID(for: glyph, text: text)
  }

  private func furtherID(for glyph: UInt32, text: UInt64) -> UInt32? {
    let key = GlyphText(glyph: glyph, text: text)
    if let id = furtherIDs[key] { return UInt32(id) }
    guard let new = addGlyph(glyph, text: text) else { return nil }
    furtherIDs[key] = new
    return UInt32(new)
  }

  private func addGlyph(_ glyph: UInt32, text: UInt64) -> UInt16? {
    guard count < capacity else {
      isFull = true
      return nil
    }
    guard addRecord(of: glyph, text: text, as: count) else {
      firstIDs[Int(glyph)] = Self.notPossible
      return nil
    }
    defer { count += 1 }
    return UInt16(count)
  }

  /// Writes width and record of a glyph. False for an outline with components and for a damaged one.
  private func addRecord(of glyph: UInt32, text: UInt64, as id: Int) -> Bool {
    guard let outline = file.outline(of: Int(glyph)), outline.isEmpty || SimpleOutline(outline) != nil else {
      return false
    }
    let metrics = file.metrics(of: Int(glyph))
    for (index, byte) in [metrics.0, metrics.1, metrics.2, metrics.3].enumerated() {
      buffer[metricsStart + id * 4 + index] = byte
    }
    let record = PlaceholderOutline(key: faceBits | glyph, text: text, original: outline)
    buffer[(outlinesStart + id * PlaceholderRecord.size)...].copyBytes(from: record.bytes)
    texts[id] = text
    return true
  }
}

/// A record in the form of `PlaceholderRecord`, which PDFFinishing reads.
private struct PlaceholderOutline {
  /// Side of the box of a blank glyph, in font units: Cairo would leave out a glyph without a contour, or one smaller
  /// than 1/64 of a point.
  private static let blankSide = 256

  private(set) var bytes: [UInt8] = []

  /// - Parameters:
  ///   - key: the face's index in the upper half, the glyph's id in the lower.
  ///   - text: UTF-8, the first byte lowest, zeros after the last.
  ///   - original: the outline in the original; empty for a blank glyph.
  init(key: UInt32, text: UInt64, original: UnsafeRawBufferPointer) {
    bytes.reserveCapacity(PlaceholderRecord.size)
    let isBlank = original.isEmpty
    let (left, bottom) = isBlank ? (0, 0) : (Self.coordinate(original, 2), Self.coordinate(original, 4))
    let right = isBlank ? Self.blankSide : Self.end(from: left, to: Self.coordinate(original, 6))
    let top = isBlank ? Self.blankSide : Self.end(from: bottom, to: Self.coordinate(original, 8))
    let lastPoint = 1
    for value in [1, left, bottom, right, top, lastPoint, PlaceholderRecord.programSize] { append(value) }
    append(Int(key >> 16))
    append(Int(key & 0xFFFF))
    withUnsafeBytes(of: text.littleEndian) { bytes.append(contentsOf: $0) }
    // Two points on the curve, their coordinates in two bytes each, the second from the first.
    bytes += [0x01, 0x01]
    for value in [left, right - left, bottom, top - bottom] { append(value) }
  }

  /// The far side of a box, as far as a coordinate of 16 bits reaches. A box is never without width, because Cairo
  /// would leave it out.
  private static func end(from start: Int, to end: Int) -> Int {
    min(max(start + 1, end), start + Int(Int16.max), Int(Int16.max))
  }

  /// A coordinate, at most one less than the greatest, so that the box can end beyond it.
  private static func coordinate(_ outline: UnsafeRawBufferPointer, _ offset: Int) -> Int {
    min(Int(Int16(truncatingIfNeeded: TrueTypeFile.short(outline, offset))), Int(Int16.max) - 1)
  }

  private mutating func append(_ value: Int) {
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value))
  }
}

/// Writes a TrueType font file (OpenType 1.9, table directory).
private struct TrueTypeWriter {
  private var tables: [(name: StaticString, bytes: [UInt8])] = []

  /// The file of a placeholder: name, style and measures of the original, and space for so many glyphs, whose widths
  /// and outlines are zeros as yet.
  ///
  /// - Returns: the file, and the offsets in it of the widths and the outlines. Nil when the original lacks a table.
  static func placeholderFile(for file: TrueTypeFile, glyphs: Int) -> (bytes: [UInt8], metrics: Int, outlines: Int)? {
    guard let head = file.table("head"), let hhea = file.table("hhea"), let maxp = file.table("maxp") else {
      return nil
    }
    var loca: [UInt8] = []
    loca.reserveCapacity((glyphs + 1) * 4)
    for glyph in 0...glyphs { loca.append(long: glyph * PlaceholderRecord.size) }

    var writer = TrueTypeWriter()
    if let table = file.table("OS/2") { writer.tables.append(("OS/2", Array(table))) }
    writer.tables.append(("glyf", [UInt8](repeating: 0, count: glyphs * PlaceholderRecord.size)))
    writer.tables.append(("head", Array(head).setting(short: 1, at: 50)))
    writer.tables.append(("hhea", Array(hhea).setting(short: glyphs, at: 34)))
    writer.tables.append(("hmtx", [UInt8](repeating: 0, count: glyphs * 4)))
    writer.tables.append(("loca", loca))
    // By the size of its largest program PDFFinishing tells a placeholder from a font.
    let measures = Array(maxp.prefix(32)).setting(short: glyphs, at: 4).withoutPrograms.setting(
      short: PlaceholderRecord.programSize, at: PlaceholderRecord.largestProgramOffset)
    writer.tables.append(("maxp", measures))
    if let table = file.table("name") { writer.tables.append(("name", Array(table))) }
    if let table = file.table("post"), table.count >= 32 {
      // Version 3: no names of glyphs.
      writer.tables.append(("post", Array(table.prefix(32)).setting(short: 3, at: 0).setting(short: 0, at: 2)))
    }
    guard let metrics = writer.offset(of: "hmtx"), let outlines = writer.offset(of: "glyf") else { return nil }
    return (writer.file, metrics, outlines)
  }

  private var bodyStart: Int { 12 + 16 * tables.count }

  private func offset(of name: StaticString) -> Int? {
    var offset = bodyStart
    for table in tables {
      if table.name.description == name.description { return offset }
      offset += (table.bytes.count + 3) & ~3
    }
    return nil
  }

  private var file: [UInt8] {
    var directory: [UInt8] = []
    var body: [UInt8] = []
    body.reserveCapacity(tables.reduce(0) { $0 + $1.bytes.count + 4 })
    directory.append(long: 0x0001_0000)
    // The fields for a binary search stay zero: neither FreeType nor Cairo reads them.
    for value in [tables.count, 0, 0, 0] { directory.append(short: value) }
    for table in tables {
      for index in 0..<4 { directory.append(table.name.utf8Start[index]) }
      for value in [0, bodyStart + body.count, table.bytes.count] { directory.append(long: value) }
      body.append(contentsOf: table.bytes)
      while !body.count.isMultiple(of: 4) { body.append(0) }
    }
    return directory + body
  }
}

extension [UInt8] {
  fileprivate mutating func append(short value: Int) {
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value))
  }

  fileprivate mutating func append(long value: Int) {
    append(short: value >> 16)
    append(short: value)
  }

  fileprivate func setting(short value: Int, at offset: Int) -> [UInt8] {
    var bytes = self
    bytes[offset] = UInt8(truncatingIfNeeded: value >> 8)
    bytes[offset + 1] = UInt8(truncatingIfNeeded: value)
    return bytes
  }

  /// The table maxp of a font without hinting programs: one zone, and zero for what only programs need.
  fileprivate var withoutPrograms: [UInt8] {
    var bytes = setting(short: 1, at: 14)
    for offset in stride(from: 16, through: 26, by: 2) { bytes = bytes.setting(short: 0, at: offset) }
    return bytes
  }
}
