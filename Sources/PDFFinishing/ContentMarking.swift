import DrawnDocument
import PDFSyntax

/// Turns the content of a page as Cairo drew it into the content of a finished page. Each text is marked as the content
/// of its element or as an artifact, each tag of the drawer's gets its owner, placed drawings are painted, and shifted
/// text is turned back.
///
/// It goes through the operations once and copies everything between the places that it changes. Cairo says nothing
/// about where a text ends, so glyphs are counted: the structure states how many each text has, in the order in which
/// they are shown. A marked content has to lie inside one text object (ISO 32000-1 14.6.1); so a text that goes on in
/// the next one gets a second mark there, and an operation that shows glyphs of two texts is split between them:
///
/// `BT <000100020003>Tj ET` → `BT /P<</MCID 0>>BDC <0001>Tj EMC/P<</MCID 1>>BDC <00020003>Tj EMC ET`
struct ContentMarking {
  private let content: [UInt8]
  private let structure: DocumentStructure
  /// The texts that have not ended yet, in the order in which they are shown.
  private var texts: ArraySlice<DocumentStructure.Text>
  /// The tags of the drawn page that have not begun yet, by their marked-content id: indices of `structure.shapes`.
  private var tags: [Int: Int]
  private var output: ByteWriter
  /// Everything before this index of `content` is in the output, changed or not.
  private var copied = 0
  /// How many matrices were set since each open `q`, the innermost last.
  private var matrices = [0]

  /// How many glyphs of the first text are still to come.
  private var glyphsLeft = 0
  /// Whether a marked content of the first text is open; there is one only inside a text object.
  private var isMarked = false
  /// How many marks of Cairo's own are open inside it, which state the text of their glyphs (ActualText).
  private var innerMarks = 0
  /// Whether the first text has had all its glyphs, so that its mark ends with the innermost marks.
  private var endsWithInnerMarks = false
  /// Whether one of the drawn tags is open.
  private var isTagged = false
  /// The element of each marked content so far, by its id.
  private(set) var owners: [Int] = []

  /// - Parameters:
  ///   - page: index of the page.
  ///   - tags: the tags that Cairo has set in it, by their marked-content id: indices of the structure's shapes.
  init(_ content: [UInt8], page: Int, tags: [Int: Int], structure: DocumentStructure) throws(PDFFault) {
    guard page < structure.texts.count else { throw PDFFault(.mismatch("page \(page + 1) was not drawn"), at: 0) }
    self.content = content
    self.structure = structure
    self.tags = tags
    texts = structure.texts[page][...]
    glyphsLeft = texts.first?.glyphs ?? 0
    output = ByteWriter(capacity: content.count + 32 * texts.count + 64 * tags.count)
  }

  /// - Throws: when glyphs and tags are not exactly those of the structure, and for all that Cairo does not write.
  mutating func markContent() throws(PDFFault) -> [UInt8] {
    var scanner = ContentScanner(content)
    while let name = try scanner.next() {
      switch name.count {
      case 1: try noteOperator(content[name.lowerBound], name)
      case 2:
        switch (content[name.lowerBound], content[name.lowerBound + 1]) {
        case (UInt8(ascii: "T"), UInt8(ascii: "j")), (UInt8(ascii: "T"), UInt8(ascii: "J")):
          try countGlyphs(of: name, shown: try scanner.operand(0))
        case (UInt8(ascii: "E"), UInt8(ascii: "T")): try endTextObject(name)
        case (UInt8(ascii: "c"), UInt8(ascii: "m")): matrices[matrices.count - 1] += 1
        default: break
        }
      case 3:
        if scanner.isOperator(name, "BDC") {
          try beginDrawnMark(name, try scanner.operand(0), try scanner.operand(1))
        } else if scanner.isOperator(name, "BMC") {
          throw PDFFault(.unexpected("mark without properties"), at: name.lowerBound)
        } else if scanner.isOperator(name, "EMC") {
          try endDrawnMark(name)
        }
      default: break
      }
    }
    guard texts.isEmpty, tags.isEmpty, !isTagged, !isMarked, innerMarks == 0 else {
      throw PDFFault(.mismatch("fewer glyphs or tags than were drawn"), at: 0)
    }
    copy(upTo: content.count)
    return output.bytes
  }

  private mutating func noteOperator(_ operation: UInt8, _ name: Range<Int>) throws(PDFFault) {
    switch operation {
    case UInt8(ascii: "q"): matrices.append(0)
    case UInt8(ascii: "Q"):
      guard matrices.count > 1 else { throw .expected("q before Q", at: name.lowerBound) }
      matrices.removeLast()
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      throw PDFFault(.unexpected("text with a line feed"), at: name.lowerBound)
    default: break
    }
  }

