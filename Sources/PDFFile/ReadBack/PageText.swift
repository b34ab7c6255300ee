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
        case UInt8(ascii: "'"), UInt8(ascii: "\""): try show(try scanner.operand(scanner.operands.count - 1))
        default: break
        }
      case 2 where content[name.lowerBound] == UInt8(ascii: "T"):
        switch content[name.lowerBound + 1] {
        case UInt8(ascii: "j"): try show(try scanner.operand(0))
        case UInt8(ascii: "J"): for part in try scanner.operand(0).array() where part.isString { try show(part) }
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
    } else if properties.isDictionary, let actual = try properties.dictionary()["ActualText"] {
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

  private mutating func show(_ string: PDFValue) throws(PDFFault) {
    guard silenced == 0 else { return }
    guard let font else { throw .expected("font before text", at: string.offset) }
    try font.append(try string.string(), at: string.offset, to: &utf8)
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

extension PDFDictionary {
  /// The value whose key is spelled with the same bytes.
  func entry(named key: ArraySlice<UInt8>) -> PDFValue? {
    for entry in entries where bytes[entry.key].elementsEqual(key) { return value(of: entry) }
    return nil
  }
}
