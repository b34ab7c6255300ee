/// Turns the content of a page as Cairo drew it into the content of a finished page: the marked content of NonStruct elements becomes
/// artifacts, placed drawings are painted, and text that was shown shifted says what was meant.
struct ContentTurning {
  private let content: [UInt8]
  private var left: [Int: MarkedContent]
  private var output: ByteWriter
  /// Everything before this is in the output.
  private var copied = 0
  /// For each open `q`, the innermost last, how many matrices were set since.
  private var matrices = [0]

  /// - Parameter marked: by marked-content id.
  init(_ content: [UInt8], marked: [Int: MarkedContent]) {
    self.content = content
    left = marked
    output = ByteWriter(capacity: content.count + 64 * marked.count)
  }

  mutating func turned() throws(PDFFault) -> [UInt8] {
    var scanner = ContentScanner(content)
    while let name = try scanner.next() {
      switch name.count {
      case 1 where content[name.lowerBound] == UInt8(ascii: "q"): matrices.append(0)
      case 1 where content[name.lowerBound] == UInt8(ascii: "Q"):
        guard matrices.count > 1 else { throw .expected("q before Q", at: name.lowerBound) }
        matrices.removeLast()
      case 2 where scanner.isOperator(name, "cm"): matrices[matrices.count - 1] += 1
      case 3 where scanner.isOperator(name, "BDC"):
        try turn(name, tag: try scanner.operand(0), properties: try scanner.operand(1))
      default: break
      }
    }
    guard left.isEmpty else { throw PDFFault(.mismatch("element without marked content"), at: 0) }
    copy(upTo: content.count)
    return output.bytes
  }

  private mutating func turn(_ name: Range<Int>, tag: PDFValue, properties: PDFValue) throws(PDFFault) {
    guard properties.isDictionary else { return }
    let dictionary = try properties.dictionary()
    if let actual = dictionary["ActualText"] {
      copy(upTo: actual.offset)
      try output.write(meant: content, actual.range)
      copied = actual.range.upperBound
    }
    guard let identifier = try dictionary["MCID"]?.integer() else { return }
    guard let found = left.removeValue(forKey: identifier) else {
      guard !tag.isName("NonStruct") else {
        throw PDFFault(.mismatch("marked content \(identifier) is no NonStruct element"), at: name.lowerBound)
      }
      return
    }
    guard tag.isName("NonStruct") == (found.artifact != nil) else {
      throw PDFFault(.mismatch("marked content \(identifier) of another element"), at: name.lowerBound)
    }
    if let kind = found.artifact {
      copy(upTo: tag.offset)
      output.write("/Artifact <<")
      output.write(text: kind.rawValue)
      output.write(">> BDC")
      copied = name.upperBound
    }
    if found.drawings.isEmpty { return }
    // Cairo sets one matrix for the whole page, which has y downwards; the places count in that space.
    guard matrices.reduce(0, +) == 1 else { throw PDFFault(.unexpected("matrix before a drawing"), at: name.lowerBound) }
    copy(upTo: name.upperBound)
    for placed in found.drawings { output.write(placed) }
  }

  private mutating func copy(upTo end: Int) {
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