  /// At `BDC`: one of Cairo's own marks with an ActualText, or a tag of the drawer's, which becomes the mark of its
  /// owner.
  private mutating func beginDrawnMark(_ name: Range<Int>, _ tag: PDFValue, _ properties: PDFValue) throws(PDFFault) {
    guard properties.isDictionary else { throw .expected("properties of a mark", at: properties.offset) }
    let dictionary = try properties.dictionary()
    if let actual = dictionary["ActualText"] {
      guard !endsWithInnerMarks else {
        throw PDFFault(.mismatch("glyphs of two texts with one text"), at: name.lowerBound)
      }
      try beginText(before: tag.offset)
      copy(upTo: actual.offset)
      try output.writeUnshifted(content, actual.range)
      copied = actual.range.upperBound
      innerMarks += 1
      return
    }
    guard let identifier = try dictionary["MCID"]?.integer(), !isMarked, !isTagged,
      let index = tags.removeValue(forKey: identifier)
    else {
      throw PDFFault(.mismatch("mark that was not drawn"), at: name.lowerBound)
    }
    let shapes = structure.shapes[index]
    copy(upTo: tag.offset)
    beginMark(of: shapes.owner)
    copied = name.upperBound
    isTagged = true
    if shapes.drawings.isEmpty { return }
    // Cairo sets one matrix for the whole page, which makes y point downwards. The places of drawings are in that
    // space.
    guard matrices.reduce(0, +) == 1 else {
      throw PDFFault(.unexpected("matrix before a drawing"), at: name.lowerBound)
    }
    for placed in shapes.drawings { output.writeDrawing(placed) }
  }

  /// At `EMC`.
  private mutating func endDrawnMark(_ name: Range<Int>) throws(PDFFault) {
    if innerMarks > 0 {
      innerMarks -= 1
      if innerMarks == 0, endsWithInnerMarks { endMark(after: name.upperBound) }
    } else {
      guard isTagged else { throw .expected("BDC before EMC", at: name.lowerBound) }
      isTagged = false
    }
  }

  private mutating func copy(upTo end: Int) {
    guard end > copied else { return }
    output.write(content, copied..<end)
    copied = end
  }

  // MARK: Texts

  /// At `Tj` and `TJ`: counts the glyphs of a string or of an array of strings, two bytes each, since Cairo makes all
  /// fonts composite. Ends and begins marks where a text ends among them.
  private mutating func countGlyphs(of name: Range<Int>, shown operand: PDFValue) throws(PDFFault) {
    guard !endsWithInnerMarks else {
      throw PDFFault(.mismatch("glyphs of two texts with one text"), at: name.lowerBound)
    }
    try beginText(before: operand.offset)
    var scanner = PDFScanner(content, operand.range, hasReferences: false)
    if operand.isArray {
      scanner = PDFScanner(content, operand.range.lowerBound + 1..<operand.range.upperBound - 1, hasReferences: false)
    }
    while true {
      scanner.skipSpace()
      guard let first = scanner.next else { break }
      let start = scanner.position
      try scanner.skipCheckedValue()
      switch first {
      case UInt8(ascii: "<") where content[start + 1] == UInt8(ascii: "<"):
        throw .expected("string or number", at: start)
      case UInt8(ascii: "<"): try countHexadecimal(start..<scanner.position, in: name, operand)
      case UInt8(ascii: "("): try countLiteral(start..<scanner.position, in: name, operand)
      default: break
      }
    }
    if glyphsLeft == 0 { try endText(after: name.upperBound) }
  }

  private mutating func countHexadecimal(_ string: Range<Int>, in name: Range<Int>, _ operand: PDFValue)
    throws(PDFFault)
  {
    // Nearly always a string is as Cairo writes it, without white space, and within one text.
    let inside = string.dropFirst().dropLast()
    if inside.count.isMultiple(of: 4), inside.count / 4 <= glyphsLeft,
      !content[inside].contains(where: CharacterClass.isSpace)
    {
      glyphsLeft -= inside.count / 4
      return
    }
    var digits = 0
    for index in string {
      guard CharacterClass.hexValue(content[index]) < 16 else { continue }
      if digits == 0 {
        if glyphsLeft == 0 { try splitOperation(at: index, in: string, name, operand) }
        glyphsLeft -= 1
      }
      digits = (digits + 1) & 3
    }
    guard digits == 0 else { throw .expected("codes of two bytes", at: string.lowerBound) }
  }

