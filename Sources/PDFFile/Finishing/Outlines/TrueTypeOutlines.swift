/// Where the outlines stand in a TrueType font of one face (OpenType 1.9: table directory, head, loca, glyf).
struct TrueTypeOutlines {
  /// The place of each glyph's outline in the file, in the order of the file; outlines that are empty left out.
  let glyphs: [Range<Int>]

  /// Nil when the file is something else, or places its outlines where there are none or out of order: then it is packed like any other data.
  init?(_ file: UnsafeRawBufferPointer) {
    guard let head = Self.table("head", in: file), let loca = Self.table("loca", in: file), let glyf = Self.table("glyf", in: file),
      head.count >= 54, file[head.lowerBound + 50] == 0
    else { return nil }
    let isLong = file[head.lowerBound + 51] == 1
    let width = isLong ? 4 : 2
    var glyphs: [Range<Int>] = []
    glyphs.reserveCapacity(loca.count / width)
    var start = glyf.lowerBound
    for place in stride(from: loca.lowerBound, through: loca.upperBound - width, by: width) {
      let offset = isLong ? Self.number(file, at: place) : Int(file[place]) << 9 | Int(file[place + 1]) << 1
      guard offset <= glyf.count, glyf.lowerBound + offset >= start else { return nil }
      let end = glyf.lowerBound + offset
      if end > start { glyphs.append(start..<end) }
      start = end
    }
    self.glyphs = glyphs
  }

  private static func table(_ name: StaticString, in file: UnsafeRawBufferPointer) -> Range<Int>? {
    guard file.count >= 12, number(file, at: 0) == 0x0001_0000 || number(file, at: 0) == 0x7472_7565 else { return nil }
    let tag = Int(UInt32(bigEndian: UnsafeRawPointer(name.utf8Start).loadUnaligned(as: UInt32.self)))
    for index in 0..<(Int(file[4]) << 8 | Int(file[5])) {
      let entry = 12 + 16 * index
      guard entry + 16 <= file.count else { return nil }
      guard number(file, at: entry) == tag else { continue }
      let (start, length) = (number(file, at: entry + 8), number(file, at: entry + 12))
      return start <= file.count && length <= file.count - start ? start..<start + length : nil
    }
    return nil
  }

  private static func number(_ file: UnsafeRawBufferPointer, at place: Int) -> Int {
    Int(UInt32(bigEndian: file.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
  }
}
