import DrawnDocument

/// A TrueType file (OpenType 1.9) of some glyphs of a face, without the outlines themselves. It has the tables that a
/// PDF asks for (ISO 32000-1 9.9), all from the face's own file: head, hhea and maxp with what is different about a
/// subset, and hmtx and loca of its glyphs.
struct EmbeddedFont {
  /// Everything before the first outline: the table directory, as glyf is the first table.
  private(set) var before: [UInt8] = []
  /// Everything after the last outline.
  private(set) var after: [UInt8] = []

  /// - Parameters:
  ///   - file: of the face, with TrueType outlines.
  ///   - glyphs: ids in the file, in their order here.
  ///   - outlines: of these glyphs.
  /// - Returns: nil when the file lacks a table.
  init?(_ file: FaceFile, glyphs: [Int], outlines: [PackedOutlines.Entry]) {
    guard let head = file.table("head"), let hhea = file.table("hhea"), let maxp = file.table("maxp"), maxp.count >= 32
    else { return nil }
    var (hmtx, loca): ([UInt8], [UInt8]) = ([], [])
    hmtx.reserveCapacity(glyphs.count * 4)
    loca.reserveCapacity(glyphs.count * 4 + 4)
    for glyph in glyphs {
      let metrics = file.metrics(of: glyph)
      hmtx += [metrics.0, metrics.1, metrics.2, metrics.3]
    }
    var (length, sum): (Int, UInt32) = (0, 0)
    for outline in outlines {
      loca.appendLong(UInt32(length))
      length += outline.byteCount
      sum &+= outline.wordSum
    }
    loca.appendLong(UInt32(length))
    let tables: [(name: StaticString, bytes: [UInt8])] = [
      // Long offsets; the check sum is set below.
      ("head", Array(head.prefix(54)).setting(0, at: 8).setting(0, at: 10).setting(1, at: 50)),
      ("hhea", Array(hhea.prefix(36)).setting(glyphs.count, at: 34)), ("hmtx", hmtx), ("loca", loca),
      ("maxp", Array(maxp.prefix(32)).setting(glyphs.count, at: 4).withoutPrograms),
    ]
    let start = 12 + 16 * (tables.count + 1)
    before.reserveCapacity(start)
    // Version 1.0, the number of tables, and the fields for a binary search (table directory).
    for value in [1, 0, 6, 64, 2, 32] { before.appendShort(value) }
    before.appendEntry("glyf", sum: sum, offset: start, length: length)
    var whole = sum
    for table in tables {
      let first = after.count
      after += table.bytes
      while !after.count.isMultiple(of: 4) { after.append(0) }
      let check = after[first...].wordSum
      whole &+= check
      before.appendEntry(table.name, sum: check, offset: start + length + first, length: table.bytes.count)
    }
    // With this number in head, the words of the whole file add up to 0xB1B0AFBA.
    let adjustment = 0xB1B0_AFBA &- whole &- before[...].wordSum
    after = after.setting(Int(adjustment >> 16), at: 8).setting(Int(adjustment & 0xFFFF), at: 10)
  }
}

extension [UInt8] {
  fileprivate mutating func appendShort(_ value: Int) {
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value))
  }

  fileprivate mutating func appendLong(_ value: UInt32) {
    for shift: UInt32 in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  /// Appends an entry of the table directory.
  fileprivate mutating func appendEntry(_ name: StaticString, sum: UInt32, offset: Int, length: Int) {
    for index in 0..<4 { append(name.utf8Start[index]) }
    for value in [sum, UInt32(offset), UInt32(length)] { appendLong(value) }
  }

  fileprivate func setting(_ short: Int, at offset: Int) -> [UInt8] {
    var bytes = self
    bytes[offset] = UInt8(truncatingIfNeeded: short >> 8)
    bytes[offset + 1] = UInt8(truncatingIfNeeded: short)
    return bytes
  }

  /// The table maxp of a font without hinting programs: one zone, and zero for what only programs need.
  fileprivate var withoutPrograms: [UInt8] {
    var bytes = setting(1, at: 14)
    for offset in stride(from: 16, through: 26, by: 2) { bytes = bytes.setting(0, at: offset) }
    return bytes
  }
}