  /// A literal string. Cairo writes none; one that is split becomes hexadecimal.
  private mutating func countLiteral(_ string: Range<Int>, in name: Range<Int>, _ operand: PDFValue) throws(PDFFault) {
    let codes = PDFString.decoded(content[string])
    guard codes.count.isMultiple(of: 2) else { throw .expected("codes of two bytes", at: string.lowerBound) }
    if glyphsLeft == 0, !codes.isEmpty {
      copy(upTo: string.lowerBound)
      try splitOperation(name, operand)
    }
    if codes.count / 2 <= glyphsLeft {
      glyphsLeft -= codes.count / 2
      return
    }
    copy(upTo: string.lowerBound)
    output.write("<")
    for index in stride(from: 0, to: codes.count, by: 2) {
      if glyphsLeft == 0 {
        output.write(">")
        try splitOperation(name, operand)
        output.write("<")
      }
      output.writeHex(codes[index])
      output.writeHex(codes[index + 1])
      glyphsLeft -= 1
    }
    output.write(">")
    copied = string.upperBound
  }

  /// Splits the operation before a glyph of a hexadecimal string.
  private mutating func splitOperation(at index: Int, in string: Range<Int>, _ name: Range<Int>, _ operand: PDFValue)
    throws(PDFFault)
  {
    let isFirst = !content[string.lowerBound + 1..<index].contains { CharacterClass.hexValue($0) < 16 }
    copy(upTo: isFirst ? string.lowerBound : index)
    if !isFirst { output.write(">") }
    try splitOperation(name, operand)
    if !isFirst { output.write("<") }
  }

  /// Ends the operation and the text between two strings, and begins the next text and the same operation anew.
  private mutating func splitOperation(_ name: Range<Int>, _ operand: PDFValue) throws(PDFFault) {
    guard innerMarks == 0 else { throw PDFFault(.mismatch("glyphs of two texts with one text"), at: name.lowerBound) }
    if operand.isArray { output.write("]") }
    output.write(content, name)
    try endText(after: copied)
    try beginText(before: copied)
    if operand.isArray { output.write("[") }
  }

  private mutating func beginText(before offset: Int) throws(PDFFault) {
    if isMarked { return }
    guard !isTagged else { throw PDFFault(.mismatch("text among shapes"), at: offset) }
    guard let text = texts.first else { throw PDFFault(.mismatch("more glyphs than were drawn"), at: offset) }
    copy(upTo: offset)
    beginMark(of: text.owner)
    isMarked = true
  }

  private mutating func beginMark(of owner: DocumentStructure.Owner) {
    switch owner {
    case .artifact(let kind):
      output.write("/Artifact<<")
      output.write(kind.properties)
      output.write(">>BDC ")
    case .element(let index):
      output.write("/")
      output.writeText(structure.elements[index].name)
      output.write("<</MCID ")
      output.write(owners.count)
      output.write(">>BDC ")
      owners.append(index)
    }
  }

  private mutating func endText(after offset: Int) throws(PDFFault) {
    texts.removeFirst()
    glyphsLeft = texts.first?.glyphs ?? 0
    if innerMarks > 0 {
      endsWithInnerMarks = true
    } else {
      endMark(after: offset)
    }
  }

  private mutating func endMark(after offset: Int) {
    copy(upTo: offset)
    output.write(" EMC")
    isMarked = false
    endsWithInnerMarks = false
  }

  /// At `ET`: a mark ends with its text object, and the text gets another one in the next.
  private mutating func endTextObject(_ name: Range<Int>) throws(PDFFault) {
    guard innerMarks == 0 else { throw .expected("EMC before ET", at: name.lowerBound) }
    guard isMarked else { return }
    copy(upTo: name.lowerBound)
    output.write("EMC ")
    isMarked = false
  }
}

extension ByteWriter {
  fileprivate mutating func writeDrawing(_ placed: PlacedDrawing) {
    write("\nq 1 0 0 1 ")
    writeReal(placed.x)
    write(" ")
    writeReal(placed.y)
    write(" cm/Drawing")
    write(placed.drawing)
    write(" Do Q")
  }
}

extension DocumentStructure.ArtifactKind {
  /// The property list of an artifact (ISO 32000-1 table 330), without brackets. Running heads and feet are pagination
  /// artifacts (ISO 14289-1 7.8).
  fileprivate var properties: StaticString {
    switch self {
    case .layout: "/Type/Layout"
    case .header: "/Type/Pagination/Subtype/Header"
    case .footer: "/Type/Pagination/Subtype/Footer"
    }
  }
}
