/// Fonts and what their codes say.
extension FinishingWork {
  /// Glyph ids of an embedded TrueType font are its CIDs; ISO 19005-2 6.2.11.3.2 wants that said. Character maps are written anew.
  mutating func finishFonts() throws(PDFFault) {
    for fate in objects.fates {
      guard case .kept(let object) = fate, object.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let type = dictionary["Type"], type.isName("Font") else { continue }
      if let map = dictionary["ToUnicode"] { try finishCharacterMap(try reader.target(map)) }
      if let kind = dictionary["Subtype"], kind.isName("CIDFontType2"), dictionary["CIDToGIDMap"] == nil {
        objects.replace(object.number, .value(Array("<<".utf8) + dictionary.entries() + Array("/CIDToGIDMap/Identity>>".utf8)))
      }
    }
  }
}

extension ByteWriter {
  /// A hexadecimal string of UTF-16, with what was shown shifted turned back: U+F0000 to U+F21FF stand for U+0000 to U+21FF, because
  /// Cairo would put what it takes for Latin into a second font, and twice as many fonts cost twice as much.
  mutating func write(meant bytes: [UInt8], _ range: Range<Int>) throws(PDFFault) {
    guard bytes[range.lowerBound] == UInt8(ascii: "<") else { throw .expected("hexadecimal string", at: range.lowerBound) }
    guard ShiftedText.mayBegin(bytes, range) else { return write(bytes, range) }
    let units = ShiftedText.meant(PDFString.decoded(bytes[range]))
    write("<")
    for unit in units { write(hex: unit) }
    write(">")
  }
}
