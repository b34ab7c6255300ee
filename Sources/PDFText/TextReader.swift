package import PDFSyntax

/// Reads the text of a finished file through the file's own character maps, so that it can be compared with the text
/// that was laid out.
///
/// ```
/// let texts = try TextReader.pages(of: file)      // one element a page
/// String(decoding: texts[0], as: UTF8.self)       // "保証証書第02-001号…"
/// ```
package enum TextReader {
  /// The text of each page as UTF-8: everything that is shown, in the order of the content, by ToUnicode and
  /// ActualText, without artifacts. Nothing is added between pieces of text: no spaces, no line ends.
  ///
  /// - Throws: when the file cannot be read, or shows a glyph that has no text in it.
  package static func pages(of file: [UInt8]) throws(PDFFault) -> [[UInt8]] {
    let reader = try PDFReader(file)
    try reader.refuseEncryption()
    let pages = try reader.pages()
    var fonts: [Int: CharacterMap] = [:]
    var texts: [[UInt8]] = []
    texts.reserveCapacity(pages.count)
    for page in pages {
      let dictionary = try page.dictionary()
      let resources = try reader.resolved(try dictionary.required("Resources"))
      try reader.budget.takeLength(of: resources)
      var text = PageText(reader: reader, fonts: try reader.dictionary("Font", in: try resources.dictionary()))
      try text.readContent(try reader.expanded(try reader.target(try dictionary.required("Contents"))), maps: &fonts)
      try reader.budget.take(text.utf8.count, of: .textBytes, at: page.value.offset)
      texts.append(text.utf8)
    }
    return texts
  }
}

/// Collects the text of one page while it goes through the operations of its content.
struct PageText {
  let reader: PDFReader
  /// The fonts of the page's resources.
  let fonts: PDFDictionary?
  private(set) var utf8: [UInt8] = []

  private var font: CharacterMap?
  /// The font is part of the graphics state, which `q` saves and `Q` restores.
  private var savedFonts: [CharacterMap?] = []
  private var marks: [Mark] = []
  /// How many of the open marks are silent.
  private var silentMarks = 0

  private enum Mark {
    /// Its content is read.
    case plain
    /// Its content is not read: an artifact, or content whose ActualText was read instead.
    case silent
  }

  init(reader: PDFReader, fonts: PDFDictionary?) {
    self.reader = reader
    self.fonts = fonts
    utf8.reserveCapacity(4096)
  }

  /// - Parameter maps: the character maps that were read so far, by the object number of their fonts.
  mutating func readContent(_ content: [UInt8], maps: inout [Int: CharacterMap]) throws(PDFFault) {
    var scanner = ContentScanner(content)
    while let name = try scanner.next() {
      switch name.count {
      case 1:
        switch content[name.lowerBound] {
        case UInt8(ascii: "q"):
          guard savedFonts.count < ContentScanner.nestingLimit else {
            throw .expected("at most \(ContentScanner.nestingLimit) levels of q", at: name.lowerBound)
          }
          savedFonts.append(font)
        case UInt8(ascii: "Q"):
          guard let saved = savedFonts.popLast() else { throw .expected("q before Q", at: name.lowerBound) }
          font = saved
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          try appendText(ofString: try scanner.operand(scanner.operands.count - 1).range, in: content)
        default: break
        }
      case 2 where content[name.lowerBound] == UInt8(ascii: "T"):
        switch content[name.lowerBound + 1] {
        case UInt8(ascii: "j"): try appendText(ofString: try scanner.operand(0).range, in: content)
        case UInt8(ascii: "J"): try appendTexts(ofArray: try scanner.operand(0), in: content)
        case UInt8(ascii: "f"): font = try characterMap(ofFont: try scanner.operand(0), &maps)
        default: break
        }
      case 3:
        if scanner.isOperator(name, "BDC") {
          try checkNesting(at: name.lowerBound)
          try beginMark(try scanner.operand(0), properties: try scanner.operand(1))
        } else if scanner.isOperator(name, "BMC") {
          try checkNesting(at: name.lowerBound)
          openMark(try scanner.operand(0).isName("Artifact") ? .silent : .plain)
        } else if scanner.isOperator(name, "EMC") {
          guard let mark = marks.popLast() else { throw .expected("BDC before EMC", at: name.lowerBound) }
          if case .silent = mark { silentMarks -= 1 }
        }
      default: break
      }
    }
  }

  private mutating func beginMark(_ tag: PDFValue, properties: PDFValue) throws(PDFFault) {
    if tag.isName("Artifact") {
      openMark(.silent)
    } else if properties.isDictionary, !properties.isIdentifierAlone,
      let actual = try properties.dictionary()["ActualText"]
    {
      guard let text = PDFString.text(try actual.string()) else { throw .expected("text string", at: actual.offset) }
      if silentMarks == 0 { utf8.append(contentsOf: text.utf8) }
      openMark(.silent)
    } else {
      openMark(.plain)
    }
  }

