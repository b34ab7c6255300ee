/// Reads the operations of a content stream (ISO 32000-1 7.8.2), or of a character map, which is written in the same
/// manner: operands first, then the operator.
///
/// ```
/// var scanner = ContentScanner(Array("/F 9 Tf".utf8))
/// while let name = try scanner.next() {          // the range of `Tf`
///   if scanner.isOperator(name, "Tf") { try scanner.operand(1).number() }   // 9
/// }
/// ```
package struct ContentScanner {
  @usableFromInline private(set) var scanner: PDFScanner
  /// Operands of the operation that was read last.
  package private(set) var operands = Operands()

  /// A block of a ToUnicode map has a hundred entries of three operands; a path operator has six.
  private static let operandLimit = 512

  /// How deep `q` and marks may be nested: far more than any reader allows (28 levels of `q`).
  package static let nestingLimit = 4096

  private let takesInlineImages: Bool

  /// - Parameter takesInlineImages: whether an inline image (8.9.7) is read as an operation `BI` whose operands are its
  ///   keys and values. Otherwise it is refused: no paper of this program contains one.
  package init(_ content: [UInt8], takesInlineImages: Bool = false) {
    self.takesInlineImages = takesInlineImages
    scanner = PDFScanner(content, 0..<content.count, hasReferences: false)
  }

  @inlinable package var bytes: [UInt8] { scanner.bytes }

  /// Reads the next operation and returns the range of its operator, or nil at the end.
  package mutating func next() throws(PDFFault) -> Range<Int>? {
    operands.removeAll()
    while true {
      takeNumbers()
      scanner.skipSpace()
      guard let byte = scanner.next else {
        guard operands.isEmpty else { throw .expected("operator", at: scanner.position) }
        return nil
      }
      let start = scanner.position
      if Self.beginsOperator(byte), !isAtConstant(byte) {
        while let byte = scanner.next, CharacterClass.isRegular(byte) { scanner.position += 1 }
        let name = start..<scanner.position
        if isOperator(name, "BI") {
          guard takesInlineImages else { throw PDFFault(.unexpected("inline image"), at: start) }
          try takeInlineImage()
        }
        return name
      }
      try scanner.skipValue()
      operands.append(start..<scanner.position)
      guard operands.count <= Self.operandLimit else {
        throw .expected("operator after at most \(Self.operandLimit) operands", at: start)
      }
    }
  }

  /// Takes the keys and values of an inline image and steps over its data, which are not made of tokens.
  private mutating func takeInlineImage() throws(PDFFault) {
    scanner.skipSpace()
    while !scanner.isAtKeyword("ID") {
      let start = scanner.position
      try scanner.skipValue()
      operands.append(start..<scanner.position)
      guard operands.count <= Self.operandLimit else { throw .expected("ID", at: start) }
      scanner.skipSpace()
    }
    scanner.position += 3
    // The data end with white space and `EI`. These bytes can be among the data too; then what follows is no text.
    while scanner.position < scanner.end {
      if scanner.isAtKeyword("EI"), CharacterClass.isSpace(scanner.bytes[scanner.position - 1]),
        scanner.bytes[scanner.position..<min(scanner.position + 16, scanner.end)].allSatisfy({
          0x20..<0x7F ~= $0 || CharacterClass.isSpace($0) && $0 != 0
        })
      {
        scanner.position += 2
        return
      }
      scanner.position += 1
    }
    throw .expected("EI", at: scanner.end)
  }

  /// Takes the numbers at the scanner's position, which most of a content stream consists of. Stops before anything
  /// that is not plainly a number, and before one too many: `next` reads on there and says what is wrong.
  private mutating func takeNumbers() {
    let end = scanner.end
    var position = scanner.position
    scanner.bytes.withUnsafeBufferPointer { bytes in
      while position < end, operands.count < Self.operandLimit {
        if CharacterClass.isSpace(bytes[position]) {
          position += 1
          continue
        }
        guard let number = PDFScanner.plainNumber(bytes, from: position, to: end) else { return }
        operands.append(position..<number.end)
        position = number.end
      }
    }
    scanner.position = position
  }

  @inlinable @inline(__always) package func isOperator(_ range: Range<Int>, _ name: StaticString) -> Bool {
    guard range.count == name.utf8CodeUnitCount else { return false }
    for index in 0..<range.count where bytes[range.lowerBound + index] != name.utf8Start[index] { return false }
    return true
  }

  @inlinable @inline(__always) package func operand(_ index: Int) throws(PDFFault) -> PDFValue {
    guard index >= 0, index < operands.count else { throw .expected("operand \(index + 1)", at: scanner.position) }
    return PDFValue(bytes: bytes, range: operands[index])
  }

  /// An operand that must be a number.
  package func number(_ index: Int) throws(PDFFault) -> Double { try operand(index).number() }

  private static func beginsOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "'"),
      UInt8(ascii: "\""):
      true
    default: false
    }
  }

  /// Whether `true`, `false` or `null` stands here, which are operands although they begin like operators.
  @inline(__always) private func isAtConstant(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "t"): scanner.isAtKeyword("true")
    case UInt8(ascii: "f"): scanner.isAtKeyword("false")
    case UInt8(ascii: "n"): scanner.isAtKeyword("null")
    default: false
    }
  }
}

/// The operands of an operation, as ranges of the content. Most operations have at most six, which are kept inline
/// without an allocation.
package struct Operands {
  package private(set) var count = 0
  @usableFromInline private(set) var first = InlineArray<6, Range<Int>>(repeating: 0..<0)
  @usableFromInline private(set) var rest: [Range<Int>] = []

  @inlinable package var isEmpty: Bool { count == 0 }

  @inlinable package subscript(index: Int) -> Range<Int> {
    index < first.count ? first[index] : rest[index - first.count]
  }

  mutating func append(_ operand: Range<Int>) {
    if count < first.count { first[count] = operand } else { rest.append(operand) }
    count += 1
  }

  mutating func removeAll() {
    if count > first.count { rest.removeAll(keepingCapacity: true) }
    count = 0
  }
}
