/// Fonts and what their codes say.
extension PDFRewriter {
  /// Glyph ids of an embedded TrueType font are its CIDs; ISO 19005-2 6.2.11.3.2 wants that said. Character maps are written anew, and
  /// fonts that have stand-ins get names of their own.
  mutating func finishFonts() throws(PDFFault) {
    let names = try readStandIns()
    for number in objects.fates.indices {
      guard case .kept(let object) = objects.fates[number], object.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let type = dictionary["Type"] else { continue }
      if type.isName("FontDescriptor") {
        guard let name = names[number]?.finished else { continue }
        replace(number, dictionary, name, as: "FontName", "")
        continue
      }
      guard type.isName("Font") else { continue }
      let known = try descriptor(of: dictionary).flatMap { names[$0] }
      if let map = dictionary["ToUnicode"] { try finish(try reader.target(map), known) }
      let name = known?.finished
      let mapsGlyphs = dictionary["Subtype"]?.isName("CIDFontType2") ?? false && dictionary["CIDToGIDMap"] == nil
      guard name != nil || mapsGlyphs else { continue }
      replace(number, dictionary, name, as: "BaseFont", mapsGlyphs ? "/CIDToGIDMap/Identity" : "")
    }
  }

  /// Writes a dictionary with another name, if there is one, and with more entries.
  private mutating func replace(
    _ number: Int, _ dictionary: PDFDictionary, _ name: [UInt8]?, as key: StaticString, _ more: StaticString
  ) {
    var body = ByteWriter(capacity: dictionary.range.count + 64)
    body.write("<<")
    body.write(dictionary.entries(without: name == nil ? [] : [key]))
    if let name {
      body.write("/")
      body.write(key)
      body.write(name)
    }
    body.write(more)
    body.write(">>")
    objects.replace(number, .value(body.bytes))
  }

  private mutating func finish(_ map: PDFObject, _ name: StandInName?) throws(PDFFault) {
    if let name, let font = standIns[name.file] {
      try writeCharacterMap(map, of: font)
    } else {
      try finishCharacterMap(map)
    }
  }

  /// Object number of the descriptor of a font, or of the one in it: names say nothing, since two stand-ins may have the same.
  private func descriptor(of font: PDFDictionary) throws(PDFFault) -> Int? {
    if let descriptor = font["FontDescriptor"] { return try descriptor.reference().number }
    guard let inner = try font["DescendantFonts"].map(reader.resolved), let first = try inner.array().first else {
      return nil
    }
    // An object's dictionary is known already.
    let known = first.isReference ? try reader.target(first) : nil
    let inside =
      if let known, known.isDictionary { try known.dictionary() } else { try reader.resolved(first).dictionary() }
    return try inside["FontDescriptor"]?.reference().number
  }

  /// By object number of their descriptors, the names of fonts that have stand-ins. Reads the fonts that stand in for others, for
  /// `FileWriter` to write these.
  private mutating func readStandIns() throws(PDFFault) -> [Int: StandInName] {
    var names: [Int: StandInName] = [:]
    for fate in objects.fates {
      guard case .kept(let object) = fate, object.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let file = dictionary["FontFile2"], let name = dictionary["FontName"] else { continue }
      let stream = try reader.target(file)
      guard let font = try StandInFile(try storedContent(stream)) else { continue }
      standIns[stream.number] = font
      names[object.number] = try StandInName(name, tag: font.tag, file: stream.number)
    }
    return names
  }

  private func storedContent(_ stream: PDFObject) throws(PDFFault) -> ArraySlice<UInt8> {
    if let data = stream.data, let inside = Deflate.stored(reader.bytes, data) { return reader.bytes[inside] }
    return try reader.expanded(stream)[...]
  }
}

/// The name of an embedded subset (ISO 32000-1 9.6.4) that has a stand-in in the drawn file.
private struct StandInName {
  let finished: [UInt8]
  /// Object number of the font file.
  let file: Int

  /// - Parameters:
  ///   - drawn: a name that begins with six letters and a plus sign.
  ///   - tag: six letters in their place.
  init(_ drawn: PDFValue, tag: [UInt8], file: Int) throws(PDFFault) {
    let text = drawn.text
    guard drawn.isName, text.count > 8, text[text.startIndex + 7] == UInt8(ascii: "+") else {
      throw .expected("tagged name of a font", at: drawn.offset)
    }
    finished = [UInt8(ascii: "/")] + tag + text.dropFirst(7)
    self.file = file
  }
}

extension ByteWriter {
  /// A hexadecimal string of UTF-16, with what was shown shifted turned back: U+F0000 to U+F21FF stand for U+0000 to U+21FF, because
  /// Cairo would put what it takes for Latin into a second font, and twice as many fonts cost twice as much.
  mutating func write(meant bytes: [UInt8], _ range: Range<Int>) throws(PDFFault) {
    guard bytes[range.lowerBound] == UInt8(ascii: "<") else {
      throw .expected("hexadecimal string", at: range.lowerBound)
    }
    guard ShiftedText.mayBegin(bytes, range) else { return write(bytes, range) }
    let units = ShiftedText.meant(PDFString.decoded(bytes[range]))
    write("<")
    for unit in units { write(hex: unit) }
    write(">")
  }
}
