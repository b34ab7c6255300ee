/// Texts, by counting their glyphs.
extension ContentMarking {
  /// Counts the glyphs of a string or an array, two bytes each, since Cairo makes all fonts composite. Ends and begins marks where a text
  /// ends in it.
  mutating func show(_ name: Range<Int>, _ operand: PDFValue) throws(PDFFault) {
    guard !endsWithInner else { throw PDFFault(.mismatch("glyphs of two texts with one text"), at: name.lowerBound) }
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
      case UInt8(ascii: "<"): try count(start..<scanner.position, in: name, operand)
      case UInt8(ascii: "("): try countLiteral(start..<scanner.position, in: name, operand)
      default: break
      }
    }
    if left == 0 { try endText(after: name.upperBound) }
  }

  private mutating func count(_ string: Range<Int>, in name: Range<Int>, _ operand: PDFValue) throws(PDFFault) {
    // As Cairo writes a string, without white space in it, and mostly within one text.
    let inside = string.dropFirst().dropLast()
    if inside.count.isMultiple(of: 4), inside.count / 4 <= left,
      !content[inside].contains(where: CharacterClass.isSpace)
    {
      left -= inside.count / 4
      return
    }
    var digits = 0
    for place in string {
      guard CharacterClass.hexValue(content[place]) < 16 else { continue }
      if digits == 0 {
        if left == 0 { try part(at: place, in: string, name, operand) }
        left -= 1
      }
      digits = (digits + 1) & 3
    }
    guard digits == 0 else { throw .expected("codes of two bytes", at: string.lowerBound) }
  }

  /// A literal string, which Cairo does not write; one that is parted becomes hexadecimal.
  private mutating func countLiteral(_ string: Range<Int>, in name: Range<Int>, _ operand: PDFValue) throws(PDFFault) {
    let codes = PDFString.decoded(content[string])
    guard codes.count.isMultiple(of: 2) else { throw .expected("codes of two bytes", at: string.lowerBound) }
    if left == 0, !codes.isEmpty {
      copy(upTo: string.lowerBound)
      try part(name, operand)
    }
    if codes.count / 2 <= left {
      left -= codes.count / 2
      return
    }
    copy(upTo: string.lowerBound)
    output.write("<")
    for index in stride(from: 0, to: codes.count, by: 2) {
      if left == 0 {
        output.write(">")
        try part(name, operand)
        output.write("<")
      }
      output.write(hex: codes[index])
      output.write(hex: codes[index + 1])
      left -= 1
    }
    output.write(">")
    copied = string.upperBound
  }

  /// Parts the operation before a glyph of a hexadecimal string.
  private mutating func part(at place: Int, in string: Range<Int>, _ name: Range<Int>, _ operand: PDFValue)
    throws(PDFFault)
  {
    let isFirst = !content[string.lowerBound + 1..<place].contains { CharacterClass.hexValue($0) < 16 }
    copy(upTo: isFirst ? string.lowerBound : place)
    if !isFirst { output.write(">") }
    try part(name, operand)
    if !isFirst { output.write("<") }
  }

  /// Ends the operation between two strings, and with it a text; begins another of both.
  private mutating func part(_ name: Range<Int>, _ operand: PDFValue) throws(PDFFault) {
    guard inner == 0 else { throw PDFFault(.mismatch("glyphs of two texts with one text"), at: name.lowerBound) }
    if operand.isArray { output.write("]") }
    output.write(content, name)
    try endText(after: copied)
    try beginText(before: copied)
    if operand.isArray { output.write("[") }
  }

  mutating func beginText(before place: Int) throws(PDFFault) {
    if isMarked { return }
    guard !isTagged else { throw PDFFault(.mismatch("text among shapes"), at: place) }
    guard let text = texts.first else { throw PDFFault(.mismatch("more glyphs than were drawn"), at: place) }
    copy(upTo: place)
    begin(text.owner)
    isMarked = true
  }

  mutating func begin(_ owner: DocumentStructure.Owner) {
    switch owner {
    case .artifact(let kind):
      output.write("/Artifact<<")
      output.write(text: kind.rawValue)
      output.write(">>BDC ")
    case .element(let index):
      output.write("/")
      output.write(text: structure.elements[index].name)
      output.write("<</MCID ")
      output.write(owners.count)
      output.write(">>BDC ")
      owners.append(index)
    }
  }

  private mutating func endText(after place: Int) throws(PDFFault) {
    texts.removeFirst()
    left = texts.first?.glyphs ?? 0
    if inner > 0 {
      endsWithInner = true
    } else {
      endMark(after: place)
    }
  }

  mutating func endMark(after place: Int) {
    copy(upTo: place)
    output.write(" EMC")
    isMarked = false
    endsWithInner = false
  }

  mutating func endTextObject(_ name: Range<Int>) throws(PDFFault) {
    guard inner == 0 else { throw .expected("EMC before ET", at: name.lowerBound) }
    guard isMarked else { return }
    copy(upTo: name.lowerBound)
    output.write("EMC ")
    isMarked = false
  }
}