  private func checkNesting(at offset: Int) throws(PDFFault) {
    guard marks.count < ContentScanner.nestingLimit else {
      throw .expected("at most \(ContentScanner.nestingLimit) levels of marks", at: offset)
    }
  }

  private mutating func openMark(_ mark: Mark) {
    marks.append(mark)
    if case .silent = mark { silentMarks += 1 }
  }

  /// The strings of an array whose syntax was checked; the numbers between them only move the pen.
  private mutating func appendTexts(ofArray array: PDFValue, in content: [UInt8]) throws(PDFFault) {
    guard array.isArray else { throw .expected("array", at: array.offset) }
    guard silentMarks == 0 else { return }
    var scanner = PDFScanner(content, array.range.lowerBound + 1..<array.range.upperBound - 1, hasReferences: false)
    while true {
      scanner.skipSpace()
      guard let byte = scanner.next else { return }
      let start = scanner.position
      try scanner.skipCheckedValue()
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "(") {
        try appendText(ofString: start..<scanner.position, in: content)
      }
    }
  }

  private mutating func appendText(ofString string: Range<Int>, in content: [UInt8]) throws(PDFFault) {
    guard silentMarks == 0 else { return }
    guard let font else { throw .expected("font before text", at: string.lowerBound) }
    switch content[string.lowerBound] {
    case UInt8(ascii: "<"): try appendHexadecimal(string, in: content, font)
    case UInt8(ascii: "("): try appendCodes(PDFString.decoded(content[string]), at: string.lowerBound, font)
    default: throw .expected("string", at: string.lowerBound)
    }
  }

  private mutating func appendHexadecimal(_ string: Range<Int>, in content: [UInt8], _ font: CharacterMap)
    throws(PDFFault)
  {
    let needed = font.codeWidth * 2
    // First the codes of four digits without white space between them: mostly these are all.
    var start = string.lowerBound + 1
    while needed == 4, string.upperBound - start > 4 {
      let (a, b) = (CharacterClass.hexValue(content[start]), CharacterClass.hexValue(content[start + 1]))
      let (c, d) = (CharacterClass.hexValue(content[start + 2]), CharacterClass.hexValue(content[start + 3]))
      if a | b | c | d > 15 { break }
      try font.appendText(ofCode: Int(a) << 12 | Int(b) << 8 | Int(c) << 4 | Int(d), at: start, to: &utf8)
      start += 4
    }
    var code = 0
    var digits = 0
    for index in start..<string.upperBound {
      let digit = CharacterClass.hexValue(content[index])
      guard digit < 16 else { continue }
      code = code << 4 | Int(digit)
      digits += 1
      guard digits == needed else { continue }
      try font.appendText(ofCode: code, at: index, to: &utf8)
      (code, digits) = (0, 0)
    }
    guard digits == 0 else { throw .expected("codes of \(font.codeWidth) bytes", at: string.lowerBound) }
  }

  private mutating func appendCodes(_ codes: [UInt8], at offset: Int, _ font: CharacterMap) throws(PDFFault) {
    guard codes.count % font.codeWidth == 0 else { throw .expected("codes of \(font.codeWidth) bytes", at: offset) }
    var index = 0
    while index < codes.count {
      let code = font.codeWidth == 1 ? Int(codes[index]) : Int(codes[index]) << 8 | Int(codes[index + 1])
      index += font.codeWidth
      try font.appendText(ofCode: code, at: offset, to: &utf8)
    }
  }

  private func characterMap(ofFont name: PDFValue, _ maps: inout [Int: CharacterMap]) throws(PDFFault) -> CharacterMap {
    guard name.isName, let fonts else { throw .expected("font of the page's resources", at: name.offset) }
    // The name is compared with those of all fonts, and so it is each time that a font is chosen.
    try reader.budget.take(fonts.entries.count, of: .scannedBytes, at: name.offset)
    guard let reference = fonts.entry(named: name.text.dropFirst()) else {
      throw .expected("font of the page's resources", at: name.offset)
    }
    let number = try reference.reference().number
    if let map = maps[number] { return map }
    let map = try CharacterMap(of: try reader.target(reference), in: reader)
    maps[number] = map
    return map
  }
}

extension PDFValue {
  /// Whether it is `<</MCID n>>`, as of most marks: then it need not be read, since it has no ActualText.
  fileprivate var isIdentifierAlone: Bool {
    let prefix: StaticString = "<</MCID "
    let digits =
      range.lowerBound
      + prefix.utf8CodeUnitCount..<max(range.lowerBound + prefix.utf8CodeUnitCount, range.upperBound - 2)
    guard !digits.isEmpty, digits.allSatisfy({ CharacterClass.isDigit(bytes[$0]) }) else { return false }
    return (0..<prefix.utf8CodeUnitCount).allSatisfy { bytes[range.lowerBound + $0] == prefix.utf8Start[$0] }
  }
}
