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

/// Writes a TrueType font file (OpenType 1.9, table directory).
struct TrueTypeWriter {
  private var tables: [(name: StaticString, bytes: [UInt8])] = []

  /// A stand-in for another font: room for some glyphs, whose outlines and widths are zeros yet; name, style and measures of the original.
  ///
  /// - Returns: the file, and where in it the widths and the outlines begin. Nil when the original lacks a table.
  static func standIn(for file: TrueTypeFile, glyphs: Int) -> (bytes: [UInt8], metrics: Int, outlines: Int)? {
    guard let head = file.table("head"), let hhea = file.table("hhea"), let maxp = file.table("maxp") else {
      return nil
    }
    var loca: [UInt8] = []
    loca.reserveCapacity((glyphs + 1) * 4)
    for glyph in 0...glyphs { loca.append(long: glyph * StandInOutline.size) }

    var writer = TrueTypeWriter()
    if let table = file.table("OS/2") { writer.tables.append(("OS/2", Array(table))) }
    writer.tables.append(("glyf", [UInt8](repeating: 0, count: glyphs * StandInOutline.size)))
    writer.tables.append(("head", Array(head).setting(short: 1, at: 50)))
    writer.tables.append(("hhea", Array(hhea).setting(short: glyphs, at: 34)))
    writer.tables.append(("hmtx", [UInt8](repeating: 0, count: glyphs * 4)))
    writer.tables.append(("loca", loca))
    // The largest program tells a stand-in from a font.
    let measures = Array(maxp.prefix(32)).setting(short: glyphs, at: 4).withoutPrograms.setting(
      short: StandInOutline.programSize, at: 26)
    writer.tables.append(("maxp", measures))
    if let table = file.table("name") { writer.tables.append(("name", Array(table))) }
    if let table = file.table("post"), table.count >= 32 {
      // Version 3: no names of glyphs.
      writer.tables.append(("post", Array(table.prefix(32)).setting(short: 3, at: 0).setting(short: 0, at: 2)))
    }
    guard let metrics = writer.place(of: "hmtx"), let outlines = writer.place(of: "glyf") else { return nil }
    return (writer.file, metrics, outlines)
  }

  private var bodyStart: Int { 12 + 16 * tables.count }

  private func place(of name: StaticString) -> Int? {
    var place = bodyStart
    for table in tables {
      if table.name.description == name.description { return place }
      place += (table.bytes.count + 3) & ~3
    }
    return nil
  }

  private var file: [UInt8] {
    var directory: [UInt8] = []
    var body: [UInt8] = []
    body.reserveCapacity(tables.reduce(0) { $0 + $1.bytes.count + 4 })
    directory.append(long: 0x0001_0000)
    // The fields for a binary search are left out: neither FreeType nor Cairo looks.
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

  fileprivate func setting(short value: Int, at place: Int) -> [UInt8] {
    var bytes = self
    bytes[place] = UInt8(truncatingIfNeeded: value >> 8)
    bytes[place + 1] = UInt8(truncatingIfNeeded: value)
    return bytes
  }

  /// maxp of a font without programs: one zone, and nothing else that only programs need.
  fileprivate var withoutPrograms: [UInt8] {
    var bytes = setting(short: 1, at: 14)
    for place in stride(from: 16, through: 26, by: 2) { bytes = bytes.setting(short: 0, at: place) }
    return bytes
  }
}
