/// Steps over the tokens and values of PDF syntax (ISO 32000-1 7.2 and 7.3). It checks them and builds nothing: a value
/// is a range of the bytes, which `PDFValue` interprets when somebody asks for it.
///
/// It never reads outside `position..<end`, whatever the bytes are, and never nests deeper than `depthLimit`.
///
/// ```
/// var scanner = PDFScanner(Array("[1 (a)] 12 0 R".utf8), 0..<14)
/// try scanner.skipValue()     // position 7, after the array
/// scanner.skipSpace()         // position 8
/// try scanner.skipValue()     // position 14: a reference is one value
/// ```
package struct PDFScanner {
  package let bytes: [UInt8]
  package var position: Int
  package let end: Int
  /// Whether `n g R` is a reference: it is in objects, not in content streams.
  @usableFromInline let hasReferences: Bool

  /// How deep arrays and dictionaries, or the nodes of a tree, may be nested, so that no file can exhaust the stack.
  /// Writers of PDF stay far below it: ISO 32000-1 annex C expects 28 levels of `q`.
  @inlinable package static var depthLimit: Int { 64 }

  @inlinable package init(_ bytes: [UInt8], _ range: Range<Int>, hasReferences: Bool = true) {
    self.bytes = bytes
    self.hasReferences = hasReferences
    position = max(0, range.lowerBound)
    end = min(bytes.count, range.upperBound)
  }

  /// The byte at the position, or nil at the end.
  @inlinable @inline(__always) package var next: UInt8? { position < end ? bytes[position] : nil }

  @inlinable @inline(__always) package func peek(_ distance: Int) -> UInt8? {
    position + distance < end ? bytes[position + distance] : nil
  }

  /// Steps over white space and comments.
  @inlinable @inline(__always) package mutating func skipSpace() {
    // Most tokens follow each other directly: then there is nothing to call.
    if position < end, CharacterClass.isRegular(bytes[position]) { return }
    skipSpaces()
  }

  @usableFromInline mutating func skipSpaces() {
    position = bytes.withUnsafeBufferPointer { bytes in
      var index = position
      while index < end {
        let byte = bytes[index]
        if byte == UInt8(ascii: "%") {
          while index < end, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        } else if CharacterClass.isSpace(byte) {
          index += 1
        } else {
          break
        }
      }
      return index
    }
  }

  /// Steps over a keyword such as `obj`, which a delimiter or white space must follow.
  package mutating func skipKeyword(_ word: StaticString) throws(PDFFault) {
    guard isAtKeyword(word) else { throw .expected(word.description, at: position) }
    position += word.utf8CodeUnitCount
  }

  @inlinable package func isAtKeyword(_ word: StaticString) -> Bool {
    guard isAt(word) else { return false }
    let after = position + word.utf8CodeUnitCount
    return after >= end || !CharacterClass.isRegular(bytes[after])
  }

  /// Whether these bytes begin at the position, whatever follows them.
  @inlinable package func isAt(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard count <= end - position else { return false }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] { return false }
    return true
  }

  /// Steps over one value of any kind; a reference `n g R` counts as one.
  package mutating func skipValue(depth: Int = 0) throws(PDFFault) {
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

  /// Steps over one value; returns its entries when it is a dictionary.
  package mutating func dictionaryOrValue() throws(PDFFault) -> PDFDictionary? {
    if next == UInt8(ascii: "<"), peek(1) == UInt8(ascii: "<") { return try PDFDictionary(&self) }
    try skipValue()
    return nil
  }

  /// Steps over a name, without looking into its escapes.
  package mutating func skipName() {
    position = bytes.withUnsafeBufferPointer { bytes in
      var index = position + 1
      while index < end, CharacterClass.isRegular(bytes[index]) { index += 1 }
      return index
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

  package mutating func skipHexString() throws(PDFFault) {
    let (start, end) = (position, end)
    let index = bytes.withUnsafeBufferPointer { bytes in
      var index = start + 1
      while index < end, CharacterClass.isHexadecimalOrSpace(bytes[index]) { index += 1 }
      return index
    }
    guard index < end else { throw .expected(">", at: index) }
    guard bytes[index] == UInt8(ascii: ">") else { throw .expected("hexadecimal digit", at: index) }
    position = index + 1
  }

  /// Steps over one value whose syntax was checked before: a hexadecimal string then ends with its first `>`.
  @inlinable @inline(__always)
  package mutating func skipCheckedValue() throws(PDFFault) {
    guard next == UInt8(ascii: "<"), peek(1) != UInt8(ascii: "<") else { return try skipValue() }
    let (start, end) = (position, end)
    position = bytes.withUnsafeBufferPointer { bytes in
      var index = start + 1
      while index < end, bytes[index] != UInt8(ascii: ">") { index += 1 }
      return min(index + 1, end)
    }
  }

  package mutating func skipLiteralString() throws(PDFFault) {
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

/// The classes of characters: ISO 32000-1 7.2.2.
///
/// A table has one character for each byte, whose low bits are its classes: `@` regular, `A` white space, `B`
/// delimiter, `D` (regular) hexadecimal digit. A lookup costs one load; a switch over ten delimiters would be the
/// greater part of reading a file.
package enum CharacterClass {
  /// Computed, so that each use is a load from the literal itself and not from a variable of this module.
  @inlinable @inline(__always) static var table: StaticString {
    """
    A@@@@@@@@AA@AA@@@@@@@@@@@@@@@@@@A@@@@B@@BB@@@@@BDDDDDDDDDD@@B@B@\
    @DDDDDD@@@@@@@@@@@@@@@@@@@@B@B@@@DDDDDD@@@@@@@@@@@@@@@@@@@@B@B@@\
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@\
    @@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
    """
  }

  @inlinable @inline(__always) static func bits(_ byte: UInt8) -> UInt8 { table.utf8Start[Int(byte)] }

  @inlinable @inline(__always) package static func isSpace(_ byte: UInt8) -> Bool { bits(byte) & 1 != 0 }

  @inlinable @inline(__always) package static func isRegular(_ byte: UInt8) -> Bool { bits(byte) & 3 == 0 }

  /// Whether a hexadecimal string may contain the byte.
  @inlinable @inline(__always) package static func isHexadecimalOrSpace(_ byte: UInt8) -> Bool { bits(byte) & 5 != 0 }

  @inlinable @inline(__always) package static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  @inlinable @inline(__always) package static func digit(_ byte: UInt8) -> Int? {
    isDigit(byte) ? Int(byte) - 0x30 : nil
  }

  @inlinable @inline(__always) package static func hexDigit(_ byte: UInt8) -> UInt8? {
    let value = hexValue(byte)
    return value < 16 ? value : nil
  }

  /// The value of a hexadecimal digit; more than 15 for any other byte.
  @inlinable @inline(__always) package static func hexValue(_ byte: UInt8) -> UInt8 {
    let decimal = byte &- 0x30
    if decimal < 10 { return decimal }
    let letter = (byte | 0x20) &- 0x61
    return letter < 6 ? letter + 10 : 0xFF
  }
}
