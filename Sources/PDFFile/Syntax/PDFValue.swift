/// A value as it stands in a file, looked into only when asked: its syntax was checked by stepping over it.
struct PDFValue: Sendable {
  let bytes: [UInt8]
  let range: Range<Int>

  var offset: Int { range.lowerBound }
  private var first: UInt8 { range.isEmpty ? 0 : bytes[range.lowerBound] }

  var text: ArraySlice<UInt8> { bytes[range] }

  // MARK: Kinds

  var isDictionary: Bool {
    first == UInt8(ascii: "<") && range.count > 1 && bytes[range.lowerBound + 1] == UInt8(ascii: "<")
  }
  var isArray: Bool { first == UInt8(ascii: "[") }
  var isName: Bool { first == UInt8(ascii: "/") }
  var isString: Bool { first == UInt8(ascii: "(") || first == UInt8(ascii: "<") && !isDictionary }
  var isReference: Bool {
    !range.isEmpty && bytes[range.upperBound - 1] == UInt8(ascii: "R") && CharacterClass.digit(first) != nil
  }
  var isNull: Bool { text.elementsEqual("null".utf8) }

  // MARK: Simple values

  func isName(_ name: StaticString) -> Bool {
    guard isName, range.count == name.utf8CodeUnitCount + 1 else { return false }
    for index in 0..<name.utf8CodeUnitCount where bytes[range.lowerBound + 1 + index] != name.utf8Start[index] {
      return false
    }
    return true
  }

  /// A name without its slash, `#` escapes resolved.
  func name() throws(PDFFault) -> String {
    guard isName else { throw .expected("name", at: offset) }
    return PDFName.decoded(bytes[range.dropFirst()])
  }

  func bool() throws(PDFFault) -> Bool {
    if text.elementsEqual("true".utf8) { return true }
    if text.elementsEqual("false".utf8) { return false }
    throw .expected("true or false", at: offset)
  }

  /// A whole number, sign allowed.
  func integer() throws(PDFFault) -> Int {
    var scanner = PDFScanner(bytes, range)
    let isNegative = scanner.next == UInt8(ascii: "-")
    if isNegative || scanner.next == UInt8(ascii: "+") { scanner.position += 1 }
    let value = try scanner.integer()
    guard scanner.position == range.upperBound else { throw .expected("whole number", at: offset) }
    return isNegative ? -value : value
  }

  /// A whole or real number.
  func number() throws(PDFFault) -> Double {
    guard let value = Double(String(decoding: text, as: UTF8.self)) else { throw .expected("number", at: offset) }
    return value
  }

  /// `n g R`.
  func reference() throws(PDFFault) -> PDFReference {
    guard isReference else { throw .expected("reference", at: offset) }
    var scanner = PDFScanner(bytes, range)
    let number = try scanner.integer()
    scanner.skipSpace()
    return PDFReference(number: number, generation: try scanner.integer())
  }

  /// The bytes of a literal or hexadecimal string.
  func string() throws(PDFFault) -> [UInt8] {
    guard isString else { throw .expected("string", at: offset) }
    return PDFString.decoded(text)
  }

  // MARK: Composite values

  func dictionary() throws(PDFFault) -> PDFDictionary {
    guard isDictionary else { throw .expected("dictionary", at: offset) }
    return try PDFDictionary(bytes, range)
  }

  func array() throws(PDFFault) -> [PDFValue] {
    guard isArray else { throw .expected("array", at: offset) }
    var scanner = PDFScanner(bytes, range.lowerBound + 1..<range.upperBound - 1)
    var elements: [PDFValue] = []
    while true {
      scanner.skipSpace()
      let start = scanner.position
      if start >= scanner.end { return elements }
      try scanner.skipValue()
      elements.append(PDFValue(bytes: bytes, range: start..<scanner.position))
    }
  }
}

/// The number of an indirect object.
struct PDFReference: Sendable, Hashable {
  var number: Int
  var generation: Int
}
