/// Fonts and what their codes say.
extension FinishingWork {
  /// Glyph ids of an embedded TrueType font are its CIDs; ISO 19005-2 6.2.11.3.2 wants that said. Character maps are written anew, and fonts
  /// that have stand-ins get names of their own.
  mutating func finishFonts() throws(PDFFault) {
    let names = try readStandIns()
    for number in objects.fates.indices {
      guard case .kept(let object) = objects.fates[number], object.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let type = dictionary["Type"] else { continue }
      if type.isName("FontDescriptor") {
        guard let name = names.of(dictionary["FontName"])?.finished else { continue }
        objects.replace(
          number, .value(Array("<<".utf8) + dictionary.entries(without: ["FontName"]) + Array("/FontName".utf8) + name + Array(">>".utf8)))
        continue
      }
      guard type.isName("Font") else { continue }
      let known = names.of(dictionary["BaseFont"])
      if let map = dictionary["ToUnicode"] { try finish(try reader.target(map), known) }
      let name = known?.finished
      let mapsGlyphs = dictionary["Subtype"]?.isName("CIDFontType2") ?? false && dictionary["CIDToGIDMap"] == nil
      guard name != nil || mapsGlyphs else { continue }
      var entries = Array("<<".utf8) + dictionary.entries(without: name == nil ? [] : ["BaseFont"])
      if let name { entries += Array("/BaseFont".utf8) + name }
      objects.replace(number, .value(entries + Array(mapsGlyphs ? "/CIDToGIDMap/Identity>>".utf8 : ">>".utf8)))
    }
  }

  private mutating func finish(_ map: PDFObject, _ name: FontNames.Name?) throws(PDFFault) {
    if let name, let font = standIns[name.file] {
      try writeCharacterMap(map, of: font)
    } else {
      try finishCharacterMap(map)
    }
  }

  /// Reads the fonts that stand in for others, for `FileWriter` to write these.
  private mutating func readStandIns() throws(PDFFault) -> FontNames {
    var names = FontNames()
    for fate in objects.fates {
      guard case .kept(let object) = fate, object.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let file = dictionary["FontFile2"], let name = dictionary["FontName"] else { continue }
      let stream = try reader.target(file)
      guard let font = try StandInFont(try storedContent(stream)) else { continue }
      standIns[stream.number] = font
      try names.add(name, tag: font.tag, file: stream.number)
    }
    return names
  }

  private func storedContent(_ stream: PDFObject) throws(PDFFault) -> ArraySlice<UInt8> {
    if let data = stream.data, let inside = Deflate.stored(reader.bytes, data) { return reader.bytes[inside] }
    return try reader.expanded(stream)[...]
  }
}

/// The names of embedded subsets (ISO 32000-1 9.6.4) as they were drawn, and as they are to be.
private struct FontNames {
  struct Name {
    let drawn: ArraySlice<UInt8>
    let finished: [UInt8]
    /// Object number of the font file.
    let file: Int
  }

  private var names: [Name] = []

  /// - Parameter tag: six letters, in the place of those that the name begins with.
  mutating func add(_ name: PDFValue, tag: [UInt8], file: Int) throws(PDFFault) {
    let drawn = name.text
    guard name.isName, drawn.count > 8, drawn[drawn.startIndex + 7] == UInt8(ascii: "+") else {
      throw .expected("tagged name of a font", at: name.offset)
    }
    names.append(Name(drawn: drawn, finished: [UInt8(ascii: "/")] + tag + drawn.dropFirst(7), file: file))
  }

  /// Nil for a name that stays.
  func of(_ name: PDFValue?) -> Name? {
    guard let name else { return nil }
    return names.first { $0.drawn == name.text }
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
