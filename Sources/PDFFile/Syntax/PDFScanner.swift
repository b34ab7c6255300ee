/// Steps over the tokens of ISO 32000-1 7.2 and 7.3, checking each, without building anything.
///
/// It never reads outside `position..<end`, whatever the bytes are, and never nests deeper than `depthLimit`.
struct PDFScanner {
  let bytes: [UInt8]
  var position: Int
  let end: Int
  /// Whether `n g R` may stand for a value: in objects, not in content streams.
  let hasReferences: Bool

  /// Arrays and dictionaries inside each other; ISO 32000-1 annex C allows 28 levels of `q`, and no writer nests values so deep.
  static let depthLimit = 64

  init(_ bytes: [UInt8], _ range: Range<Int>, hasReferences: Bool = true) {
    self.bytes = bytes
    self.hasReferences = hasReferences
    position = max(0, range.lowerBound)
    end = min(bytes.count, range.upperBound)
  }

  /// The byte at the position, or nil at the end.
  @inline(__always) var next: UInt8? { position < end ? bytes[position] : nil }

  @inline(__always) func peek(_ distance: Int) -> UInt8? {
    position + distance < end ? bytes[position + distance] : nil
  }

  /// White space and comments.
  @inline(__always) mutating func skipSpace() {
    // Most tokens follow each other directly or after one space.
    if position < end, CharacterClass.isRegular(bytes[position]) { return }
    skipSpaces()
  }

  private mutating func skipSpaces() {
    position = bytes.withUnsafeBufferPointer { bytes in
      var place = position
      while place < end {
        let byte = bytes[place]
        if byte == UInt8(ascii: "%") {
          while place < end, bytes[place] != 0x0A, bytes[place] != 0x0D { place += 1 }
        } else if CharacterClass.isSpace(byte) {
          place += 1
        } else {
          break
        }
      }
      return place
    }
  }

  /// A keyword such as `obj`, complete up to the next delimiter.
  mutating func skipKeyword(_ word: StaticString) throws(PDFFault) {
    guard isAtKeyword(word) else { throw .expected(word.description, at: position) }
    position += word.utf8CodeUnitCount
  }

  func isAtKeyword(_ word: StaticString) -> Bool {
    guard isAt(word) else { return false }
    let after = position + word.utf8CodeUnitCount
    return after >= end || !CharacterClass.isRegular(bytes[after])
  }

  /// Whether these bytes stand here, whatever follows.
  func isAt(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard count <= end - position else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    return true
  }

  /// One value of any kind; a reference `n g R` counts as one.
  mutating func skipValue(depth: Int = 0) throws(PDFFault) {
    guard let byte = next else { throw .expected("value", at: position) }
    switch byte {
    case UInt8(ascii: "/"): skipName()
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      if try skipNumber(), hasReferences { skipRestOfReference() }
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): _ = try skipNumber()
    case UInt8(ascii: "<"):
      if peek(1) == UInt8(ascii: "<") {
        try skipDictionary(depth: depth)
      } else {
        try skipHexString()
      }
    case UInt8(ascii: "["): try skipArray(depth: depth)
    case UInt8(ascii: "("): try skipLiteralString()
    case UInt8(ascii: "t"): try skipKeyword("true")
    case UInt8(ascii: "f"): try skipKeyword("false")
    case UInt8(ascii: "n"): try skipKeyword("null")
    default: throw .expected("value", at: position)
    }
  }

  /// Steps over one value; of a dictionary the entries come back.
  mutating func dictionaryOrValue() throws(PDFFault) -> PDFDictionary? {
    if next == UInt8(ascii: "<"), peek(1) == UInt8(ascii: "<") { return try PDFDictionary(&self) }
    try skipValue()
    return nil
  }

  /// `/Name`, without looking into its escapes.
  mutating func skipName() {
    position = bytes.withUnsafeBufferPointer { bytes in
      var place = position + 1
      while place < end, CharacterClass.isRegular(bytes[place]) { place += 1 }
      return place
    }
  }

  private mutating func skipDictionary(depth: Int) throws(PDFFault) {
    guard depth < Self.depthLimit else { throw .expected("at most \(Self.depthLimit) levels of values", at: position) }
    position += 2
    while true {
      skipSpace()
      switch next {
      case UInt8(ascii: ">"):
        guard peek(1) == UInt8(ascii: ">") else { throw .expected(">>", at: position) }
        position += 2
        return
      case UInt8(ascii: "/"):
        skipName()
        skipSpace()
        try skipValue(depth: depth + 1)
      default: throw .expected("/Key or >>", at: position)
      }
    }
  }

  private mutating func skipArray(depth: Int) throws(PDFFault) {
    guard depth < Self.depthLimit else { throw .expected("at most \(Self.depthLimit) levels of values", at: position) }
    position += 1
    while true {
      skipNumbers()
      skipSpace()
      if next == UInt8(ascii: "]") {
        position += 1
        return
      }
      try skipValue(depth: depth + 1)
    }
  }

  mutating func skipHexString() throws(PDFFault) {
    let (start, end) = (position, end)
    let place = bytes.withUnsafeBufferPointer { bytes in
      var place = start + 1
      while place < end, CharacterClass.isHexadecimalOrSpace(bytes[place]) { place += 1 }
      return place
    }
    guard place < end else { throw .expected(">", at: place) }
    guard bytes[place] == UInt8(ascii: ">") else { throw .expected("hexadecimal digit", at: place) }
    position = place + 1
  }

  /// Steps over one value whose syntax was checked before.
  @inline(__always)
  mutating func skipCheckedValue() throws(PDFFault) {
    guard next == UInt8(ascii: "<"), peek(1) != UInt8(ascii: "<") else { return try skipValue() }
    let (start, end) = (position, end)
    position = bytes.withUnsafeBufferPointer { bytes in
      var place = start + 1
      while place < end, bytes[place] != UInt8(ascii: ">") { place += 1 }
      return min(place + 1, end)
    }
  }

  mutating func skipLiteralString() throws(PDFFault) {
    let start = position
    var open = 0
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\\"): if position < end { position += 1 }
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"):
        open -= 1
        if open == 0 { return }
      default: break
      }
    }
    throw .expected("string with its closing parenthesis", at: start)
  }
}
