import PDFSyntax

/// Fonts: their names, the maps of their codes to glyphs and to texts, and which of them stand in for others.
extension PDFRewriter {
  /// Writes the character maps of all fonts anew, gives fonts that have placeholders their final names, and states that
  /// the glyph ids of an embedded TrueType font are its CIDs, as ISO 19005-2 6.2.11.3.2 demands.
  mutating func rewriteFonts() throws(PDFFault) {
    let names = try readPlaceholders()
    for number in objects.states.indices {
      guard case .kept(let object) = objects.states[number], object.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let type = dictionary["Type"] else { continue }
      if type.isName("FontDescriptor") {
        guard let name = names[number]?.finished else { continue }
        replaceFont(number, dictionary, name, as: "FontName", "")
        continue
      }
      guard type.isName("Font") else { continue }
      let known = try descriptorNumber(of: dictionary).flatMap { names[$0] }
      if let map = dictionary["ToUnicode"] { try rewriteCharacterMap(try reader.target(map), known) }
      let name = known?.finished
      let mapsGlyphs = dictionary["Subtype"]?.isName("CIDFontType2") ?? false && dictionary["CIDToGIDMap"] == nil
      guard name != nil || mapsGlyphs else { continue }
      replaceFont(number, dictionary, name, as: "BaseFont", mapsGlyphs ? "/CIDToGIDMap/Identity" : "")
    }
  }

  /// Replaces a dictionary by one with another name, if there is one, and with more entries.
  private mutating func replaceFont(
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
    objects.replaceObject(number, .value(body.bytes))
  }

  private mutating func rewriteCharacterMap(_ map: PDFObject, _ name: PlaceholderName?) throws(PDFFault) {
    if let name, let font = placeholders[name.file] {
      try writeCharacterMap(map, of: font)
    } else {
      try shortenCharacterMap(map)
    }
  }

  /// Object number of the descriptor of a font, or of the font in a composite one. It tells placeholders apart; names
  /// do not, since two placeholders may have the same.
  private func descriptorNumber(of font: PDFDictionary) throws(PDFFault) -> Int? {
    if let descriptor = font["FontDescriptor"] { return try descriptor.reference().number }
    guard let inner = try font["DescendantFonts"].map(reader.resolved), let first = try inner.array().first else {
      return nil
    }
    // An object has its dictionary at hand, where a value would have to be read again.
    let known = first.isReference ? try reader.target(first) : nil
    let inside =
      if let known, known.isDictionary { try known.dictionary() } else { try reader.resolved(first).dictionary() }
    return try inside["FontDescriptor"]?.reference().number
  }

  /// Reads the fonts that stand in for others into `placeholders`, from which `FileWriter` writes the originals.
  /// Returns the final names of these fonts by the object number of their descriptors.
  private mutating func readPlaceholders() throws(PDFFault) -> [Int: PlaceholderName] {
    var names: [Int: PlaceholderName] = [:]
    for state in objects.states {
      guard case .kept(let object) = state, object.isDictionary, !object.isStream else { continue }
      let dictionary = try object.dictionary()
      guard let file = dictionary["FontFile2"], let name = dictionary["FontName"] else { continue }
      let stream = try reader.target(file)
      guard let font = try PlaceholderFile(try storedContent(stream)) else { continue }
      placeholders[stream.number] = font
      names[object.number] = try PlaceholderName(name, tag: font.tag, file: stream.number)
    }
    return names
  }

  private func storedContent(_ stream: PDFObject) throws(PDFFault) -> ArraySlice<UInt8> {
    if let data = stream.data, let inside = Deflate.storedContent(reader.bytes, data) { return reader.bytes[inside] }
    return try reader.expanded(stream)[...]
  }
}

/// The name of an embedded subset (ISO 32000-1 9.6.4) that has a placeholder in the drawn file.
private struct PlaceholderName {
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
