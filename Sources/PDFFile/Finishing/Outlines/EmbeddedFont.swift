/// The file of a TrueType font around its outlines (OpenType 1.9, table directory, head, loca, maxp).
struct EmbeddedFont {
  /// From the beginning to the first outline.
  private(set) var before: [UInt8] = []
  /// From the last outline on.
  private(set) var after: [UInt8] = []

  /// - Parameters:
  ///   - font: whose tables are taken over, but for what only a stand-in has.
  ///   - outlines: of its glyphs, in their order.
  init(_ font: StandInFile, outlines: [PackedOutlines.Entry]) {
    var loca: [UInt8] = []
    loca.reserveCapacity(outlines.count * 4 + 4)
    var (offset, sum): (Int, UInt32) = (0, 0)
    for outline in outlines {
      loca.append(long: UInt32(offset))
      offset += outline.byteCount
      sum &+= outline.wordSum
    }
    loca.append(long: UInt32(offset))

    var (body, directory): ([UInt8], [UInt8]) = ([], [])
    body.reserveCapacity(loca.count * 2 + 256)
    directory.reserveCapacity(12 + 16 * font.tables.count)
    directory.append(contentsOf: font.header)
    let start = 12 + 16 * font.tables.count
    var whole: UInt32 = 0
    var (split, adjustment): (Int?, Int?) = (nil, nil)
    for table in font.tables {
      let place = UInt32(start + body.count + (split == nil ? 0 : offset))
      directory.append(contentsOf: table.name)
      if table.isNamed("glyf") {
        for value in [sum, place, UInt32(offset)] { directory.append(long: value) }
        whole &+= sum
        split = body.count
        continue
      }
      let first = body.count
      body.append(contentsOf: table.isNamed("loca") ? loca[...] : table.content)
      let length = UInt32(body.count - first)
      if table.isNamed("maxp") { body.setShort(0, at: first + StandInFile.programSizePlace) }
      if table.isNamed("head") {
        adjustment = first + 8
        body.setShort(0, at: first + 8)
        body.setShort(0, at: first + 10)
      }
      while !body.count.isMultiple(of: 4) { body.append(0) }
      let check = body[first...].wordSum
      whole &+= check
      for value in [check, place, length] { directory.append(long: value) }
    }
    if let adjustment {
      let value = 0xB1B0_AFBA &- whole &- directory[...].wordSum
      body.setShort(Int(value >> 16), at: adjustment)
      body.setShort(Int(value & 0xFFFF), at: adjustment + 2)
    }
    before = directory + body[..<(split ?? body.count)]
    after = Array(body[(split ?? body.count)...])
  }
}

extension [UInt8] {
  fileprivate mutating func append(long value: UInt32) {
    for shift: UInt32 in [24, 16, 8, 0] { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }

  fileprivate mutating func setShort(_ value: Int, at place: Int) {
    self[place] = UInt8(truncatingIfNeeded: value >> 8)
    self[place + 1] = UInt8(truncatingIfNeeded: value)
  }
}
