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
