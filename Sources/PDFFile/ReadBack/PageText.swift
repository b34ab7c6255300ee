/// The text of one page while its content is gone through.
struct PageText {
  let reader: PDFReader
  /// The fonts of the page's resources.
  let fonts: PDFDictionary?
  private(set) var utf8: [UInt8] = []

  private var font: CharacterMap?
  /// The font is part of the graphics state: `q` and `Q` keep and restore it.
  private var savedFonts: [CharacterMap?] = []
  private var marks: [Mark] = []
  /// How many of the open marks silence what is shown in them.
  private var silenced = 0

  private enum Mark {
    case plain
    /// An artifact, or content for which an ActualText was already taken.
    case silent
  }

  init(reader: PDFReader, fonts: PDFDictionary?) {
    self.reader = reader
    self.fonts = fonts
    utf8.reserveCapacity(4096)
  }

  mutating func read(_ content: [UInt8], maps: inout [Int: CharacterMap]) throws(PDFFault) {
    var scanner = ContentScanner(content)
    while let name = try scanner.next() {
      switch name.count {
      case 1:
        switch content[name.lowerBound] {
        case UInt8(ascii: "q"): savedFonts.append(font)
        case UInt8(ascii: "Q"):
          guard let saved = savedFonts.popLast() else { throw .expected("q before Q", at: name.lowerBound) }
          font = saved
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
          try show(try scanner.operand(scanner.operands.count - 1).range, of: content)
        default: break
        }
      case 2 where content[name.lowerBound] == UInt8(ascii: "T"):
        switch content[name.lowerBound + 1] {
        case UInt8(ascii: "j"): try show(try scanner.operand(0).range, of: content)
        case UInt8(ascii: "J"): try showStrings(in: try scanner.operand(0), of: content)
        case UInt8(ascii: "f"): font = try map(try scanner.operand(0), &maps)
        default: break
        }
      case 3:
        if scanner.isOperator(name, "BDC") {
          try begin(try scanner.operand(0), properties: try scanner.operand(1))
        } else if scanner.isOperator(name, "BMC") {
          push(try scanner.operand(0).isName("Artifact") ? .silent : .plain)
        } else if scanner.isOperator(name, "EMC") {
          guard let mark = marks.popLast() else { throw .expected("BDC before EMC", at: name.lowerBound) }
          if case .silent = mark { silenced -= 1 }
        }
      default: break
      }
    }
  }

  private mutating func begin(_ tag: PDFValue, properties: PDFValue) throws(PDFFault) {
    if tag.isName("Artifact") {
      push(.silent)
    } else if properties.isDictionary, !properties.isIdentifierAlone,
      let actual = try properties.dictionary()["ActualText"]
    {
      guard let text = PDFString.text(try actual.string()) else { throw .expected("text string", at: actual.offset) }
      if silenced == 0 { utf8.append(contentsOf: text.utf8) }
      push(.silent)
    } else {
      push(.plain)
    }
  }

  private mutating func push(_ mark: Mark) {
    marks.append(mark)
    if case .silent = mark { silenced += 1 }
  }

  /// The strings of an array whose syntax was checked; the numbers between them only move the pen.
  private mutating func showStrings(in array: PDFValue, of content: [UInt8]) throws(PDFFault) {
    guard array.isArray else { throw .expected("array", at: array.offset) }
    guard silenced == 0 else { return }
    var scanner = PDFScanner(content, array.range.lowerBound + 1..<array.range.upperBound - 1, hasReferences: false)
    while true {
      scanner.skipSpace()
      guard let byte = scanner.next else { return }
      let start = scanner.position
      try scanner.skipCheckedValue()
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "(") { try show(start..<scanner.position, of: content) }
    }
  }

  private mutating func show(_ string: Range<Int>, of content: [UInt8]) throws(PDFFault) {
    guard silenced == 0 else { return }
    guard let font else { throw .expected("font before text", at: string.lowerBound) }
    switch content[string.lowerBound] {
    case UInt8(ascii: "<"): try showHexadecimal(string, of: content, font)
    case UInt8(ascii: "("): try showCodes(PDFString.decoded(content[string]), at: string.lowerBound, font)
    default: throw .expected("string", at: string.lowerBound)
    }
  }

  private mutating func showHexadecimal(_ string: Range<Int>, of content: [UInt8], _ font: CharacterMap)
    throws(PDFFault)
  {
    let needed = font.codeWidth * 2
    // Codes of four digits without white space between them, as far as they go.
    var start = string.lowerBound + 1
    while needed == 4, string.upperBound - start > 4 {
      let (a, b) = (CharacterClass.hexValue(content[start]), CharacterClass.hexValue(content[start + 1]))
      let (c, d) = (CharacterClass.hexValue(content[start + 2]), CharacterClass.hexValue(content[start + 3]))
      if a | b | c | d > 15 { break }
      try font.append(Int(a) << 12 | Int(b) << 8 | Int(c) << 4 | Int(d), at: start, to: &utf8)
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
      try font.append(code, at: index, to: &utf8)
      (code, digits) = (0, 0)
    }
    guard digits == 0 else { throw .expected("codes of \(font.codeWidth) bytes", at: string.lowerBound) }
  }

  private mutating func showCodes(_ codes: [UInt8], at offset: Int, _ font: CharacterMap) throws(PDFFault) {
    guard codes.count % font.codeWidth == 0 else { throw .expected("codes of \(font.codeWidth) bytes", at: offset) }
    var index = 0
    while index < codes.count {
      let code = font.codeWidth == 1 ? Int(codes[index]) : Int(codes[index]) << 8 | Int(codes[index + 1])
      index += font.codeWidth
      try font.append(code, at: offset, to: &utf8)
    }
  }

  private func map(_ name: PDFValue, _ maps: inout [Int: CharacterMap]) throws(PDFFault) -> CharacterMap {
    guard name.isName, let fonts, let reference = fonts.entry(named: name.text.dropFirst()) else {
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
  /// Whether it is `<</MCID n>>`, as most marks have it: there is nothing to find in it.
  fileprivate var isIdentifierAlone: Bool {
    let prefix: StaticString = "<</MCID "
    let digits =
      range.lowerBound
      + prefix.utf8CodeUnitCount..<max(range.lowerBound + prefix.utf8CodeUnitCount, range.upperBound - 2)
    guard !digits.isEmpty, digits.allSatisfy({ CharacterClass.isDigit(bytes[$0]) }) else { return false }
    return (0..<prefix.utf8CodeUnitCount).allSatisfy { bytes[range.lowerBound + $0] == prefix.utf8Start[$0] }
  }
}

extension PDFDictionary {
  /// The value whose key is spelled with the same bytes.
  func entry(named key: ArraySlice<UInt8>) -> PDFValue? {
    for entry in entries where bytes[entry.key].elementsEqual(key) { return value(of: entry) }
    return nil
  }
}
