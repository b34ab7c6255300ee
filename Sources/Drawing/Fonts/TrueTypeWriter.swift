/// Writes a TrueType font of some glyphs of another, numbered anew, with nothing in it but outlines, widths and names.
struct TrueTypeWriter {
  private var tables: [(name: StaticString, bytes: [UInt8])] = []

  /// - Parameter wanted: the original glyphs whose outlines are written, the others stay empty; nil for all.
  /// - Returns: nil when one of the outlines is made of others or is damaged, or the numbering names glyphs that the font does not have.
  static func font(of file: TrueTypeFile, _ numbering: GlyphNumbering, wanted: Set<UInt32>? = nil) -> [UInt8]? {
    guard let last = numbering.ranges.last?.upperBound, last < file.glyphCount, let head = file.table("head"),
      let hhea = file.table("hhea"),
      let maxp = file.table("maxp")
    else { return nil }
    let count = numbering.count
    var (glyf, loca, hmtx): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    glyf.reserveCapacity(wanted.map { $0.count * 400 } ?? file.bytes.count)
    loca.reserveCapacity((count + 1) * 4)
    hmtx.reserveCapacity(count * 4)
    for glyph in numbering.glyphs {
      loca.append(long: glyf.count)
      let metrics = file.metrics(of: Int(glyph))
      for byte in [metrics.0, metrics.1, metrics.2, metrics.3] { hmtx.append(byte) }
      guard wanted?.contains(glyph) ?? true else { continue }
      guard let outline = file.outline(of: Int(glyph)) else { return nil }
      if outline.isEmpty { continue }
      guard let simple = SimpleOutline(outline) else { return nil }
      glyf.append(contentsOf: simple.contours)
      glyf.append(short: 0)
      glyf.append(contentsOf: simple.points)
      // Offsets of four bytes need it not, but Cairo copies outlines in words.
      while !glyf.count.isMultiple(of: 4) { glyf.append(0) }
    }
    loca.append(long: glyf.count)

    var writer = TrueTypeWriter()
    if let table = file.table("OS/2") { writer.tables.append(("OS/2", Array(table))) }
    writer.tables.append(("glyf", glyf))
    writer.tables.append(("head", Array(head).setting(short: 1, at: 50)))
    writer.tables.append(("hhea", Array(hhea).setting(short: count, at: 34)))
    writer.tables.append(("hmtx", hmtx))
    writer.tables.append(("loca", loca))
    writer.tables.append(("maxp", Array(maxp.prefix(32)).setting(short: count, at: 4).withoutPrograms))
    if let table = file.table("name") { writer.tables.append(("name", Array(table))) }
    if let table = file.table("post"), table.count >= 32 {
      // Version 3: no names of glyphs.
      writer.tables.append(("post", Array(table.prefix(32)).setting(short: 3, at: 0).setting(short: 0, at: 2)))
    }
    return writer.file
  }

  private var file: [UInt8] {
    var directory: [UInt8] = []
    var body: [UInt8] = []
    body.reserveCapacity(tables.reduce(0) { $0 + $1.bytes.count + 4 })
    directory.append(long: 0x0001_0000)
    // The fields for a binary search are left out: neither FreeType nor Cairo looks.
    for value in [tables.count, 0, 0, 0] { directory.append(short: value) }
    let start = 12 + 16 * tables.count
    for table in tables {
      for index in 0..<4 { directory.append(table.name.utf8Start[index]) }
      for value in [0, start + body.count, table.bytes.count] { directory.append(long: value) }
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
