import DrawnDocument
import PDFSyntax

/// Fonts: one for each face that the document shows, with the glyphs that it shows, in the order of their codes.
extension DocumentWriter {
  mutating func writeFonts(_ packer: OutlinePacker) throws(PDFFault) {
    for font in codes.fonts { try writeFont(font, packer) }
  }

  /// Writes a composite font (ISO 32000-1 9.7) whose codes are the glyph ids of the embedded file.
  private mutating func writeFont(_ font: CodeTable.Font, _ packer: OutlinePacker) throws(PDFFault) {
    guard let file = document.faces[font.face] else {
      throw PDFFault(.mismatch("face \(font.face) is not there"), at: 0)
    }
    let glyphs = font.numbers.map { document.glyphs[$0] }
    let name = Array("\(Self.tag(of: glyphs))+\(file.postScriptName)".utf8)
    let descendant = objects.reserveNumber()
    var body = ByteWriter()
    body.write("<</Type/Font/Subtype/Type0/BaseFont/")
    body.write(name)
    body.write("/Encoding/Identity-H/DescendantFonts[")
    body.writeReference(descendant)
    body.write("]/ToUnicode ")
    body.writeReference(objects.addObject(.stream(entries: [], data: CharacterMapWriter.map(of: glyphs))))
    body.write(">>")
    objects.setObject(font.number, .value(body.bytes))

    var inner = ByteWriter(capacity: 512 + 5 * glyphs.count)
    inner.write("<</Type/Font/Subtype/CIDFontType")
    inner.write(file.isTrueType ? "2" : "0")
    inner.write("/BaseFont/")
    inner.write(name)
    inner.write("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
    inner.writeReference(try writeDescriptor(of: file, name, glyphs, packer))
    // Demanded of embedded TrueType fonts by ISO 19005-2 6.2.11.3.2.
    if file.isTrueType { inner.write("/CIDToGIDMap/Identity") }
    inner.write("/W[0[")
    inner.write(file.width(of: 0))
    for glyph in glyphs {
      inner.write(" ")
      inner.write(glyph.width)
    }
    inner.write("]]>>")
    objects.setObject(descendant, .value(inner.bytes))
  }

  /// Writes the descriptor (9.8) with the font file (9.9), and returns its object number.
  private mutating func writeDescriptor(
    of file: FaceFile, _ name: [UInt8], _ glyphs: [DrawnGlyph], _ packer: OutlinePacker
  ) throws(PDFFault) -> Int {
    var body = ByteWriter()
    body.write("<</Type/FontDescriptor/FontName/")
    body.write(name)
    // Flags: characters beyond the standard Latin ones.
    body.write("/Flags 4/FontBBox[")
    for (index, side) in file.box.enumerated() {
      if index > 0 { body.write(" ") }
      body.write(side)
    }
    body.write("]/ItalicAngle 0/Ascent ")
    body.write(file.ascent)
    body.write("/Descent ")
    body.write(file.descent)
    body.write("/CapHeight ")
    body.write(file.capHeight)
    // No font states the weight of its stems. Readers use it only where they lack the font.
    body.write("/StemV 80")
    if file.isTrueType {
      let (data, length) = try packer.packFont(file, glyphs)
      body.write("/FontFile2 ")
      body.writeReference(
        objects.addObject(.packedStream(entries: Array("/Length1 \(length)".utf8), data: data)))
    } else {
      body.write("/FontFile3 ")
      let font = try CompactFont(file, glyphs, name: name)
      body.writeReference(
        objects.addObject(.stream(entries: Array("/Subtype/CIDFontType0C".utf8), data: font.bytes)))
    }
    body.write(">>")
    return objects.addObject(.value(body.bytes))
  }

  /// Six capital letters for the name of an embedded subset (9.6.4), which depend on its glyphs.
  static func tag(of glyphs: [DrawnGlyph]) -> String {
    // FNV-1a, one glyph at each step; .notdef is the first.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &* 0x100_0000_01B3
    for glyph in glyphs { hash = (hash ^ UInt64(glyph.glyph)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    let letters = (0..<6).map { _ in
      defer { hash /= 26 }
      return UInt8(ascii: "A") + UInt8(hash % 26)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
