/// Turns the content of a page as Cairo drew it into the content of a finished page: each text is marked as its element's or as an
/// artifact, each tag becomes what it is, placed drawings are painted, and text that was shown shifted says what was meant.
///
/// Texts are told by counting glyphs. A mark stands inside one text object (ISO 32000-1 14.6.1), so that a text that goes on in the
/// next has two; where two texts are shown by one operation, that is parted.
struct ContentMarking {
  let content: [UInt8]
  let structure: DocumentStructure
  var texts: ArraySlice<DocumentStructure.Text>
  /// By marked-content id of the drawn page: which shapes.
  private var tags: [Int: Int]
  var output: ByteWriter
  /// Everything before this is in the output.
  var copied = 0
  /// For each open `q`, the innermost last, how many matrices were set since.
  private var matrices = [0]

  /// Glyphs that are still to come of the first text.
  var left = 0
  /// Whether the mark of the first text is open, in a text object.
  var isMarked = false
  /// Marks of Cairo's own inside it, which give the text that glyphs stand for, and whether it ends with the last of them.
  var inner = 0
  var endsWithInner = false
  /// Whether one of the drawn tags is open.
  var isTagged = false
  /// The element of each marked content so far, by its id.
  var owners: [Int] = []

  /// - Parameter page: index of the page.
  init(_ content: [UInt8], page: Int, tags: [Int: Int], structure: DocumentStructure) throws(PDFFault) {
    guard page < structure.texts.count else { throw PDFFault(.mismatch("page \(page + 1) was not drawn"), at: 0) }
    self.content = content
    self.structure = structure
    self.tags = tags
    texts = structure.texts[page][...]
    left = texts.first?.glyphs ?? 0
    output = ByteWriter(capacity: content.count + 32 * texts.count + 64 * tags.count)
  }

  mutating func marked() throws(PDFFault) -> [UInt8] {
    var scanner = ContentScanner(content)
    while let name = try scanner.next() {
      switch name.count {
      case 1: try turn(content[name.lowerBound], name, scanner)
      case 2:
        switch (content[name.lowerBound], content[name.lowerBound + 1]) {
        case (UInt8(ascii: "T"), UInt8(ascii: "j")), (UInt8(ascii: "T"), UInt8(ascii: "J")):
          try show(name, try scanner.operand(0))
        case (UInt8(ascii: "E"), UInt8(ascii: "T")): try endTextObject(name)
        case (UInt8(ascii: "c"), UInt8(ascii: "m")): matrices[matrices.count - 1] += 1
        default: break
        }
      case 3:
        if scanner.isOperator(name, "BDC") {
          try begin(name, try scanner.operand(0), try scanner.operand(1))
        } else if scanner.isOperator(name, "BMC") {
          throw PDFFault(.unexpected("mark without properties"), at: name.lowerBound)
        } else if scanner.isOperator(name, "EMC") {
          try end(name)
        }
      default: break
      }
    }
    guard texts.isEmpty, tags.isEmpty, !isTagged, !isMarked, inner == 0 else {
      throw PDFFault(.mismatch("fewer glyphs or tags than were drawn"), at: 0)
    }
    copy(upTo: content.count)
    return output.bytes
  }

  private mutating func turn(_ operation: UInt8, _ name: Range<Int>, _ scanner: ContentScanner) throws(PDFFault) {
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

  private mutating func begin(_ name: Range<Int>, _ tag: PDFValue, _ properties: PDFValue) throws(PDFFault) {
    guard properties.isDictionary else { throw .expected("properties of a mark", at: properties.offset) }
    let dictionary = try properties.dictionary()
    if let actual = dictionary["ActualText"] {
      guard !endsWithInner else { throw PDFFault(.mismatch("glyphs of two texts with one text"), at: name.lowerBound) }
      try beginText(before: tag.offset)
      copy(upTo: actual.offset)
      try output.write(meant: content, actual.range)
      copied = actual.range.upperBound
      inner += 1
      return
    }
    guard let identifier = try dictionary["MCID"]?.integer(), !isMarked, !isTagged,
      let index = tags.removeValue(forKey: identifier)
    else {
      throw PDFFault(.mismatch("mark that was not drawn"), at: name.lowerBound)
    }
    let shapes = structure.shapes[index]
    copy(upTo: tag.offset)
    begin(shapes.owner)
    copied = name.upperBound
    isTagged = true
    if shapes.drawings.isEmpty { return }
    // Cairo sets one matrix for the whole page, which has y downwards; the places count in that space.
    guard matrices.reduce(0, +) == 1 else {
      throw PDFFault(.unexpected("matrix before a drawing"), at: name.lowerBound)
    }
    for placed in shapes.drawings { output.write(placed) }
  }

  private mutating func end(_ name: Range<Int>) throws(PDFFault) {
    if inner > 0 {
      inner -= 1
      if inner == 0, endsWithInner { endMark(after: name.upperBound) }
    } else {
      guard isTagged else { throw .expected("BDC before EMC", at: name.lowerBound) }
      isTagged = false
    }
  }

  mutating func copy(upTo end: Int) {
    guard end > copied else { return }
    output.write(content, copied..<end)
    copied = end
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ placed: PlacedDrawing) {
    write("\nq 1 0 0 1 ")
    write(real: placed.x)
    write(" ")
    write(real: placed.y)
    write(" cm/Drawing")
    write(placed.drawing)
    write(" Do Q")
  }
}
